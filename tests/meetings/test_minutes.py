"""Consensus, objections, and the four eyes under the minutes."""

import pytest
from django.db import IntegrityError, transaction

from meetings.along import UNDONE, along
from meetings.domain import meetings, minutes
from meetings.enums import MeetingState, SignerRole
from meetings.events import objector
from meetings.minutes.texts import standing
from meetings.models import Consensus, SignedMinutes, Statement
from meetings.pages import objections
from meetings.queries import consensus_of
from tests.consultation.views.reading import page
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import DAY, closed, on, opened, signed

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def test_the_latest_consensus_stands(world):
    meeting, entries, _members = opened(world.own)
    with on(DAY, 20):
        minutes.record_consensus(entries[1], by=meeting.recorder, text="拟采用方案B。", draft=True)
        assert consensus_of(entries[1]).draft
        minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案B。")
    assert (consensus_of(entries[1]).n, consensus_of(entries[1]).draft) == (2, False)
    assert consensus_of(entries[0]) is None and Consensus.objects.count() == 2


def test_what_was_recorded_as_agreed_by_mistake_is_withdrawn_and_what_stood_before_stands(world):
    meeting, entries, _members = opened(world.own)
    with on(DAY, 20):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        minutes.record_consensus(entries[1], by=meeting.recorder, text="拟采用方案B。", draft=True)
        wrong = minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案B。")
        with pytest.raises(Forbidden):
            minutes.withdraw_consensus(wrong, by=meeting.facilitator, reason="没有议定")
        minutes.withdraw_consensus(wrong, by=meeting.recorder, reason="没有\n议定")
        assert (consensus_of(entries[1]).n, consensus_of(entries[1]).draft) == (1, True)
        with pytest.raises(Refused, match="withdrawn already"):
            minutes.withdraw_consensus(wrong, by=meeting.recorder, reason="再撤一次")
        minutes.withdraw_consensus(consensus_of(entries[1]), by=meeting.recorder, reason="草案也不对")
        assert consensus_of(entries[1]) is None
        assert minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案C。").n == 3
        live = page(None, f"/meetings/{meeting.pk}/live/")
        meetings.close(meeting, by=meeting.facilitator)
    assert "采用方案C" in live and "采用方案B" not in live
    entry = standing(meeting).sections[2]["text"]
    assert "Agreed: 采用方案C。" in entry and "20:00 “采用方案B。”, recorded as agreed by mistake, was withdrawn: 没有议定" in entry


def test_an_objection_is_minuted(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 20):
        agreed = minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案B。")
        minutes.record_objection(meeting, by=meeting.recorder, text="不同意。", consensus=agreed, person=members[2])
        minutes.record_objection(meeting, by=meeting.recorder, text="记录有误。", words="商户代表")
        with pytest.raises(Invalid):
            minutes.record_objection(meeting, by=meeting.recorder, text="不同意。")
        with pytest.raises(Forbidden):
            minutes.record_objection(meeting, by=members[2], text="不同意。", person=members[2])
    assert agreed.objections.count() == 1 and meeting.minutes_objections.count() == 2


def test_an_objection_entered_by_mistake_is_withdrawn_and_stays_to_be_read(world):
    meeting, entries, members = opened(world.own)
    with on(DAY, 20):
        agreed = minutes.record_consensus(entries[1], by=meeting.recorder, text="采用方案B。")
        wrong = minutes.record_objection(meeting, by=meeting.recorder, text="不同意。", consensus=agreed, person=members[2])
        with pytest.raises(Forbidden):
            minutes.withdraw_objection(wrong, by=members[2], reason="听错了")
        with pytest.raises(Invalid):
            minutes.withdraw_objection(wrong, by=meeting.recorder, reason=" ")
        minutes.withdraw_objection(wrong, by=meeting.recorder, reason="听错了")
        with pytest.raises(Refused, match="No objection stands"):
            minutes.withdraw_objection(wrong, by=meeting.recorder, reason="再来一次")
        other = minutes.record_objection(meeting, by=meeting.recorder, text="程序不当。", person=members[3])
        with pytest.raises(Refused, match="withdrawn already"):
            minutes.withdraw_objection(wrong, by=meeting.recorder, reason="再来一次")
    assert [row.pk for row in meeting.minutes_objections.standing()] == [other.pk]
    assert (wrong.withdrawal.by, wrong.withdrawal.reason) == (meeting.recorder, "听错了")
    assert not agreed.objections.standing().exists()
    told = Event.objects.get(kind="minutes.objection_withdrawn")
    assert told.on_behalf_of == members[2] and list(objector(told)) == [members[2]]
    page = objections(along(meeting, "minutes_objections__consensus", UNDONE), None)
    assert [row.undone and row.undone.reason for row in page] == ["听错了", None]


