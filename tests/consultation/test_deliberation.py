"""Entering step 4, opening its sitting, what was agreed, and what step 4 owes to step 5."""

import datetime as dt

import pytest

from consultation.domain import deliberation, sittings
from consultation.enums import MatterState, Rule
from consultation.guards.deliberate import decided, minutes_signed
from consultation.models import Matter, SittingKind
from consultation.polls.enums import Electorate, PollState, Secrecy
from consultation.polls.models import Poll
from consultation.queries.decisions import decision
from meetings.domain import attendance, meetings, minutes
from meetings.enums import MeetingState
from tests.consultation.builders_agenda import matter
from tests.consultation.builders_deliberate import PUBLISHED, deliberated, published, put, sign, sign_in
from tests.meetings.builders import DAY, at, on, planned
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Refused, Stale

pytestmark = pytest.mark.django_db


def undone(checks):
    return [check.code for check in checks if not check.done]


def missing(refused):
    return [check.code for check in refused.value.missing]


def poll(made, state, rule=Rule.COUNCIL, **fields):
    """Make a poll of ``made`` that stands at ``state``, set there directly."""
    return Poll.objects.create(
        community=made.community, place=made.community, matter=made, question="是否同意", rule=rule, state=state,
        secrecy=Secrecy.SHOW_OF_HANDS, electorate=Electorate.MEMBERS, opens_at=at(DAY), entitled=15, roll_hash="0" * 64,
        definition_hash="0" * 64, **{"decisive": True, **fields},
    )


def test_opening_the_sitting_opens_the_hall_and_enters_the_step(world):
    made = published(world)
    sitting = put(world, made)
    meeting = sitting.entry.meeting
    sign_in(world, meeting, present=10)
    with on(DAY, 19):
        deliberation.open_sitting(sitting, by=meeting.facilitator)
    made.refresh_from_db()
    meeting.refresh_from_db()
    assert (made.state, meeting.state) == (MatterState.DELIBERATING, MeetingState.OPEN)
    assert Event.objects.filter(kind__in=["deliberation.entered", "meetings.opened"]).count() == 2


@pytest.mark.writes
def test_without_a_quorum_neither_happens(world):
    made = published(world)
    sitting = put(world, made)
    meeting = sitting.entry.meeting
    sign_in(world, meeting, present=9)
    with on(DAY, 19), pytest.raises(Refused) as refused:
        deliberation.open_sitting(sitting, by=meeting.facilitator)
    assert missing(refused) == ["quorum"]
    assert (sitting.matter.state, meeting.state) == (MatterState.SURVEYING, MeetingState.PLANNED)
    assert Matter.objects.get(pk=made.pk).state == MatterState.SURVEYING
    assert not Event.objects.filter(kind__in=["deliberation.entered", "meetings.opened"]).exists()


def test_without_a_published_inquiry_the_hall_stays_shut(world):
    made = matter(world, MatterState.SURVEYING)
    sitting = put(world, made)
    meeting = sitting.entry.meeting
    sign_in(world, meeting)
    with on(DAY, 19), pytest.raises(Refused) as refused:
        deliberation.open_sitting(sitting, by=meeting.facilitator)
    assert missing(refused) == ["inquiry_published"]
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


@pytest.mark.parametrize(("days", "enters"), [(3, True), (2, False)])
def test_the_inquiry_is_out_three_days_before(world, days, enters):
    made = published(world, day=DAY - dt.timedelta(days=days))
    sitting = put(world, made)
    sign_in(world, sitting.entry.meeting)
    with on(DAY, 19):
        if enters:
            deliberation.open_sitting(sitting, by=sitting.entry.meeting.facilitator)
            return
        with pytest.raises(Refused) as refused:
            deliberation.open_sitting(sitting, by=sitting.entry.meeting.facilitator)
    assert missing(refused) == ["inquiry_in_time"]


def test_a_meeting_moved_gives_the_inquiry_its_days(world):
    made = published(world, day=DAY - dt.timedelta(days=1))
    sitting = put(world, made)
    meeting, later = sitting.entry.meeting, dt.date(2026, 3, 26)
    with on(DAY, 9):
        meetings.reschedule(
            meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], starts_at=at(later), reason="报告公开晚了一天"
        )
    sign_in(world, meeting)
    with on(later, 19):
        deliberation.open_sitting(sitting, by=meeting.facilitator)
    assert sitting.matter.state == MatterState.DELIBERATING


