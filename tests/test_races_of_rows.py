"""Races on rows that may be there once: a support, a round of inspection, a number, the vote of a unit.

A handful of each, by two processes at once: what was let in is there, and nothing more. What is raced for is made
before the processes start, since on SQLite they work on a copy: ``prepare_…`` returns what ``race_…`` is given.
"""

import pytest
from django.db import transaction

from consultation.domain import inspections, numbers, reports
from consultation.domain.ballots import close
from consultation.models import Inspection, Matter, NumberLine, Report, Support
from consultation.polls.domain.casting import cast
from consultation.polls.models import NamedMark, Poll
from consultation.polls.tallying import took_part
from meetings.domain import observers, seating
from meetings.models import Gallery, ObserverSeat, Registration
from tests.consultation.builders_collect import filed, neighbours
from tests.consultation.builders_execution import started
from tests.consultation.polls.builders import council, opened, while_open
from tests.meetings.builders import CALLED, DAY, at, on, planned
from tests.race import ring
from tests.world import household
from yishi.db import guard
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.people.models import Person
from yishi.refusals import Refused

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
TIMES = 5
HELD = {}  # in each process: the seat as it was looked at, and who is to have it


@pytest.fixture
def side(world):
    world.own.community.short = "槐"
    world.own.community.save()
    return world.own


def somebody(pk):
    return Person.objects.select_related("community").get(pk=pk)


def support(index, report, person):
    return reports.support(Report.objects.get(pk=report), by=somebody(person)).pk


def supports(report):
    kinds = Event.objects.filter(stream__name=f"report:{report}", kind="report.supported")
    return [Support.objects.filter(report=report).count(), kinds.count()]


def prepare_supports(side):
    return filed(side), neighbours(side, TIMES)


def race_supports(start, side, report, people):
    """One person supports a report once."""
    for done, person in enumerate(people, start=1):
        outcomes = start(support, report.pk, person.pk)
        assert sorted(outcome.refused for outcome in outcomes) == ["", "Refused"]
        assert start.ask(supports, report.pk) == [done, done]


def inspect(index, matter, inspector):
    by = somebody(inspector)
    found = inspections.inspect(Matter.objects.get(pk=matter), by=by, result="pass", comment="点亮。", members=[by])
    return found.round


def rounds(matter):
    kinds = Event.objects.filter(stream__name=f"matter:{matter}", kind="inspection.made").order_by("seq")
    return [
        list(Inspection.objects.filter(matter=matter).order_by("round").values_list("round", flat=True)),
        [event.payload["round"] for event in kinds],
    ]


def prepare_rounds(side):
    return [started(side, code="T-1")]


def race_rounds(start, side, matter):
    """A round of inspection is entered once."""
    let_in, inspector = [], side.people[Role.SUPERVISORY_MEMBER]
    for _time in range(TIMES):
        outcomes = start(inspect, matter.pk, inspector.pk)
        assert {outcome.refused for outcome in outcomes} <= {"", "Stale"}
        let_in += [outcome.value for outcome in outcomes if not outcome.refused]
        assert start.ask(rounds, matter.pk) == [list(range(1, len(let_in) + 1))] * 2
    assert sorted(let_in) == list(range(1, len(let_in) + 1)) and len(let_in) >= TIMES


def take(index, matter, person):
    return numbers.take("槐议", 2026, matter=Matter.objects.get(pk=matter), by=somebody(person)).number


def numbered():
    return list(NumberLine.objects.filter(series="槐议").order_by("number").values_list("number", flat=True))


def prepare_numbers(side):
    return [started(side, code="T-2")]


def race_numbers(start, side, matter):
    """Two takes of the next number are two numbers."""
    for done in range(0, 2 * TIMES, 2):
        outcomes = start(take, matter.pk, side.people[Role.RECORDER].pk)
        assert sorted(outcome.value for outcome in outcomes) == [done + 1, done + 2]
    assert start.ask(numbered) == list(range(1, 2 * TIMES + 1))


def vote(index, poll, voter, recorder, witness):
    """Process 0 votes online, process 1 enters the paper of the same voter."""
    by_paper = {"channel": "paper", "entered_by": somebody(recorder), "witness": somebody(witness)} if index else {}
    with while_open():
        cast(Poll.objects.get(pk=poll), by=somebody(voter), choices="against" if index else "in_favor", **by_paper)
    return index


def votes_of(poll, voter):
    marks = NamedMark.objects.filter(poll=poll, voter=voter)
    return list(marks.values_list("channel", "ballot__choices__choice__code"))


def prepare_channels(side):
    voters = neighbours(side, TIMES, first=100)
    return opened(side, voters), voters


