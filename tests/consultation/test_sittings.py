"""Putting a matter on the agenda of a meeting: notice, kinds, taking off, ballots by papers."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import sittings
from consultation.enums import MatterState
from consultation.models import Sitting, SittingKind
from meetings.domain import meetings
from meetings.enums import EntryState, MeetingKind
from tests.consultation.builders_agenda import matter
from tests.consultation.builders_deliberate import NOTICED, deliberated, published, put, sign_in
from tests.consultation.views.reading import page
from tests.meetings.builders import CALLED, DAY, on, planned, with_entries
from yishi.journal.domain.events import broken_links
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event, Stream
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = pytest.mark.django_db


def test_a_matter_on_the_agenda(world):
    made = matter(world, MatterState.SURVEYING)
    sitting = put(world, made)
    assert (sitting.date, sitting.noticed_on, sitting.held) == (DAY, NOTICED, False)
    assert (sitting.entry.n, sitting.entry.title) == (1, made.title)
    event = Event.objects.get(kind="sittings.put_on")
    assert event.payload["sitting"] == sitting.pk and event.stream.name == made.stream_name
    assert Event.objects.get(kind="meetings.entry_added").stream.name == sitting.entry.meeting.stream_name
    assert [broken_links(stream) for stream in Stream.objects.all()] == [[]] * Stream.objects.count()


@pytest.mark.parametrize(("kinds", "said"), [
    (["agenda"], "Step 2 Meetings"), (["agenda", "deliberation"], "Step 2, Step 4 Meetings"), (["deliberation"], "Step 4 Meetings"),
])
def test_the_page_says_to_which_step_its_meetings_belong(world, kinds, said):
    made = matter(world, MatterState.SURVEYING)
    for n, kind in enumerate(kinds):
        put(world, made, planned(world.own, day=DAY + dt.timedelta(n), called=CALLED))
        made.sittings.filter(pk=made.sittings.last().pk).update(kind=kind)
    assert f" {said} " in page(None, made.get_absolute_url())


@pytest.mark.parametrize(("kind", "days"), [
    (MeetingKind.COUNCIL, 5), (MeetingKind.REP_ASSEMBLY, 10), (MeetingKind.RESIDENTS_ASSEMBLY, 10),
    (MeetingKind.OWNERS_ASSEMBLY, 15),
])
def test_notice_to_the_day(world, kind, days):
    made, meeting = matter(world, MatterState.SURVEYING), planned(world.own, kind=kind)
    with pytest.raises(Refused) as refused:
        put(world, made, meeting, day=DAY - dt.timedelta(days=days - 1))
    assert refused.value.field == "notice_reason"
    assert not Sitting.objects.exists() and not meeting.entries.exists()
    put(world, made, meeting, day=DAY - dt.timedelta(days=days))


def test_a_special_case_shortens_the_notice(world):
    made = matter(world, MatterState.SURVEYING)
    sitting = put(world, made, day=DAY - dt.timedelta(days=1), notice_reason="水管爆裂，楼内停水")
    assert sitting.notice_reason
    assert "水管" not in str(Event.objects.get(kind="sittings.put_on").payload)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.COUNCIL_MEMBER, Role.RESIDENT, Role.SUPERVISORY_MEMBER])
def test_others_do_not_make_the_agenda(world, role):
    with pytest.raises(Forbidden):
        put(world, matter(world, MatterState.SURVEYING), by=world.own.people[role])
    assert not Sitting.objects.exists()


@pytest.mark.parametrize(("state", "kind"), [
    (MatterState.AGENDA_REVIEW, SittingKind.DECISION), (MatterState.SURVEYING, SittingKind.AGENDA),
])
def test_a_kind_that_has_no_sense_there(world, state, kind):
    with pytest.raises(Refused) as refused:
        put(world, matter(world, state), kind=kind)
    assert refused.value.field == "kind"


def test_a_kind_that_does_not_exist(world):
    made, meeting = matter(world, MatterState.SURVEYING), planned(world.own)
    for kind in (SittingKind.PAPER, "party"):
        with pytest.raises(Invalid):
            put(world, made, meeting, kind=kind)


def test_an_agenda_sitting_while_it_is_reviewed(world):
    made = matter(world)
    with on(dt.date(2026, 2, 10)):
        meeting = planned(world.own, day=dt.date(2026, 2, 24), called=dt.date(2026, 2, 10))
    assert meeting.original_date == dt.date(2026, 2, 20)
    assert put(world, made, meeting, day=dt.date(2026, 2, 13), kind=SittingKind.AGENDA).date == dt.date(2026, 2, 24)


def test_one_meeting_several_matters_and_one_matter_an_entry(world):
    first, second = (matter(world, MatterState.SURVEYING, code=code) for code in ("HA-2026-03", "HA-2026-04"))
    meeting = planned(world.own)
    entries = with_entries(meeting, "宣布到会人数", "讨论")
    put(world, first, meeting, entry=entries[1])
    with pytest.raises(Refused):
        put(world, second, meeting, entry=entries[1])
    put(world, second, meeting)
    other = planned(world.own, place_words="架空层")
    with pytest.raises(Invalid):
        put(world, first, other, entry=entries[0])
    assert [sitting.entry.n for sitting in Sitting.objects.order_by("entry__n")] == [2, 3]


def test_a_meeting_of_elsewhere_or_called_off(world):
    made, meeting = matter(world, MatterState.SURVEYING), planned(world.own)
    with pytest.raises(Refused):
        put(world, made, planned(world.other))
    with on(CALLED):
        meetings.cancel(meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], reason="停电")
    with pytest.raises(Refused):
        put(world, made, meeting)


def test_taken_off_and_put_on_another(world):
    made, secretary = matter(world, MatterState.SURVEYING), world.own.people[Role.COMMUNITY_SECRETARY]
    sitting = put(world, made)
    with on(NOTICED):
        sittings.take_off(sitting, by=secretary, reason="材料未齐")
        with pytest.raises(Refused):
            sittings.take_off(sitting, by=secretary, reason="材料未齐")
    sitting.refresh_from_db()
    assert sitting.taken_off_on == NOTICED and sitting.entry.state == EntryState.STRUCK
    event = Event.objects.get(kind="sittings.taken_off")
    assert "材料未齐" in kind_of(event).sentence(event), "whoever follows the matter reads why"
    assert not Sitting.objects.standing().exists()
    assert put(world, made, planned(world.own, day=dt.date(2026, 4, 20))).date == dt.date(2026, 4, 20)


def test_nothing_is_taken_off_an_open_meeting(world):
    made = matter(world, MatterState.SURVEYING)
    sitting = put(world, made)
    meeting = sitting.entry.meeting
    sign_in(world, meeting)
    with on(DAY, 19):
        meetings.open(meeting, by=meeting.facilitator)
        with pytest.raises(Refused):
            sittings.take_off(sitting, by=world.own.people[Role.COMMUNITY_SECRETARY], reason="材料未齐")


def test_a_ballot_by_papers_is_a_sitting_without_a_hall(world):
    made, recorder = published(world), world.own.people[Role.RECORDER]
    with on(DAY), pytest.raises(Refused):
        sittings.hold_by_papers(made, by=recorder)
    deliberated(world, made)
    made.refresh_from_db()
    with on(dt.date(2026, 4, 12)):
        held = sittings.hold_by_papers(made, by=recorder, held_on=dt.date(2026, 4, 6), words="楼长逐户送达表决票")
        assert held.held and held.date == dt.date(2026, 4, 6)
        with pytest.raises(Refused):
            sittings.hold_by_papers(made, by=recorder, held_on=dt.date(2026, 4, 6))
        with pytest.raises(Invalid):
            sittings.hold_by_papers(made, by=recorder, held_on=dt.date(2026, 4, 13))


@pytest.mark.writes
def test_the_database_knows_a_hall_from_papers(world):
    sitting = put(world, matter(world, MatterState.SURVEYING))
    for wrong in ({"kind": SittingKind.PAPER}, {"held_on": DAY}, {"entry": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sitting.objects.filter(pk=sitting.pk).update(**wrong)