def test_two_matters_in_one_hall(world):
    first, second = published(world), matter(world, MatterState.SURVEYING, code="HA-2026-04")
    meeting = planned(world.own)
    one, two = put(world, first, meeting), put(world, second, meeting)
    sign_in(world, meeting)
    with on(DAY, 19):
        deliberation.open_sitting(one, by=meeting.facilitator)
        two.entry.meeting.refresh_from_db()
        with pytest.raises(Refused):
            deliberation.open_sitting(two, by=meeting.facilitator)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (MatterState.DELIBERATING, MatterState.SURVEYING)


def test_a_matter_already_in_deliberation_sits_again(world):
    made = published(world)
    with on(PUBLISHED):
        deliberation.enter_for_poll(made, by=world.own.people[Role.RECORDER])
    sitting = deliberated(world, made)
    again = put(world, Matter.objects.get(pk=made.pk), planned(world.own, day=dt.date(2026, 4, 20)))
    with on(dt.date(2026, 4, 20), 19):
        attendance.enter_attendance(
            again.entry.meeting, [row.person for row in sitting.entry.meeting.attendances.all()],
            by=again.entry.meeting.recorder,
        )
        deliberation.open_sitting(again, by=again.entry.meeting.facilitator)
    assert made.sittings.held().count() == 2
    assert Event.objects.filter(kind="deliberation.entered").count() == 1


@pytest.mark.parametrize("clock", [True, False])
def test_the_first_advisory_poll_enters_the_step(world, clock):
    made = published(world)
    by = None if clock else world.own.people[Role.RECORDER]
    with on(PUBLISHED):
        deliberation.enter_for_poll(made, by=by)
        deliberation.enter_for_poll(made, by=by)
    assert Event.objects.filter(kind="deliberation.entered").get().actor == by
    assert Matter.objects.get(pk=made.pk).state == MatterState.DELIBERATING


def test_a_poll_does_not_open_before_the_inquiry_is_out(world):
    made = matter(world, MatterState.SURVEYING)
    with on(PUBLISHED):
        for by in (None, world.own.people[Role.RECORDER]):
            with pytest.raises(Refused) as refused:
                deliberation.enter_for_poll(made, by=by)
            assert missing(refused) == ["inquiry_published"]


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.COUNCIL_MEMBER, Role.SUPERVISORY_MEMBER, Role.DISPATCHER])
def test_others_do_not_enter_the_step(world, role):
    made = published(world)
    with on(PUBLISHED), pytest.raises(Forbidden):
        deliberation.enter(made, by=world.own.people[role])


def test_the_step_is_entered_once(world):
    made = published(world)
    stale = Matter.objects.get(pk=made.pk)
    with on(PUBLISHED):
        deliberation.enter(made, by=world.own.people[Role.FACILITATOR])
        with pytest.raises(Stale):
            deliberation.enter(stale, by=world.own.people[Role.FACILITATOR])


def test_what_was_agreed_stands_in_both_streams(world):
    made = published(world)
    sitting = deliberated(world, made)
    agreed = sitting.entry.consensuses.get()
    told = Event.objects.filter(kind__endswith="consensus_recorded").order_by("stream__name")
    assert [event.payload["consensus"] for event in told] == [agreed.pk, agreed.pk]
    assert [event.stream.name for event in told] == [made.stream_name, sitting.entry.meeting.stream_name]


def test_papers_and_agenda_sittings_agree_nothing(world):
    made, recorder = published(world), world.own.people[Role.RECORDER]
    deliberated(world, made)
    made.refresh_from_db()
    with on(DAY, 22):
        papers = sittings.hold_by_papers(made, by=recorder)
        with pytest.raises(Refused):
            deliberation.record_consensus(papers, by=recorder, text="采用方案B。")
        with pytest.raises(Refused):
            deliberation.open_sitting(papers, by=recorder)


