"""Convening, moving, calling off, opening, conducting, closing."""

import datetime as dt

import pytest
from django.test import Client

from meetings.along import along
from meetings.domain import attendance, meetings, minutes, sitting, speakers, statements
from meetings.enums import EntryState, InviteeKind, MeetingKind, MeetingState
from meetings.events import invited
from meetings.minutes.course import course_of
from meetings.models import Invitation, Meeting
from meetings.pages import guests
from meetings.queries import quorum
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

from .builders import CALLED, DAY, at, closed, council, on, opened, planned, with_entries

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def kinds(meeting):
    return list(Event.objects.filter(stream__name=meeting.stream_name).order_by("seq").values_list("kind", flat=True))


def test_from_convening_to_the_close(world):
    meeting, entries = closed(world.own)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CLOSED and meeting.present == 15
    assert meeting.closed_at > meeting.opened_at
    for entry in entries:
        entry.refresh_from_db()
    assert [entry.state for entry in entries] == [EntryState.NOT_REACHED, EntryState.DONE]
    assert kinds(meeting) == [
        "meetings.scheduled", "meetings.entry_added", "meetings.entry_added", "attendance.entered", "meetings.opened",
        "meetings.entry_called", "statements.stated", "minutes.consensus_recorded", "meetings.closed",
    ]


def test_the_opening_shows_the_quorum(world):
    meeting, _entries, _members = opened(world.own, present=12)
    event = Event.objects.get(kind="meetings.opened")
    assert event.payload == {
        "entitled": 15, "present": 12, "needed": 10, "reached": True, "presides": meeting.facilitator_id
    }


def test_the_monthly_date_remembers_the_rest_day(world):
    meeting = planned(world.own, day=dt.date(2026, 6, 22))
    assert meeting.original_date == dt.date(2026, 6, 20)


@pytest.mark.parametrize("role", [Role.RECORDER, Role.FACILITATOR, Role.COUNCIL_MEMBER, Role.OWNERS_COMMITTEE])
def test_others_may_not_convene_a_council(world, role):
    with pytest.raises(Forbidden):
        planned(world.own, by=world.own.people[role])


def test_a_secretary_of_elsewhere_may_not_convene(world):
    with pytest.raises(Forbidden):
        planned(world.own, by=world.other.people[Role.COMMUNITY_SECRETARY])


def test_the_owners_committee_convenes_the_owners(world):
    meeting = planned(world.own, by=world.own.people[Role.OWNERS_COMMITTEE], kind=MeetingKind.OWNERS_ASSEMBLY)
    assert meeting.state == MeetingState.PLANNED


@pytest.mark.parametrize(("field", "value"), [
    ("starts_at", at(dt.date(2026, 3, 1))), ("starts_at", dt.datetime(2026, 3, 20, 19)), ("title", "  "),
    ("title", "长" * 121), ("place_words", ""), ("entitled", 0), ("entitled", -1), ("kind", "party"),
])
def test_input_that_cannot_stand(world, field, value):
    with pytest.raises(Invalid) as refused:
        planned(world.own, **{field: value})
    assert refused.value.field == field
    assert not Meeting.objects.exists()


def test_one_person_does_not_preside_and_record(world):
    with pytest.raises(Invalid):
        planned(world.own, recorder=world.own.people[Role.FACILITATOR])
    meeting = planned(world.own)
    with on(DAY, 9), pytest.raises(Invalid):
        meetings.appoint(meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], recorder=meeting.facilitator)


def test_what_would_change_nothing_is_refused_and_nobody_is_told(world):
    meeting, secretary = planned(world.own), world.own.people[Role.COMMUNITY_SECRETARY]
    before = kinds(meeting)
    with on(DAY, 9):
        with pytest.raises(Invalid, match="already"):
            meetings.appoint(meeting, by=secretary)
        with pytest.raises(Invalid, match="already"):
            meetings.reschedule(meeting, by=secretary, starts_at=meeting.starts_at, reason="停电")
        assert kinds(meeting) == before
        meetings.reschedule(meeting, by=secretary, starts_at=meeting.starts_at, reason="停电", place_words="二楼会议室")
    assert meeting.place_words == "二楼会议室"


def test_a_hall_is_taken_once_an_hour(world):
    meeting = planned(world.own)
    with pytest.raises(Refused):
        planned(world.own)
    with on(DAY, 9):
        meetings.cancel(meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], reason="停电")
    assert planned(world.own).pk != meeting.pk