def test_what_is_signed_is_not_withdrawn(world):
    meeting, _entries = closed(world.own)
    with on(DAY, 21):
        wrong = minutes.record_objection(meeting, by=meeting.recorder, words="居民", text="不对")
        minutes.sign(meeting, by=meeting.recorder)
        with pytest.raises(Refused) as caught:
            minutes.withdraw_objection(wrong, by=meeting.recorder, reason="听错了")
    assert [check.code for check in caught.value.missing] == ["record_unsigned"]


@pytest.mark.parametrize("order", [("recorder", "facilitator"), ("facilitator", "recorder")])
def test_two_persons_sign_in_either_order(world, order):
    meeting, _entries = closed(world.own)
    first, second = (getattr(meeting, role) for role in order)
    with on(DAY, 21):
        with pytest.raises(Refused):
            minutes.countersign(meeting, by=second)
        minutes.sign(meeting, by=first)
        assert meeting.state == MeetingState.CLOSED
        for act in (minutes.sign, minutes.countersign):
            with pytest.raises(Refused):
                act(meeting, by=first)
        with pytest.raises(Refused):
            minutes.sign(meeting, by=second)
        minutes.countersign(meeting, by=second)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.SIGNED
    assert list(SignedMinutes.objects.order_by("n").values_list("role", flat=True)) == list(order)
    assert len(set(SignedMinutes.objects.values_list("digest", flat=True))) == 1


def test_by_seat_alone_nobody_signs(world):
    """Another facilitator or recorder of the community was not there: only the two of this meeting sign."""
    stand_in = world.own.people[Role.COMMUNITY_COMMITTEE]
    meeting, _entries = closed(world.own)
    with on(DAY, 21):
        for by in (stand_in, world.own.people[Role.COMMUNITY_SECRETARY], world.staff[Role.STREET_DIRECTOR], None):
            with pytest.raises(Forbidden):
                minutes.sign(meeting, by=by)


def test_an_open_meeting_is_not_signed(world):
    meeting, _entries, _members = opened(world.own)
    with on(DAY, 20), pytest.raises(Refused):
        minutes.sign(meeting, by=meeting.recorder)


def test_a_record_changed_behind_a_signature_is_not_countersigned(world):
    meeting, _entries = closed(world.own)
    with on(DAY, 21):
        minutes.sign(meeting, by=meeting.recorder)
        Statement.objects.update(text="改了。")
        with pytest.raises(Refused):
            minutes.countersign(meeting, by=meeting.facilitator)
        with pytest.raises(Refused):
            minutes.withdraw_signature(meeting, by=meeting.facilitator)
        minutes.withdraw_signature(meeting, by=meeting.recorder)
        minutes.sign(meeting, by=meeting.facilitator)
        minutes.countersign(meeting, by=meeting.recorder)
    assert meeting.state == MeetingState.SIGNED


@pytest.mark.parametrize("twice", ["person", "role", "n"])
def test_the_database_holds_the_four_eyes(world, twice):
    meeting = signed(world.own)
    SignedMinutes.objects.filter(n=2).delete()
    fields = {"person": meeting.facilitator, "role": SignerRole.FACILITATOR, "n": 2}
    fields[twice] = {"person": meeting.recorder, "role": SignerRole.RECORDER, "n": 1}[twice]
    with pytest.raises(IntegrityError), transaction.atomic():
        SignedMinutes.objects.create(community=meeting.community, meeting=meeting, digest="0" * 64, **fields)


def test_the_database_refuses_one_person_in_both_roles(world):
    meeting, _entries = closed(world.own)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(meeting).objects.filter(pk=meeting.pk).update(recorder=meeting.facilitator_id)
