"""A meeting that was closed by mistake goes on where it was: for half an hour, while nobody has signed, with a quorum."""

import pytest
from django.test import Client

from meetings.domain import attendance, meetings, minutes, sitting, speakers
from meetings.enums import EntryState, MeetingState
from meetings.events import participants
from meetings.minutes.texts import is_behind, standing
from meetings.models import Reopening
from tests.consultation.views.reading import page
from tests.world import account
from yishi.journal.models import Event
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import DAY, on, opened, with_entries

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
WHY = "点错了，还有一项没有议"


@pytest.fixture
def evening(world):
    """Return a meeting whose second entry of three is being dealt with while a hand is up, closed at 20:00; and its members."""
    meeting, entries, members = opened(world.own)
    with on(DAY, 19, 30):
        with_entries(meeting, "其他")
    with on(DAY, 19, 40):
        for entry in entries:
            meetings.move_to_entry(entry, by=meeting.facilitator)
        speakers.raise_hand(entries[1], by=members[0], stance="for")
    with on(DAY, 20):
        meetings.close(meeting, by=meeting.facilitator)
    return meeting, members


def states(meeting):
    return list(meeting.entries.order_by("n").values_list("state", flat=True))


def test_it_goes_on_where_it_was(evening, client):
    meeting, members = evening
    assert states(meeting) == [EntryState.DONE, EntryState.DONE, EntryState.NOT_REACHED]
    with on(DAY, 20, 5):
        sitting.reopen(meeting, by=meeting.facilitator, reason=WHY)
        meeting.refresh_from_db()
        assert (meeting.state, meeting.closed_at) == (MeetingState.OPEN, None)
        assert states(meeting) == [EntryState.DONE, EntryState.CURRENT, EntryState.PENDING]
        speakers.call(meeting.speak_requests.get(), by=meeting.facilitator)
        live = page(None, f"/meetings/{meeting.pk}/live/")
        assert f"Closed by mistake at 20:00, reopened at 20:05: {WHY}" in live and "The meeting is over" not in live
        assert list(client.get("/meetings/").context["live"]) == [meeting]
        assert members[3] in participants(Event.objects.get(kind="sitting.reopened"))
    with on(DAY, 20, 20):
        meetings.close(meeting, by=meeting.facilitator)
        sitting.reopen(meeting, by=meeting.facilitator, reason="又点错了")
    assert Reopening.objects.count() == 2


def test_who_may_and_what_refuses(evening):
    meeting, _members = evening
    with on(DAY, 20, 10):
        with pytest.raises(Forbidden):
            sitting.reopen(meeting, by=meeting.recorder, reason=WHY)
        with pytest.raises(Invalid):
            sitting.reopen(meeting, by=meeting.facilitator, reason=" ")
        minutes.sign(meeting, by=meeting.recorder)
        with pytest.raises(Refused) as signed:
            sitting.reopen(meeting, by=meeting.facilitator, reason=WHY)
        assert [check.code for check in signed.value.missing] == ["record_unsigned"]
        minutes.withdraw_signature(meeting, by=meeting.recorder)
    with on(DAY, 20, 31), pytest.raises(Refused, match="within 30 minutes"):
        sitting.reopen(meeting, by=meeting.facilitator, reason=WHY)
    with on(DAY, 20, 30):
        sitting.reopen(meeting, by=meeting.facilitator, reason=WHY)


def test_without_a_quorum_it_does_not_go_on(world):
    meeting, _entries, members = opened(world.own, present=10)
    with on(DAY, 20):
        attendance.leave(meeting, members[0], by=meeting.recorder)
        meetings.close(meeting, by=meeting.facilitator)
        with pytest.raises(Refused) as refused:
            sitting.reopen(meeting, by=meeting.facilitator, reason=WHY)
    assert [check.code for check in refused.value.missing] == ["quorum"]


def test_a_meeting_closed_in_its_pause_goes_on_without_it(world):
    meeting, entries, _members = opened(world.own)
    with on(DAY, 20):
        meetings.move_to_entry(entries[0], by=meeting.facilitator)
        sitting.adjourn(meeting, by=meeting.facilitator, words="休息")
        meetings.close(meeting, by=meeting.facilitator)
        sitting.reopen(meeting, by=meeting.facilitator, reason=WHY)
    assert meeting.state == MeetingState.OPEN and not meeting.pauses.filter(until=None).exists()
    assert meeting.entries.get(state=EntryState.CURRENT) == entries[0]


def test_the_minutes_and_the_replay_follow(evening):
    meeting, _members = evening
    with on(DAY, 20, 5):
        minutes.edit(meeting, by=meeting.recorder, written_texts={"close": "散会。"})
        sitting.reopen(meeting, by=meeting.facilitator, reason=WHY)
        with pytest.raises(Refused):
            minutes.draft(meeting, by=meeting.recorder)
        replay = page(None, f"/meetings/{meeting.pk}/replay/")
        assert "still going on" in replay and WHY in replay
    with on(DAY, 20, 30):
        meetings.close(meeting, by=meeting.facilitator)
        assert is_behind(standing(meeting)), "what was edited at the first close is looked at again"
        with pytest.raises(Refused):
            minutes.sign(meeting, by=meeting.recorder)
        close = minutes.draft(meeting, by=meeting.recorder).sections[-2]
        assert close["text"].split("\n") == [
            f"The meeting was closed by mistake at 20:00 and reopened at 20:05: {WHY}",
            "The facilitator closed the meeting at 20:30; 15 members were present.",
        ]
        assert "19:40–20:00, 20:05–20:30" in page(None, f"/meetings/{meeting.pk}/replay/"), "the spans of the second entry"
        assert f"reopened at 20:05: {WHY}" in page(None, meeting.get_absolute_url())


def test_it_is_offered_where_it_was_closed_and_no_longer_than_it_can_be_done(evening):
    meeting, _members = evening
    chair, clerk = Client(), Client()
    chair.force_login(account(meeting.facilitator))
    clerk.force_login(account(meeting.recorder))
    form, console = f"/acts/sitting.reopen/{meeting.pk}/", f"/meetings/{meeting.pk}/console/"
    with on(DAY, 20, 5):
        assert chair.get(console).content.decode().count(form) == 2, "in the place of the floor, and as the undo"
        assert form in chair.get(meeting.get_absolute_url()).content.decode()
        assert form not in clerk.get(console).content.decode()
    with on(DAY, 20, 31):
        for address in (console, meeting.get_absolute_url()):
            assert form not in chair.get(address).content.decode()
        assert "within 30 minutes" in chair.get(form).content.decode()
    with on(DAY, 20, 29):
        sent = chair.post(f"{form}?back={console}", {"reason": WHY, "seen": "closed"})
        assert sent.headers["Location"] == console
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.OPEN
