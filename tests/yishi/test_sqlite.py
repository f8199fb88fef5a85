"""Files of SQLite stay open between requests: nothing of one use is seen in the next, and a file that was replaced is opened anew."""

import sqlite3
import threading
from contextlib import closing

import pytest
from django.db import DatabaseError, connections

from yishi.db.sqlite import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    """Return a function that opens a file by the settings of the site, as a thread of its own would."""
    made = []

    def opened(name="a.sqlite3"):
        settings = {**connections["default"].settings_dict, "ENGINE": "yishi.db.sqlite", "NAME": str(tmp_path / name)}
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode=WAL"}
        made.append(base.DatabaseWrapper(settings, "kept-open"))
        made[-1].inc_thread_sharing()
        return made[-1]

    yield opened
    for each in made:
        each.close()
    base.close_idle()


def ask(wrapper, sql, *values):
    with wrapper.cursor() as cursor:
        return cursor.execute(sql, values).fetchall() if sql.startswith(("SELECT", "PRAGMA")) else cursor.execute(sql, values)


def test_a_connection_that_was_given_back_is_used_again(files):
    first = files()
    ask(first, "CREATE TABLE t (n INTEGER UNIQUE)")
    used = first.connection
    first.close()
    assert first.connection is None
    second, third = files(), files()
    ask(second, "INSERT INTO t VALUES (1)")
    assert second.connection is used
    assert ask(third, "SELECT n FROM t") == [(1,)] and third.connection is not used


def test_what_was_half_read_does_not_hold_on_to_the_past(files):
    first, writer = files(), files()
    ask(first, "CREATE TABLE t (n INTEGER)")
    ask(writer, "SELECT 1")
    for n in range(300):
        ask(first, "INSERT INTO t VALUES (%s)", n)
    reading = first.cursor()
    reading.execute("SELECT n FROM t")
    assert reading.fetchone() == (0,)
    used = first.connection
    first.close()
    ask(writer, "INSERT INTO t VALUES (300)")
    again = files()
    assert ask(again, "SELECT COUNT(*) FROM t") == [(301,)] and again.connection is used
    with pytest.raises(DatabaseError):
        reading.fetchone()


def test_a_transaction_that_was_left_open_is_not_handed_on(files):
    first = files()
    ask(first, "CREATE TABLE t (n INTEGER)")
    used = first.connection
    used.execute("BEGIN IMMEDIATE")
    used.execute("INSERT INTO t VALUES (1)")
    first.close()
    second = files()
    assert ask(second, "SELECT COUNT(*) FROM t") == [(0,)] and second.connection is not used


def test_keys_are_looked_after_again_whoever_turned_that_off(files):
    first = files()
    ask(first, "PRAGMA foreign_keys = OFF")
    first.close()
    assert ask(files(), "PRAGMA foreign_keys") == [(1,)]


def test_a_file_that_was_replaced_is_opened_anew(files, tmp_path):
    first = files()
    ask(first, "CREATE TABLE old (n INTEGER)")
    first.close()
    for file in tmp_path.iterdir():
        file.unlink()
    other = files()
    ask(other, "CREATE TABLE new (n INTEGER)")
    assert ask(other, "SELECT name FROM sqlite_master") == [("new",)]


def test_many_at_once_each_have_their_own_and_no_more_than_so_many_are_kept(files):
    ask(files(), "CREATE TABLE t (n INTEGER)")
    gate, seen = threading.Barrier(40), []

    def work(n):
        mine = files()
        gate.wait()
        ask(mine, "SELECT COUNT(*) FROM t")
        seen.append(mine.connection)
        gate.wait()
        mine.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, seen))) == 40
    assert sum(map(len, base._idle.values())) <= base.MOST


def fresh(path):
    """Return a connection to a file that has no write-ahead log yet."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("CREATE TABLE t (n)")
    return connection


@pytest.fixture
def being_opened(tmp_path):
    """Return a connection that is at the moment at which SQLite turns everybody else away from a fresh file."""
    with closing(fresh(tmp_path / "a.sqlite3")) as first:
        first.execute("BEGIN IMMEDIATE")
        yield first


def test_whoever_comes_while_a_fresh_file_is_being_opened_comes_again(files, being_opened):
    threading.Timer(0.2, being_opened.rollback).start()
    assert ask(files(), "PRAGMA journal_mode") == [("wal",)]


def test_without_coming_again_sqlite_turns_whoever_comes_second_away(files, being_opened, monkeypatch):
    monkeypatch.setattr(base, "TRIES", 0)
    with pytest.raises(DatabaseError, match="locked"):
        ask(files(), "SELECT 1")


def test_of_those_who_open_a_fresh_file_at_one_moment_nobody_is_turned_away(files, tmp_path):
    gate, came_in = threading.Barrier(3, timeout=60), []

    def work():
        for n in range(150):
            mine = files(f"fresh-{n}.sqlite3")
            gate.wait()
            came_in.extend(ask(mine, "SELECT 1"))
            mine.close()

    for n in range(150):
        fresh(tmp_path / f"fresh-{n}.sqlite3").close()
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert came_in == [(1,)] * 450