def test_minutes_are_owed_until_both_have_signed(world):
    made = published(world)
    assert undone(minutes_signed(made)) == ["sitting_held"]
    sitting = deliberated(world, made)
    meeting = sitting.entry.meeting
    assert undone(minutes_signed(made)) == [f"minutes_signed_{meeting.pk}"]
    with on(DAY, 21):
        minutes.sign(meeting, by=meeting.recorder)
        assert undone(minutes_signed(made)) == [f"minutes_signed_{meeting.pk}"]
        minutes.countersign(meeting, by=meeting.facilitator)
    assert undone(minutes_signed(made)) == []
    made.refresh_from_db()
    put(world, made, planned(world.own, day=dt.date(2026, 4, 20)), kind=SittingKind.DECISION)
    assert undone(minutes_signed(made)) == []


def test_the_ballot_that_decides_is_certified(world):
    made = published(world)
    Matter.objects.filter(pk=made.pk).update(rule=Rule.REP_ASSEMBLY)
    made.refresh_from_db()
    assert undone(decided(made)) == ["decided"]
    poll(made, PollState.CERTIFIED, decisive=False, rule=Rule.REP_ASSEMBLY)
    other = poll(made, PollState.CERTIFIED, rule=Rule.COUNCIL)
    assert undone(decided(made)) == ["decided"]
    Poll.objects.filter(pk=other.pk).update(state=PollState.ANNULLED)  # a matter has one ballot that decides
    last = poll(made, PollState.CLOSED, rule=Rule.REP_ASSEMBLY)
    assert undone(decided(made)) == ["decided", "ballots_ended"]
    Poll.objects.filter(pk=last.pk).update(state=PollState.CERTIFIED)
    assert undone(decided(made)) == []


def test_a_consensus_decides_where_the_rule_says_so(world):
    made = published(world)
    Matter.objects.filter(pk=made.pk).update(rule=Rule.CONSENT)
    made.refresh_from_db()
    assert undone(decided(made)) == ["consensus"]
    sitting = deliberated(world, made)
    meeting = sitting.entry.meeting
    assert undone(decided(made)) == [] and decision(made) is True
    with on(DAY, 20):
        minutes.record_objection(
            meeting, by=meeting.recorder, text="不同意。", consensus=sitting.entry.consensuses.get(), words="商户代表"
        )
    assert undone(decided(made)) == [] and decision(made) is False  # found, objected to: published as not adopted
    with on(DAY, 20):
        minutes.withdraw_objection(meeting.minutes_objections.get(), by=meeting.recorder, reason="听错了")
    assert decision(made) is True, "an objection that was withdrawn stands against nothing"


def test_a_consensus_withdrawn_in_the_hall_decides_nothing_and_the_matter_says_so(world):
    made = published(world)
    Matter.objects.filter(pk=made.pk).update(rule=Rule.CONSENT)
    made.refresh_from_db()
    sitting = deliberated(world, made)
    meeting, recorder = sitting.entry.meeting, sitting.entry.meeting.recorder
    with on(DAY, 20):
        minutes.withdraw_consensus(sitting.entry.consensuses.get(), by=recorder, reason="没有议定")
    assert undone(decided(made)) == ["consensus"] and decision(made) is None
    kinds = list(Event.objects.filter(stream__name=made.stream_name).order_by("-seq").values_list("kind", flat=True)[:2])
    assert kinds == ["deliberation.consensus_withdrawn", "deliberation.consensus_recorded"]
    with on(DAY, 20):
        here = minutes.record_consensus(sitting.entry, by=recorder, text="采用方案B。")
        minutes.withdraw_consensus(here, by=recorder, reason="又记错了")
    assert Event.objects.filter(kind="deliberation.consensus_withdrawn").count() == 1, "of what the matter was told of alone"
    assert meeting.withdrawals.count() == 2


def test_a_draft_decides_nothing(world):
    made = published(world)
    Matter.objects.filter(pk=made.pk).update(rule=Rule.CONSENT)
    made.refresh_from_db()
    sitting = deliberated(world, made, consensus="")
    made.refresh_from_db()
    with on(DAY, 20):
        deliberation.record_consensus(
            made.sittings.get(), by=sitting.entry.meeting.recorder, text="拟采用方案B。", draft=True
        )
    assert "consensus" in undone(decided(made))
    sign(sitting.entry.meeting)
    with on(DAY, 22), pytest.raises(Refused):
        deliberation.record_consensus(made.sittings.get(), by=sitting.entry.meeting.recorder, text="采用方案B。")
