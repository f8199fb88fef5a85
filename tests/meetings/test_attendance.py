"""Presence, standing aside, counts."""

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localtime
from django.utils.translation import override

from meetings.along import along
from meetings.domain import attendance, meetings, minutes, speakers, statements
from meetings.enums import AdmittedBy, Capacity, MeetingKind
from meetings.events import aside
from meetings.minutes.course import course_of
from meetings.minutes.present import presence_of
from meetings.minutes.texts import standing
from meetings.models import Attendance, Invitation, Recusal
from meetings.queries import quorum
from tests.consultation.views.reading import page
from tests.world import person, seat
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.people.personal_data import export
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import DAY, council, on, opened, planned, signed

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def test_one_row_a_person_and_all_or_none(world):
    members, meeting = council(world.own), planned(world.own)
    with on(DAY, 19):
        attendance.check_in(meeting, members[3], by=meeting.recorder)
        with pytest.raises(Refused):
            attendance.check_in(meeting, members[3], by=meeting.recorder)
        with pytest.raises(Refused):
            attendance.enter_attendance(meeting, members, by=meeting.recorder)
    assert Attendance.objects.count() == 1
    assert Event.objects.filter(kind="attendance.entered").count() == 1


def test_who_holds_no_seat_is_no_member(world):
    meeting, resident = planned(world.own), world.own.people[Role.RESIDENT]
    elsewhere = world.other.people[Role.COUNCIL_MEMBER]
    with on(DAY, 19):
        for stranger in (resident, elsewhere):
            with pytest.raises(Refused):
                attendance.check_in(meeting, stranger, by=meeting.recorder)
        attendance.check_in(meeting, resident, by=meeting.recorder, capacity=Capacity.STAKEHOLDER, online=True)
    assert meeting.present == 0


def test_a_seat_that_ended_does_not_count(world):
    meeting, former = planned(world.own), person(world.own.community, "前委员")
    seat(former, Role.COUNCIL_MEMBER, world.own.community, until=DAY.replace(day=19))
    with on(DAY, 19), pytest.raises(Refused):
        attendance.check_in(meeting, former, by=meeting.recorder)


def test_no_more_present_than_entitled(world):
    residents = [person(world.own.community, f"居民{n}") for n in range(15)]
    meeting = planned(world.own, kind=MeetingKind.RESIDENTS_ASSEMBLY, entitled=14)  # no seats: the roll is what was typed
    with on(DAY, 19):
        with pytest.raises(Refused, match="15 members present of 14 entitled"):
            attendance.enter_attendance(meeting, residents, by=meeting.recorder)
        attendance.enter_attendance(meeting, residents[:14], by=meeting.recorder)
    assert meeting.present == 14


def test_representatives_are_known_by_their_seats(world):
    meeting = planned(world.own, kind=MeetingKind.REP_ASSEMBLY, entitled=3)
    people = world.own.people
    with on(DAY, 19):
        attendance.enter_attendance(
            meeting, [people[Role.RESIDENT_REP], people[Role.COMMUNITY_COMMITTEE]], by=meeting.recorder
        )
        with pytest.raises(Refused):
            attendance.check_in(meeting, people[Role.COUNCIL_MEMBER], by=meeting.recorder)
    assert quorum(meeting).reached


def test_only_the_recorder_enters(world):
    members, meeting = council(world.own), planned(world.own)
    with on(DAY, 19):
        for role in (Role.FACILITATOR, Role.COUNCIL_MEMBER, Role.COMMUNITY_SECRETARY, Role.RESIDENT):
            with pytest.raises(Forbidden):
                attendance.check_in(meeting, members[0], by=world.own.people[role])
        with pytest.raises(Forbidden):
            attendance.check_in(meeting, members[0], by=world.other.people[Role.RECORDER])


def test_the_meetings_own_recorder_needs_no_seat(world):
    stand_in = world.own.people[Role.COMMUNITY_COMMITTEE]
    members, meeting = council(world.own), planned(world.own, recorder=stand_in)
    with on(DAY, 19):
        attendance.check_in(meeting, members[0], by=stand_in)
    assert meeting.present == 1