def test_moving_keeps_the_first_day(world):
    meeting, secretary = planned(world.own), world.own.people[Role.COMMUNITY_SECRETARY]
    other = planned(world.own, day=DAY + dt.timedelta(days=3))
    with on(DAY, 9):
        with pytest.raises(Refused):
            meetings.reschedule(meeting, by=secretary, starts_at=other.starts_at, reason="停电")
        meeting.refresh_from_db()
        meetings.reschedule(meeting, by=secretary, starts_at=at(dt.date(2026, 3, 26)), reason="停电")
        meetings.reschedule(meeting, by=secretary, starts_at=at(dt.date(2026, 3, 27)), reason="又停电")
    meeting.refresh_from_db()
    assert (meeting.original_date, meeting.date, meeting.note) == (DAY, dt.date(2026, 3, 27), "又停电")
    with on(dt.date(2026, 3, 11)):
        meetings.reschedule(meeting, by=secretary, starts_at=at(DAY, 20), reason="照旧")
    meeting.refresh_from_db()
    assert meeting.original_date is None, "it was not moved from the day on which it is held"


def test_bringing_forward_keeps_the_notice(world):
    meeting, secretary = planned(world.own), world.own.people[Role.COMMUNITY_SECRETARY]
    with on(dt.date(2026, 3, 10)):
        with pytest.raises(Invalid):
            meetings.reschedule(meeting, by=secretary, starts_at=at(dt.date(2026, 3, 14)), reason="早开")
        meetings.reschedule(meeting, by=secretary, starts_at=at(dt.date(2026, 3, 15)), reason="早开")


def test_a_guest_invited_by_mistake_is_told_and_may_be_invited_anew(world):
    meeting, guest = planned(world.own), world.own.people[Role.EXPERT]
    with on(CALLED):
        wrong = meetings.invite(meeting, by=meeting.recorder, kind="expert", person=guest)
        with pytest.raises(Refused):
            meetings.invite(meeting, by=meeting.recorder, kind="media", person=guest)
        meetings.uninvite(wrong, by=meeting.recorder, reason="请错了人")
        assert not meeting.invitations.exists() and not guests(along(meeting, "invitations"), None)
        assert invited(Event.objects.get(kind="meetings.uninvited")) == [guest]
        with pytest.raises(Refused, match="Nobody is invited"):
            meetings.uninvite(wrong, by=meeting.recorder, reason="再来一次")
        meetings.invite(meeting, by=meeting.recorder, kind="media", person=guest)
    assert meeting.invitations.get().kind == "media"


def test_an_entry_taken_off_by_mistake_comes_back_in_its_place(world):
    meeting, entries, _members = opened(world.own)
    with on(DAY, 19, 30):
        meetings.strike_entry(entries[1], by=meeting.recorder, reason="另行安排")
        meetings.restore_entry(entries[1], by=meeting.recorder)
        assert "另行安排" not in Client().get(meeting.get_absolute_url()).content.decode()
        with pytest.raises(Refused, match="No entry was taken off"):
            meetings.restore_entry(entries[1], by=meeting.recorder)
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
    assert (entries[1].n, entries[1].state) == (2, "current")


def test_an_entry_called_by_mistake_is_to_come_again_until_something_is_said_on_it(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 19, 30):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        hand = speakers.raise_hand(entries[1], by=members[0], stance="for")
        speakers.call(hand, by=meeting.facilitator)
        sitting.uncall(meeting, by=meeting.facilitator)
        assert list(meeting.entries.values_list("state", flat=True)) == ["pending", "pending"]
        assert not meeting.speak_requests.filter(state="speaking").exists(), "whoever had the floor is through"
        assert course_of(meeting).spans == {}, "as if it had not been called"
        with pytest.raises(Refused, match="nothing was said"):
            sitting.uncall(meeting, by=meeting.facilitator)
        meetings.move_to_entry(meeting.entries.get(n=2), by=meeting.facilitator)
        wrong = minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案B。")
        with pytest.raises(Refused, match="nothing was said"):
            sitting.uncall(meeting, by=meeting.facilitator)
        minutes.withdraw_consensus(wrong, by=meeting.recorder, reason="记错了")
        sitting.uncall(meeting, by=meeting.facilitator)
        meetings.move_to_entry(meeting.entries.get(n=1), by=meeting.facilitator)
        statements.state(entries[0], by=meeting.recorder, speaker=members[1], stance="for", text="同意。")
        with pytest.raises(Refused, match="nothing was said"):
            sitting.uncall(meeting, by=meeting.facilitator)


def test_a_stale_form_is_refused(world):
    meeting, _entries, _members = opened(world.own)
    with on(DAY, 20), pytest.raises(Stale):
        meetings.close(meeting, by=meeting.facilitator, seen=MeetingState.PLANNED)