def race_channels(start, side, poll, voters):
    """Of two channels for one unit one counts."""
    staff = [side.people[role].pk for role in (Role.RECORDER, Role.SUPERVISORY_MEMBER)]
    for voter in voters:
        outcomes = start(vote, poll.pk, voter.pk, *staff)
        assert sorted(outcome.refused for outcome in outcomes) == ["", "Refused"]
        winner = next(outcome.value for outcome in outcomes if not outcome.refused)
        counted = [("online", "in_favor"), ("paper", "against")][winner]
        assert start.ask(votes_of, poll.pk, voter.pk) == [counted]


def vote_or_close(index, poll, recorder, voters):
    """Process 0 votes for one after the other until it is refused, process 1 closes meanwhile."""
    own = Poll.objects.select_related("community").get(pk=poll)
    with while_open():
        if index:
            while not took_part(own):
                pass
            close(own, by=somebody(recorder))
            return -1
        for taken, voter in enumerate(voters):
            try:
                cast(own, by=somebody(voter), choices="in_favor")
            except Refused:
                return taken
    return len(voters)


def at_close(poll):
    closing = Event.objects.get(stream__name=f"poll:{poll}", kind="ballots.closed")
    return [closing.payload["took_part"], took_part(Poll.objects.get(pk=poll))]


def prepare_closings(side):
    voters = council(side, 25)
    return [opened(side, voters, opens_at=None, closes_at=None) for _time in range(TIMES)], voters


def race_closings(start, side, polls, voters):
    """No vote is taken after the close, and none before it is lost."""
    for poll in polls:
        outcomes = start(vote_or_close, poll.pk, side.people[Role.RECORDER].pk, [voter.pk for voter in voters])
        accepted = outcomes[0].value
        assert [outcome.refused for outcome in outcomes] == ["", ""]
        assert start.ask(at_close, poll.pk) == [accepted, accepted] and accepted >= 1


def registers(index, gallery, people):
    """Register one of ``people``; return the seat."""
    with on(CALLED, 11):
        return seat_of(observers.register(Gallery.objects.select_related("meeting", "community").get(pk=gallery),
                                          by=somebody(people[index])))


def seat_of(row):
    return row.place and row.place.n


def look_at_seat(index, gallery, people):
    """Look at the last seat and at one's own registration, as somebody does who then gives it."""
    HELD["row"] = Registration.objects.get(gallery=gallery, person=people[index])
    HELD["seat"] = ObserverSeat.objects.get(meeting__gallery=gallery)
    guard.HESITATION = 0


def give_seat(index):
    with transaction.atomic():
        seating.give(HELD["seat"], HELD["row"])


def seated(gallery):
    rows = Registration.objects.filter(gallery=gallery)
    return [rows.count(), rows.filter(seat__isnull=False).count(), ObserverSeat.objects.filter(meeting__gallery=gallery).count()]


def gallery_of(side, n, **fields):
    """Announce one seat for observers of a meeting of its own."""
    meeting = planned(side, place_words=f"第{n}室")
    with on(CALLED):
        return observers.announce(meeting, by=meeting.recorder, seats=1, closes_at=at(DAY, 12), **fields)


def two_neighbours(side):
    people = [person.pk for person in neighbours(side, 2, first=200)]
    household(side.estate, "1-209", *Person.objects.filter(pk__in=people))
    return people


def prepare_seats(side):
    return [gallery_of(side, n, admission="first_come").pk for n in range(TIMES)], two_neighbours(side)


def race_seats(start, side, galleries, people):
    """The last seat for an observer is given once; the other waits."""
    for gallery in galleries:
        outcomes = start(registers, gallery, people)
        assert sorted((outcome.value or 0, outcome.refused) for outcome in outcomes) == [(0, ""), (1, "")]
        assert start.ask(seated, gallery) == [2, 1, 1]


RACES = [
    (prepare_supports, race_supports), (prepare_rounds, race_rounds), (prepare_numbers, race_numbers),
    (prepare_channels, race_channels), (prepare_closings, race_closings), (prepare_seats, race_seats),
]


def test_what_may_be_there_once_is_there_once(side, subtests):
    given = [(run, prepare(side)) for prepare, run in RACES]
    with ring(2) as start:
        for run, made in given:
            with subtests.test(msg=run.__doc__):
                run(start, side, *made)


@pytest.mark.parametrize("off", [(), ("yishi.db.guard:CHECK_THEN_WRITE",)], ids=["guarded", "red control"])
def test_a_seat_that_two_have_looked_at_is_given_once(side, off):
    """Without the guard both are told that they have the one seat."""
    people = two_neighbours(side)
    gallery = gallery_of(side, "抽签", admission="lot", seed_words="开奖号")
    with on(CALLED, 11):
        for key in people:
            observers.register(gallery, by=somebody(key))
    with ring(2, off=off) as start:
        start(look_at_seat, gallery.pk, people)
        outcomes = start(give_seat)
        assert sorted(outcome.refused for outcome in outcomes) == (["", ""] if off else ["", "Stale"])
        assert start.ask(seated, gallery.pk) == [2, 1, 1]