def test_leaving_and_coming_back(world):
    meeting, _entries, members = opened(world.own, present=10)
    with on(DAY, 20):
        attendance.leave(meeting, members[0], by=members[0])
        assert not quorum(meeting).reached
        with pytest.raises(Refused):
            attendance.leave(meeting, members[0], by=meeting.recorder)
        with pytest.raises(Forbidden):
            attendance.leave(meeting, members[1], by=members[2])
        attendance.check_in(meeting, members[0], by=meeting.recorder)
    assert quorum(meeting).reached and Attendance.objects.count() == 10


def test_who_was_signed_in_by_mistake_is_struck_out_and_was_never_there(world):
    meeting, entries, members = opened(world.own, present=11)
    with on(DAY, 19, 30):
        attendance.enter_attendance(meeting, members[11:14], by=meeting.recorder)
        attendance.strike(meeting, members[11], by=meeting.recorder, reason="同名，来的是另一位")
        attendance.strike(meeting, members[0], by=meeting.recorder, reason="没有来")
        assert meeting.present == 12
        assert meeting.attendances.get(person=members[0]).struck_reason == "没有来"
        with pytest.raises(Refused):
            attendance.strike(meeting, members[11], by=meeting.recorder, reason="再删一次")
        with pytest.raises(Forbidden):
            attendance.strike(meeting, members[1], by=members[2], reason="没有来")
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        statements.state(entries[1], by=meeting.recorder, speaker=members[1], stance="for", text="同意。")
        with pytest.raises(Refused, match="took part"):
            attendance.strike(meeting, members[1], by=meeting.recorder, reason="没有来")
        attendance.leave(meeting, members[12], by=meeting.recorder)
    with on(DAY, 19, 50):
        attendance.check_in(meeting, members[11], by=meeting.recorder)  # now they do come
        attendance.check_in(meeting, members[12], by=meeting.recorder)
        attendance.strike(meeting, members[12], by=meeting.recorder, reason="没有回来")
        meetings.close(meeting, by=meeting.facilitator)
    came = presence_of(along(meeting, "attendances"), course_of(meeting).opened)
    assert {row.person for row in came.members} == {*members[1:14]}, "who had been there before was there"
    assert {(row.person, localtime(at).strftime("%H:%M")) for row, at in came.later} == {
        (members[11], "19:50"), (members[12], "19:30"), (members[13], "19:30")}
    assert [row.person for row, _at in came.left] == [members[12]]


def test_whoever_stands_aside_is_not_counted_for_that_entry(world):
    """Ten of fifteen are exactly two thirds; with one aside, that entry has no quorum, the others have."""
    meeting, entries, members = opened(world.own, present=10)
    with on(DAY, 20):
        attendance.recuse(meeting, members[0], entries[1], by=members[0], reason="本人为商户亲属")
        shown = quorum(meeting, entries[1])
        assert (shown.present, shown.recused, shown.needed, shown.reached) == (9, 1, 10, False)
        assert quorum(meeting, entries[0]).reached and quorum(meeting).reached
        with pytest.raises(Refused):
            minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案C。")
        minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案C。", draft=True)
        minutes.record_consensus(entries[0], by=meeting.recorder, text="议程通过。")
        attendance.check_in(meeting, members[10], by=meeting.recorder)
        minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案C。")


