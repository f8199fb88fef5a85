"""Real processes on one database: numbers stay gapless, a guard lets one through, a lease has one holder."""

import pytest
from django.db import transaction

from tests.race import race, ring
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append, broken_links
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Event, Stream
from yishi.people.models import Place
from yishi.tasks.domain.leases import hold
from yishi.tasks.due import claim, due, each, run_due
from yishi.tasks.models import Lease, TaskRun

register(EventKind("race.run", "run"))
EACH = 20


def write(index, community):
    place = Place.objects.get(pk=community)
    for n in range(EACH):
        with transaction.atomic():
            append("race:1", "race.run", by=None, community=place, payload={"by": index, "n": n})


def written(community):
    stream = Stream.objects.get(name="race:1")
    events = stream.events.order_by("seq")
    return [[e.seq for e in events], [e.payload["by"] for e in events], stream.head, broken_links(stream)]


def take(index, name):
    guarded_update(Lease.objects.get(name=name), {"holder": ""}, holder=f"process {index}")
    return index


def holds_lease(index, name):
    return hold(name, f"process {index}")


def remind(index, name):
    def act(row):
        with transaction.atomic():
            if claim("race.remind", row):
                append("race:2", "race.run", by=None, community=Place.objects.first(), payload={"row": row})

    due(f"race.remind.{index}")(lambda now: each(range(10), act))
    runs = run_due()
    return [run.error for run in runs if run.error]


def reminded(name):
    rows = Event.objects.filter(stream__name="race:2").values_list("payload__row", flat=True)
    return [sorted(rows), TaskRun.objects.filter(error="").count()]


def start_anew(name):
    Lease.objects.update_or_create(name=name, defaults={"holder": "", "until": "2020-01-01T00:00:00Z"})


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once(world):
    Lease.objects.create(name="guarded", holder="", until="2020-01-01T00:00:00Z")
    with ring(2) as start:
        start(write, world.own.community.pk)
        seqs, writers, head, broken = start.ask(written, world.own.community.pk)
        assert seqs == list(range(1, 2 * EACH + 1)) and head == 2 * EACH and broken == []
        assert sorted(set(writers)) == [0, 1]

        outcomes = start(take, "guarded")
        assert sorted(outcome.refused for outcome in outcomes) == ["", "Stale"]
        assert [bool(outcome.words) for outcome in outcomes] == [bool(outcome.refused) for outcome in outcomes]

        for lease in ("fresh", "guarded"):
            start.ask(start_anew, "guarded")
            assert sorted(outcome.value for outcome in start(holds_lease, lease)) == [False, True]

        assert [outcome.value for outcome in start(remind, "x")] == [[], []]
        assert start.ask(reminded, "x")[0] == list(range(10))

        with pytest.raises(RuntimeError, match="ZeroDivisionError"):  # a process that fails says why
            start(fail)
        assert start.ask(holder, "fresh").startswith("process")  # and the ring goes on


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_red_control_without_the_guard_both_get_through(world):
    """Whether two processes meet is up to the machine: of five races one has to let both through."""
    for n in range(5):
        Lease.objects.create(name=f"guarded-{n}", holder="", until="2020-01-01T00:00:00Z")
        outcomes, after = race(2, take, f"guarded-{n}", off=["yishi.db.guard:CHECK_THEN_WRITE"], then=holder)
        assert after.startswith("process")
        if [outcome.refused for outcome in outcomes] == ["", ""]:
            return
    raise AssertionError("five races, and the guard that was off kept one out every time")


def holder(name):
    return Lease.objects.get(name=name).holder


def fail(index):
    return 1 / index


@pytest.mark.django_db
def test_what_is_not_committed_cannot_be_raced(world):
    with pytest.raises(RuntimeError, match="transaction=True"):
        race(1, fail)
