"""What pages keep and count while Redis is away, and once it is back."""

import shutil

import pytest

from tests.faults.machines import Redis
from yishi.web import cache
from yishi.web.cache import SteadyCache

pytestmark = pytest.mark.skipif(not shutil.which("redis-server"), reason="Redis is not installed")


@pytest.fixture
def redis(tmp_path, monkeypatch):
    """A Redis that may be ended and started again; it is asked each time."""
    monkeypatch.setattr(cache, "REST", 0.0)
    monkeypatch.setattr(cache, "_away", {"until": 0.0, "said": False})
    made = Redis(tmp_path / "log")
    made.start()
    yield made
    made.end()


def test_without_redis_it_counts_for_itself_and_with_it_for_all_again(redis, caplog):
    here, there = (SteadyCache(redis.url, {}) for _each in range(2))
    here.set("a", {"b": 1}, 60)
    assert there.get("a") == {"b": 1} and there.add("tries", 0, 60) and here.incr("tries") == 1
    redis.end()
    assert here.get("a") is None and here.get("a", "none") == "none"
    assert here.add("tries", 0, 60) and not here.add("tries", 0, 60)
    assert [here.incr("tries") for _each in range(3)] == [1, 2, 3], "whoever guesses is counted all the same"
    here.delete("tries")
    with pytest.raises(ValueError):
        here.incr("tries")
    assert len(caplog.records) == 1, "it is said once"
    redis.start()
    here.set("a", 2)
    assert there.get("a") == 2


def test_an_absent_redis_is_left_alone_for_a_moment(redis, monkeypatch):
    monkeypatch.setattr(cache, "REST", 3600.0)
    made = SteadyCache(redis.url, {})
    redis.end()
    made.set("a", 1)
    redis.start()
    assert made.get("a") == 1
    monkeypatch.setattr(cache, "_away", {"until": 0.0, "said": True})
    assert made.get("a") is None, "what was kept here is not what all know"