def test_a_standing_aside_entered_by_mistake_is_withdrawn_and_quorum_and_voice_follow(world):
    meeting, entries, members = opened(world.own, present=10)
    with on(DAY, 20):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        wrong = attendance.recuse(meeting, members[0], entries[1], by=meeting.recorder, reason="亲属")
        with pytest.raises(Refused):
            speakers.raise_hand(entries[1], by=members[0], stance="for")
        assert "Whoever stood aside from an entry does not speak on it." in page(members[0], f"/meetings/{meeting.pk}/record/")
        with pytest.raises(Forbidden):
            attendance.withdraw_recusal(wrong, by=members[0], reason="我没有")
        attendance.withdraw_recusal(wrong, by=meeting.recorder, reason="同名，记错了人")
        assert (quorum(meeting, entries[1]).present, quorum(meeting, entries[1]).reached) == (10, True)
        assert "Raise a hand" in page(members[0], f"/meetings/{meeting.pk}/record/")
        speakers.raise_hand(entries[1], by=members[0], stance="for")
        told = Event.objects.get(kind="attendance.recusal_withdrawn")
        assert told.on_behalf_of == members[0] and list(aside(told)) == [members[0]]
        attendance.recuse(meeting, members[0], entries[1], by=members[0], reason="想起来了，是亲属")
        assert not (missed := quorum(meeting, entries[1])).reached, "one may stand aside anew"
        with override("en"):
            assert missed.sentence.endswith("the quorum is missed. Stood aside and not counted: 1."), "two sentences"
        with pytest.raises(Refused), transaction.atomic():
            attendance.withdraw_recusal(wrong, by=meeting.recorder, reason="再撤一次")
        meetings.close(meeting, by=meeting.facilitator)
    held = export(members[0])["attended"]["rows"]
    assert [row["reason"] for row in held if "reason" in row] == ["亲属", "想起来了，是亲属"], "what they said is held about them"
    entry = standing(meeting).sections[2]["text"]
    assert "1 member stood aside" in entry and "20:00 That a member stood aside was entered by mistake and withdrawn: 同名" in entry


def test_the_database_takes_no_second_standing_aside_and_no_guest_twice(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 20):
        own = {"community": meeting.community}
        row = {"attendance": meeting.attendances.get(person=members[0]), "entry": entries[1], "reason": "亲属", **own}
        guest = {"meeting": meeting, "kind": "expert", "words": "老周", **own}
        for model, fields in ((Recusal, row), (Invitation, guest)):
            model.objects.create(**fields)
            with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
                model.objects.create(**fields)


def test_refusals_of_standing_aside(world):
    meeting, entries, members = opened(world.own, present=12)
    with on(DAY, 20):
        attendance.recuse(meeting, members[0], entries[1], by=meeting.recorder, reason="亲属")
        assert Event.objects.get(kind="attendance.recused").on_behalf_of == members[0]
        with pytest.raises(Refused):
            attendance.recuse(meeting, members[0], entries[1], by=members[0], reason="亲属")
        with pytest.raises(Forbidden):
            attendance.recuse(meeting, members[1], entries[1], by=members[2], reason="亲属")
        with pytest.raises(Refused):
            attendance.recuse(meeting, members[13], entries[1], by=meeting.recorder, reason="亲属")
        with pytest.raises(Invalid):
            attendance.recuse(meeting, members[1], entries[1], by=members[1], reason="")
        meetings.move_to_entry(entries[0], by=meeting.facilitator)
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        with pytest.raises(Refused):
            attendance.recuse(meeting, members[1], entries[0], by=members[1], reason="亲属")


def test_counts_of_those_who_watch(world):
    meeting = planned(world.own)
    figures = {"seats": 10, "registered": 14, "on_site": 9, "online": 46, "admitted_by": AdmittedBy.FIRST_COME}
    with on(DAY, 19):
        attendance.count_observers(meeting, by=meeting.recorder, **figures)
        attendance.count_stakeholders(meeting, 12, by=meeting.recorder)
        for wrong in ({"on_site": 11}, {"online": -1}, {"seats": "10"}, {"admitted_by": ""}, {"admitted_by": "x"}):
            with pytest.raises(Invalid):
                attendance.count_observers(meeting, by=meeting.recorder, **{**figures, **wrong})
    meeting.refresh_from_db()
    assert (meeting.observers_on_site, meeting.observers_online, meeting.stakeholders_present) == (9, 46, 12)


def test_nothing_is_counted_any_more_once_signed(world):
    meeting = signed(world.own)
    with on(DAY, 22), pytest.raises(Refused):
        attendance.count_stakeholders(meeting, 13, by=meeting.recorder)
