import datetime as dt
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction

from yishi.clock.story import held_at, now, real_now
from yishi.refusals import Refused, Stale
from yishi.tasks import due as registry
from yishi.tasks import worker as workers
from yishi.tasks.domain.leases import hold, release
from yishi.tasks.due import claim, due, each, run_due
from yishi.tasks.models import Claim, Lease, TaskRun

STORY = dt.datetime(2026, 11, 20, 19, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(registry, "DUE", {})
    monkeypatch.setattr(registry, "FOLLOWING", set())
    monkeypatch.setattr(registry, "OFTEN", set())


def test_everything_due_is_run_under_the_held_clock_and_written_down():
    seen = []
    due("b.second")(lambda at: seen.append(("b", at, now())) or 2)
    due("a.first")(lambda at: seen.append(("a", at, now())))
    runs = run_due(STORY)
    assert [(run.name, run.done, run.error) for run in runs] == [("a.first", 0, ""), ("b.second", 2, "")]
    assert [(name, at == shown == STORY) for name, at, shown in seen] == [("a", True), ("b", True)]
    kept = TaskRun.objects.get()
    assert (kept.name, kept.done) == ("b.second", 2) and abs(kept.started - real_now()) < dt.timedelta(minutes=1)


def test_what_only_follows_may_be_left_to_a_later_round():
    due("a.decides")(lambda at: 1)
    due("b.follows", follows=True)(lambda at: 1)
    assert [run.name for run in run_due(STORY, following=False)] == ["a.decides"]
    assert [run.name for run in run_due(STORY)] == ["a.decides", "b.follows"]


def test_without_an_instant_it_is_the_product_s_now():
    seen = []
    due("a")(lambda at: seen.append(at))
    with held_at(STORY):
        run_due()
    assert seen == [STORY]


def test_a_failure_is_logged_and_stops_nobody(caplog):
    due("a.fails")(lambda at: 1 / 0)
    due("b.works")(lambda at: 1)
    for _round in range(3):
        run_due(STORY)
    assert "a.fails failed" in caplog.text
    failure = TaskRun.objects.get(name="a.fails")
    assert (failure.error, failure.times) == ("ZeroDivisionError: division by zero", 3)
    assert TaskRun.objects.filter(name="b.works", done=1).count() == 3


def test_a_row_taken_by_another_does_not_count_and_one_that_fails_stops_nobody():
    def act(row):
        if row == 2:
            raise Stale("somebody else")
        if row == 3:
            raise Refused("not yet")

    due("rows")(lambda at: each([1, 2, 3, 4], act))
    (run,) = run_due(STORY)
    assert run.done == 2 and "1 failed" in run.error and "not yet" in run.error


def test_a_name_is_taken_once():
    due("a")(run_due)
    due("a")(run_due)
    with pytest.raises(ValueError, match="twice"):
        due("a")(each)


def test_a_thing_is_claimed_once_and_the_claim_falls_with_its_transaction():
    with transaction.atomic():
        assert claim("reminder", "matter:1") and not claim("reminder", "matter:1") and claim("reminder", "matter:2")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        claim("reminder", "matter:3")
        raise ZeroDivisionError
    assert sorted(Claim.objects.values_list("key", flat=True)) == ["matter:1", "matter:2"]


@pytest.mark.django_db(transaction=True)
def test_a_claim_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        claim("reminder", "matter:1")


def test_a_lease_has_one_holder_until_it_ends_or_is_given_back():
    assert hold("worker", "a") and hold("worker", "a") and not hold("worker", "b")
    Lease.objects.update(until=real_now() - dt.timedelta(seconds=1))
    assert hold("worker", "b") and not hold("worker", "a")
    release("worker", "a")
    assert not hold("worker", "a")
    release("worker", "b")
    assert hold("worker", "a")


def test_a_lease_of_a_clock_that_was_put_back_binds_nobody():
    assert hold("worker", "a")
    Lease.objects.update(until=real_now() + dt.timedelta(hours=1))
    assert hold("worker", "b") and not hold("worker", "a")


@pytest.fixture
def connections_stay(monkeypatch):
    """A test's one connection is not closed under it."""
    monkeypatch.setattr(workers, "close_old_connections", lambda: None)
    monkeypatch.setattr(workers.connections, "close_all", lambda: None)


def test_of_two_workers_one_works(connections_stay):
    due("a")(lambda at: 1)
    first, second = workers.Worker(), workers.Worker()
    assert (len(first.round()), len(second.round())) == (1, 0)
    release(workers.LEASE, first.name)
    assert len(second.round()) == 1


def test_between_the_rounds_whoever_has_the_lease_does_what_is_done_often(connections_stay):
    due("a")(lambda at: 1)
    due("b", follows=True, often=True)(lambda at: 1)
    first, second = workers.Worker(), workers.Worker()
    assert first.round(often=True) == [], "nobody has the lease yet"
    first.round(), second.round()
    until = Lease.objects.get().until
    assert [run.name for run in first.round(often=True)] == ["b"] and second.round(often=True) == []
    assert Lease.objects.get().until == until, "and nothing was written for it"
    first.stop()
    assert first.round(often=True) == []


def test_what_is_done_often_is_done_before_the_next_round(connections_stay, monkeypatch):
    monkeypatch.setattr(workers, "OFTEN_SECONDS", 0.01)
    worker, seen = workers.Worker(tick=60), []
    due("a")(lambda at: seen.append("a"))
    due("b", often=True)(lambda at: seen.append("b") or (worker.stop() if len(seen) > 4 else None))
    worker.run()
    assert seen == ["a", "b", "b", "b", "b"]


def test_a_worker_without_its_lease_leaves_the_rest(connections_stay):
    worker = workers.Worker()
    due("a")(lambda at: Lease.objects.update(holder="another", until=real_now() + dt.timedelta(minutes=1)))
    due("b")(lambda at: 1)
    assert [run.name for run in worker.round()] == ["a"]


def test_a_database_that_is_away_is_logged_once_and_waited_for(connections_stay, monkeypatch, caplog):
    worker = workers.Worker()

    def away(*args):
        raise OperationalError("no such table: tasks_lease")

    with monkeypatch.context() as patch:
        patch.setattr(workers, "hold", away)
        assert worker.round() == worker.round() == []
    assert caplog.text.count("goes on trying") == 1
    due("a")(lambda at: 1)
    assert len(worker.round()) == 1 and not worker.failing


def test_the_loop_ends_when_told_and_gives_the_lease_back(connections_stay):
    worker = workers.Worker(tick=0)
    due("a")(lambda at: worker.stop())
    worker.run()
    assert hold(workers.LEASE, "another")


def test_the_server_starts_one_worker_and_none_where_it_is_off(settings, monkeypatch):
    started = threading.Event()
    monkeypatch.setattr(workers, "_started", {})
    monkeypatch.setattr(workers.Worker, "run", lambda self: started.set())
    assert workers.start() is None  # off in tests
    settings.YISHI_WORKER = True
    assert workers.start() is workers.start() is not None
    assert started.wait(60)


def test_the_commands(capsys, connections_stay, monkeypatch):
    due("a.works")(lambda at: 3)
    call_command("run_due")
    assert capsys.readouterr().out == "a.works: 3 done\n"
    due("b.fails")(lambda at: 1 / 0)
    with pytest.raises(CommandError, match="1 kinds"):
        call_command("run_due")
    monkeypatch.setattr(workers.Worker, "run", lambda self: self.stop())
    monkeypatch.setattr("signal.signal", lambda *args: None)
    call_command("worker")
    assert "working as" in capsys.readouterr().out


def test_old_records_are_cleared():
    from yishi.tasks.tasks import clear_runs

    old = real_now() - dt.timedelta(days=91)
    TaskRun.objects.create(name="a", started=old, ended=old, done=1)
    TaskRun.objects.create(name="a", started=real_now(), ended=real_now(), done=1)
    assert clear_runs(real_now()) == 1 and TaskRun.objects.count() == 1
