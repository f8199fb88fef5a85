"""In the council whoever presides votes last: in an online ballot after the others, or in the last part of it."""

import datetime as dt

import pytest
from django.urls import reverse

from consultation.domain import ballots, deliberation
from consultation.enums import Rule
from consultation.models import Matter
from consultation.polls.domain.casting import cast as cast_bare
from consultation.polls.enums import Electorate, Secrecy
from meetings.domain import attendance
from tests.consultation.builders_deliberate import published, put
from tests.consultation.desk.asking import signed_in
from tests.meetings import builders as hall
from tests.world import seat
from yishi.clock.story import held_at
from yishi.people.enums import Role
from yishi.refusals import Refused

from .builders import CLOSES, OPENS, council, council_poll, opened, while_open

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.fixture
def presiding(world):
    """The facilitator of the community, who has a seat in its council of four."""
    person = world.own.people[Role.FACILITATOR]
    seat(person, Role.COUNCIL_MEMBER, world.own.community)
    return person


def refused(poll, person):
    with pytest.raises(Refused) as caught:
        ballots.cast(poll, by=person, choices="in_favor")
    assert "vote last" in str(caught.value)


@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.SECRET])
def test_whoever_presides_votes_when_the_others_have(world, presiding, secrecy):
    others = council(world.own, 3)
    poll = council_poll(world.own, secrecy=secrecy, opens_at=OPENS, closes_at=CLOSES)
    with while_open():
        for member in others[:2]:
            ballots.cast(poll, by=member, choices="in_favor")
        refused(poll, presiding)
        page = signed_in(presiding).get(reverse("ballot", args=[poll.pk])).content.decode()
        assert "You preside, and vote last" in page
        ballots.recuse(poll, by=world.own.people[Role.RECORDER], unit=others[2], words="利害关系")
        ballots.cast(poll, by=presiding, choices="against")


def test_the_page_refuses_it_too(world, presiding):
    council(world.own, 2)
    poll = council_poll(world.own)
    client, where = signed_in(presiding), reverse("ballot", args=[poll.pk])
    with while_open(), held_at(OPENS + dt.timedelta(minutes=9)):
        answer = client.post(where, {"key": "k", "q1": "in_favor", "cast": "1"})
        assert answer.status_code == 409


def test_nobodys_silence_takes_the_vote_away(world, presiding):
    council(world.own, 3)
    windowed = council_poll(world.own, opens_at=OPENS, closes_at=CLOSES)
    in_room = council_poll(world.own)
    last = CLOSES - (CLOSES - OPENS) / 4
    with held_at(last - dt.timedelta(minutes=1)):
        refused(windowed, presiding)
    with held_at(last):
        ballots.cast(windowed, by=presiding, choices="in_favor")
    with held_at(OPENS + dt.timedelta(minutes=9)):
        refused(in_room, presiding)
    with held_at(OPENS + dt.timedelta(minutes=10)):
        ballots.cast(in_room, by=presiding, choices="in_favor")


def test_it_is_the_councils_rule_alone(world, presiding):
    poll = opened(world.own, [presiding, *council(world.own, 2)])
    with while_open():
        ballots.cast(poll, by=presiding, choices="in_favor")


def test_in_the_hall_those_who_are_not_there_are_not_waited_for(world, presiding):
    made = published(world)
    sitting = put(world, made)
    meeting, recorder = sitting.entry.meeting, world.own.people[Role.RECORDER]
    members = hall.council(world.own)
    with hall.on(hall.DAY, 19):
        attendance.enter_attendance(meeting, [*members[:11], presiding], by=meeting.recorder)
        deliberation.open_sitting(sitting, by=meeting.facilitator)
        Matter.objects.filter(pk=made.pk).update(rule=Rule.COUNCIL)
        made.refresh_from_db()
        poll = ballots.prepare(made, by=recorder, question="问", secrecy=Secrecy.NAMED, electorate=Electorate.MEMBERS)
        ballots.open(poll, by=recorder)
        for member in members[:10]:
            cast_bare(poll, by=member, choices="in_favor")
        refused(poll, presiding)
        cast_bare(poll, by=members[10], choices="in_favor")
        ballots.cast(poll, by=presiding, choices="in_favor")
