"""What an installation may choose: each mistake is told by the name of its variable, with a hint."""

import multiprocessing
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from yishi.settings import env


@pytest.mark.parametrize("url", [
    "postgresql://u@h:abc/x", "postgresql://u@h:99999/x", "postgresql://[u@h/x", "mysql://u@h/x", "yishi", "postgresql",
    "http://[::1", "postgresql://u@h:0/x",
])
def test_an_address_of_no_database_is_refused_by_its_name(url, monkeypatch, tmp_path):
    monkeypatch.setenv("YISHI_DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"YISHI_DATABASE_URL .*postgresql://user"):
        env.database(tmp_path / "x.sqlite3")


def test_a_password_is_not_repeated(monkeypatch, tmp_path):
    monkeypatch.setenv("YISHI_DATABASE_URL", "postgresql://u:s3cret@h:abc/x")
    with pytest.raises(ImproperlyConfigured) as refusal:
        env.database(tmp_path / "x.sqlite3")
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(("url", "host"), [
    ("postgresql://u:p@db:5433/x", "db"), ("postgres://u@%2Ftmp%2Fsocket/x", "/tmp/socket"),
])
def test_an_address_of_postgresql_is_read(url, host, monkeypatch, tmp_path):
    monkeypatch.setenv("YISHI_DATABASE_URL", url)
    found = env.database(tmp_path / "x.sqlite3")
    assert (found["HOST"], found["NAME"]) == (host, "x")


@pytest.mark.parametrize("url", ["foo", "localhost:6379", "http://localhost", "redis://h:abc/0"])
def test_an_address_of_no_redis_is_refused_by_its_name(url, monkeypatch):
    monkeypatch.setenv("YISHI_REDIS_URL", url)
    for read in (env.cache, env.channel_layer):
        with pytest.raises(ImproperlyConfigured, match=r"YISHI_REDIS_URL .*redis://"):
            read()


def test_with_redis_named_cache_and_layer_go_there_and_without_stay_in_process(monkeypatch):
    monkeypatch.setenv("YISHI_REDIS_URL", "redis://h:6379/1")
    assert env.cache()["LOCATION"] == "redis://h:6379/1"
    assert env.channel_layer()["CONFIG"] == {"hosts": ["redis://h:6379/1"]}
    monkeypatch.delenv("YISHI_REDIS_URL")
    assert "locmem" in env.cache()["BACKEND"] and "InMemory" in env.channel_layer()["BACKEND"]


@pytest.mark.parametrize("word", ["maybe", "2"])
def test_a_switch_is_on_or_off(word, monkeypatch):
    monkeypatch.setenv("YISHI_DEBUG", word)
    with pytest.raises(ImproperlyConfigured, match=r"YISHI_DEBUG must be on or off"):
        env.flag("YISHI_DEBUG")


def first_start(folder, gate):
    """Wait for the others, then start for the first time; return the key, or the error."""
    gate.wait()
    try:
        return env.secret_key(Path(folder) / "secret-key")
    except Exception as error:
        return repr(error)


def _ready(gate):
    global GATE
    GATE = gate


def _start(folder):
    return first_start(folder, GATE)


def test_of_two_first_starts_at_once_both_have_the_same_whole_key(monkeypatch, tmp_path):
    monkeypatch.delenv("YISHI_SECRET_KEY", raising=False)
    spawned = multiprocessing.get_context("fork")
    with spawned.Pool(2, _ready, (spawned.Barrier(2),)) as pool:
        for n in range(40):
            (folder := tmp_path / str(n)).mkdir()
            keys = pool.map(_start, [folder, folder], chunksize=1)
            assert len(set(keys)) == 1 and len(keys[0]) == 50, keys
            assert [file.name for file in folder.iterdir()] == ["secret-key"]
            assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600


def test_an_empty_key_is_no_key(monkeypatch, tmp_path):
    monkeypatch.delenv("YISHI_SECRET_KEY", raising=False)
    (tmp_path / "secret-key").touch()
    with pytest.raises(ImproperlyConfigured, match="secret-key is empty"):
        env.secret_key(tmp_path / "secret-key")