def test_it_does_not_open_before_its_day(world):
    members, meeting = council(world.own), planned(world.own)
    with on(DAY - dt.timedelta(days=1), 19):
        attendance.enter_attendance(meeting, members, by=meeting.recorder)
        with pytest.raises(Refused) as refused:
            meetings.open(meeting, by=meeting.facilitator)
    assert [check.code for check in refused.value.missing] == ["its_day"]


@pytest.mark.parametrize(("present", "opens"), [(10, True), (9, False), (0, False)])
def test_exactly_two_thirds_open_a_council(world, present, opens):
    members, meeting = council(world.own), planned(world.own)
    with on(DAY, 19):
        if present:
            attendance.enter_attendance(meeting, members[:present], by=meeting.recorder)
        assert quorum(meeting).reached is opens
        if opens:
            meetings.open(meeting, by=meeting.facilitator)
            return
        with pytest.raises(Refused) as refused:
            meetings.open(meeting, by=meeting.facilitator)
    assert [check.code for check in refused.value.missing] == ["quorum"]


def test_the_quorum_is_counted_on_all_who_hold_a_seat_whatever_was_typed(world):
    members, meeting = council(world.own, 15), planned(world.own, entitled=2)
    with on(DAY, 19):
        attendance.enter_attendance(meeting, members[:2], by=meeting.recorder)
        with pytest.raises(Refused, match="2 of 10 needed, of 15 entitled"):
            meetings.open(meeting, by=meeting.facilitator)
        attendance.enter_attendance(meeting, members[2:10], by=meeting.recorder)
        meetings.open(meeting, by=meeting.facilitator)
    assert (meeting.entitled, quorum(meeting).present) == (15, 10)


def test_a_talk_opens_without_a_quorum(world):
    meeting = planned(world.own, kind=MeetingKind.TALK)
    with on(DAY, 19):
        meetings.open(meeting, by=meeting.facilitator)
    assert meeting.state == MeetingState.OPEN


def test_another_facilitator_presides(world):
    members, meeting = council(world.own), planned(world.own)
    with on(DAY, 19):
        attendance.enter_attendance(meeting, members, by=meeting.recorder)
        with pytest.raises(Forbidden):
            meetings.open(meeting, by=meeting.recorder)
        with pytest.raises(Invalid):
            meetings.open(meeting, by=meeting.facilitator, presides=meeting.recorder)
        meetings.open(meeting, by=meeting.facilitator, presides=members[0])
        entry = meetings.add_entry(meeting, by=meeting.recorder, title="补充事项")
        meetings.move_to_entry(entry, by=members[0])
    meeting.refresh_from_db()
    assert meeting.facilitator == members[0]


def test_one_entry_at_a_time(world):
    meeting, entries, _members = opened(world.own)
    with on(DAY, 20):
        meetings.move_to_entry(entries[0], by=meeting.facilitator)
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        with pytest.raises(Refused):
            meetings.move_to_entry(entries[1], by=meeting.facilitator)
    entries[0].refresh_from_db()
    assert entries[0].state == EntryState.DONE
    assert meeting.entries.filter(state=EntryState.CURRENT).get() == entries[1]


def test_a_struck_entry_is_not_called(world):
    meeting = planned(world.own)
    first, second = with_entries(meeting, "甲", "乙")
    with on(DAY, 9):
        meetings.strike_entry(first, by=meeting.recorder, reason="材料未齐")
        third = meetings.add_entry(meeting, by=meeting.recorder, title="丙")
        with pytest.raises(Refused):
            meetings.strike_entry(first, by=meeting.recorder, reason="材料未齐")
    assert (first.state, second.n, third.n) == (EntryState.STRUCK, 2, 3)
    assert "材料未齐" in Client().get(meeting.get_absolute_url()).content.decode(), "whoever looks for it reads why"


def test_a_guest_is_invited_once(world):
    meeting, deputy = planned(world.own), world.own.people[Role.INVITEE]
    with on(DAY, 9):
        meetings.invite(meeting, by=meeting.recorder, kind=InviteeKind.PC_DEPUTY, person=deputy)
        meetings.invite(meeting, by=meeting.recorder, kind=InviteeKind.OTHER, words="营养师（第三方）")
        with pytest.raises(Refused):
            meetings.invite(meeting, by=meeting.recorder, kind=InviteeKind.EXPERT, person=deputy)
        with pytest.raises(Refused):
            meetings.invite(meeting, by=meeting.recorder, kind=InviteeKind.EXPERT, words="营养师（第三方）")
        with pytest.raises(Invalid):
            meetings.invite(meeting, by=meeting.recorder, kind=InviteeKind.EXPERT)
    assert Invitation.objects.count() == 2
