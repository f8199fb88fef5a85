"""The representatives' ballot as its form suggests it: on the roll that their meeting counts, so that it can close."""

import datetime as dt
import html

import pytest
from django.urls import reverse

from consultation.documents import outcome
from consultation.domain import ballots, deliberation, sittings
from consultation.enums import MatterState, Rule
from consultation.models import Matter, SittingKind
from consultation.polls import queries
from consultation.polls.models import Poll
from consultation.queries import figures
from meetings.domain import attendance, meetings
from meetings.enums import MeetingKind
from meetings.minutes.drafting import facts_of, sections_of
from meetings.stream.screen import screen_address
from tests.consultation.builders_agenda import matter, on
from tests.consultation.views.reading import reader
from tests.meetings.builders import planned
from tests.world import person, seat
from yishi.people.enums import Role

from .asking import done

pytestmark = pytest.mark.django_db
CALLED, DAY = dt.date(2026, 3, 20), dt.date(2026, 4, 20)


@pytest.mark.writes
def test_the_assembly_votes_as_the_form_suggests_and_the_ballot_closes(world):
    side = world.own
    recorder = side.people[Role.RECORDER]
    members = [side.people[role] for role in (Role.COMMUNITY_COMMITTEE, Role.COMMUNITY_SECRETARY, Role.RESIDENT_REP)]
    for i in range(9):
        members.append(person(side.community, f"代表{i}"))
        seat(members[-1], Role.RESIDENT_REP, side.community)
    made = matter(world, MatterState.DELIBERATING)
    Matter.objects.filter(pk=made.pk).update(rule=Rule.REP_ASSEMBLY)
    meeting = planned(side, day=DAY, kind=MeetingKind.REP_ASSEMBLY, entitled=12)
    with on(CALLED):
        sitting = sittings.put(made, meeting, by=side.people[Role.COMMUNITY_SECRETARY], kind=SittingKind.DELIBERATION)
        done(recorder, "ballots.prepare", made, method="yes_no_abstain", opens_at=f"{DAY}T19:00")
        poll = Poll.objects.get(matter=made)
        assert poll.decisive and poll.place == side.community
        done(recorder, "ballots.announce", poll)
    with on(DAY, 19):
        attendance.enter_attendance(meeting, members, by=meeting.recorder)
        deliberation.open_sitting(sitting, by=meeting.facilitator)
        meetings.move_to_entry(sitting.entry, by=meeting.facilitator)
        ballots.open(poll, by=recorder)
        for member in members:
            ballots.enter_paper(poll, by=recorder, witness=side.people[Role.GRID_WORKER], voter=member, channel="hall")
        done(recorder, "ballots.close", poll)
        piled = {"ballots": 12, "counts": {"in_favor": 12}}
        pile = ballots.count_batch(poll, by=recorder, **piled)
        ballots.confirm_batch(poll, by=side.people[Role.SUPERVISORY_MEMBER], batch=pile, **piled)
    found = queries.counted(poll)[0]
    assert (found.entitled, found.present, found.passed) == (12, 12, True)
    told = dict(faces(made, meeting, members[0], found.sentence))
    assert not any(told.values()) and "The count was not certified yet" in draft(meeting)
    ballots.certify(poll, by=meeting.facilitator)
    told = dict(faces(made, meeting, members[0], found.sentence))
    assert all(told.values()), told
    assert "In favour: 12; against: 0; abstain: 0. " in draft(meeting), "a line begins with a capital"


def faces(made, meeting, voter, sentence):
    """Yield (where, whether the result ``sentence`` is read there) for whatever tells of a ballot to everybody."""
    live = reverse("meeting-live", args=[meeting.pk])
    for address in (made.get_absolute_url(), live, screen_address(meeting), reverse("open-data-matter", args=[made.code])):
        for who in (None, voter):
            answer = reader(who).get(address)
            assert answer.status_code == 200
            yield f"{address} {who}", sentence in html.unescape(answer.content.decode())
    yield "minutes", sentence in draft(meeting)
    yield "paper", bool(outcome.counted(made)) and bool(list(figures.votes(made)))


def draft(meeting):
    """Return the draft of the minutes in one text."""
    return "\n".join(section["text"] for section in sections_of(facts_of(meeting)))


def test_the_secretarys_seat_can_be_chosen_for_a_count_of_opinions(world):
    made = matter(world, MatterState.DELIBERATING)
    with on(CALLED):
        done(world.own.people[Role.RECORDER], "ballots.prepare", made, rule=Rule.ADVISORY_POLL, electorate="members",
             secrecy="named", method="yes_no_abstain", roles=["community_secretary", "community_committee"])
    assert set(Poll.objects.get().roles) == {Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE}
