import threading

import pytest
from django.db import IntegrityError, OperationalError, connection

from yishi.db import retry
from yishi.db.retry import Busy, may_be_tried_again, short_write, write_gate


def failure(kind=OperationalError, **cause):
    """Return a database error whose driver's own error carries ``cause``."""
    error, driver = kind("wording nobody reads"), Exception()
    for name, value in cause.items():
        setattr(driver, name, value)
    error.__cause__ = driver
    return error


@pytest.mark.parametrize(("error", "again"), [
    (failure(sqlstate="40001"), True), (failure(sqlstate="40P01"), True), (failure(sqlite_errorcode=5), True),
    (failure(sqlite_errorcode=517), True), (failure(sqlite_errorcode=6), True),
    (failure(sqlstate="23505"), False), (failure(IntegrityError, sqlite_errorcode=2067), False),
    (failure(sqlite_errorcode=8), False), (OperationalError("database is locked"), False),
])
def test_another_try_is_made_where_the_database_asks_for_it(error, again):
    assert may_be_tried_again(error) is again


@pytest.mark.django_db(transaction=True)
def test_a_short_write_is_tried_again_and_given_up_in_the_end(monkeypatch):
    monkeypatch.setattr(retry, "PAUSE_SECONDS", 0)
    calls = []

    @short_write
    def write(fails):
        calls.append(1)
        if len(calls) <= fails:
            raise failure(sqlstate="40001")
        return "done"

    assert write(3) == "done" and len(calls) == 4
    calls.clear()
    with pytest.raises(Busy) as caught:
        write(99)
    assert len(calls) == retry.TRIES and caught.value.status == 503


@pytest.mark.django_db
def test_nothing_is_tried_again_inside_somebody_elses_transaction():
    calls = []

    @short_write
    def write():
        calls.append(1)
        raise failure(sqlstate="40001")

    with pytest.raises(OperationalError):
        write()
    assert len(calls) == 1


@pytest.mark.django_db(transaction=True)
def test_the_queue_before_the_writer_is_bounded(monkeypatch):
    if connection.vendor != "sqlite":
        with write_gate(), write_gate():
            return
    monkeypatch.setattr(retry, "WAIT_SECONDS", 0.05)
    inside, leave, seen = threading.Event(), threading.Event(), []

    def first():
        with write_gate():
            inside.set()
            leave.wait(60)

    thread = threading.Thread(target=first)
    thread.start()
    inside.wait(60)
    with pytest.raises(Busy), write_gate():
        seen.append("through")
    monkeypatch.setattr(retry, "_places", threading.BoundedSemaphore(1))
    retry._places.acquire()
    with pytest.raises(Busy), write_gate():
        seen.append("through")
    leave.set()
    thread.join()
    monkeypatch.undo()
    with write_gate():
        assert seen == []
