"""Two real processes race on every guarded transition: one gets through, the other is told, one event is written.

Both have read the thing before either writes, as two people have who look at the same page. The red control switches
the guarded update to "look, then write" in both processes, and must see both get through: the harness can see a race
that is lost. The processes and their database are kept for all the races of a test; each race costs milliseconds.
"""

from dataclasses import replace

import pytest
from django.apps import apps

from consultation.transitions import TABLE
from meetings.transitions import TABLE as HALL
from tests.race import ring
from tests.things import things, whole
from yishi.acts import may, taking
from yishi.db import guard
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.people.models import Person

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
ACTS = {**TABLE, **HALL}
MOVES = [
    (code, str(source)) for code, act in ACTS.items() for source in act.sources if act.target and act.target != source
]
HELD = {}  # in each process: the thing as it was read, and who acts


def put(label, pk, source):
    """Put the thing into the state ``source`` directly."""
    thing = apps.get_model(label).objects.get(pk=pk)
    type(thing).objects.filter(pk=pk).update(**whole(thing, source))


def look(index, label, pk, person):
    """Read the thing and who acts, as a page does; return the state that is seen."""
    HELD["thing"] = apps.get_model(label).objects.select_related("community").get(pk=pk)
    HELD["by"] = Person.objects.select_related("community").get(pk=person)
    return HELD["thing"].state


def take(index, code):
    """Do the act, its guards and bars apart, to the thing as it was read."""
    act, thing = ACTS[code], HELD["thing"]
    fields = whole(thing, act.target)
    fields.pop("state")
    with taking(replace(act, guards=(), bars=()), thing, by=HELD["by"], **fields) as entry:
        entry.payload = {"by": index}
    return thing.state


def left(code, pk):
    """Return the state in which the race has left the thing, and how many events of the act there are."""
    act = ACTS[code]
    thing = apps.get_model(act.thing).objects.get(pk=pk)
    return [thing.state, Event.objects.filter(stream__name=thing.stream_name, kind=act.event).count()]


def at_once(index):
    """Do not hesitate before writing: both have read long before."""
    guard.HESITATION = 0


class Table:
    """The things of a world and the processes that race on them."""

    def __init__(self, start, side, made):
        self.start, self.side, self.made = start, side, made

    def race(self, code, source):
        """Race ``code`` from ``source``; return the outcomes, the state it left and the number of events written."""
        act = ACTS[code]
        assert act.thing in self.made, f"tests.things makes no {act.thing}: {code} cannot be raced"
        thing = self.made[act.thing]
        self.start.ask(put, act.thing, thing.pk, source)
        before = self.start.ask(left, code, thing.pk)[1]
        seen = self.start(look, act.thing, thing.pk, self.actor(act, thing).pk)
        assert [outcome.value for outcome in seen] == [source, source]
        outcomes = self.start(take, code)
        state, after = self.start.ask(left, code, thing.pk)
        return outcomes, state, after - before

    def actor(self, act, thing):
        """Return somebody who may: by office, or because it is theirs."""
        theirs = [getattr(thing, name, None) for name in ("reporter", "facilitator", "person")]
        people = [*(self.side.people[role] for role in Role if role in act.roles), *filter(None, theirs)]
        return next(person for person in people if may(act, thing, person))


@pytest.fixture
def side(world):
    return world.own


def test_one_gets_through_and_the_other_is_told(side, subtests):
    made = things(side)
    with ring(2) as start:
        table = Table(start, side, made)
        for code, source in MOVES:
            with subtests.test(msg=f"{code} from {source}"):
                outcomes, state, events = table.race(code, source)
                told = [outcome for outcome in outcomes if outcome.refused]
                assert [outcome.refused in {"Stale", "Refused"} for outcome in told] == [True], "exactly one is refused"
                assert told[0].words, "and is told why"
                assert (state, events) == (ACTS[code].target, 1)


def test_red_control_without_the_guard_both_get_through(side, subtests):
    made = things(side)
    with ring(2, off=["yishi.db.guard:CHECK_THEN_WRITE"]) as start:
        start(at_once)
        table = Table(start, side, made)
        for code, source in MOVES:
            with subtests.test(msg=f"{code} from {source}"):
                outcomes, state, events = table.race(code, source)
                assert [outcome.refused for outcome in outcomes] == ["", ""]
                assert (state, events) == (ACTS[code].target, 2)


def test_every_kind_of_thing_that_moves_is_raced(side):
    assert {ACTS[code].thing for code, _source in MOVES} <= set(things(side)), "add it to tests/things.py"
    assert len(MOVES) >= 40
