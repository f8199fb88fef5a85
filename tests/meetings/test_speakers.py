"""Who has the floor: hands that are put up again, and who falls silent."""

import io
import json
import zipfile

import pytest

from meetings.console.queue import queue_of
from meetings.domain import attendance, meetings, speakers
from meetings.minutes.archive import pack
from tests.world import account
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Refused

from .builders import DAY, on, opened

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture
def hall(world):
    """Return an open meeting whose second entry was called, that entry, and its members; at 19:30 of its day."""
    meeting, entries, members = opened(world.own, present=12)
    with on(DAY, 19, 30):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        yield meeting, entries[1], members


def test_a_hand_is_put_up_again_only_where_no_other_of_theirs_is_up_or_speaks(hall, client):
    meeting, entry, members = hall
    client.force_login(account(meeting.recorder))
    form = f"/acts/speakers.undo_lower/{meeting.pk}/"
    for who in ({"person": members[0]}, {"words": "7号楼楼长"}):
        first = speakers.raise_hand(entry, by=meeting.recorder, stance="for", **who)
        speakers.lower_hand(first, by=meeting.recorder)
        assert form in client.get(f"/meetings/{meeting.pk}/console/").content.decode(), "the undo of the last act"
        again = speakers.raise_hand(entry, by=members[0] if "person" in who else meeting.facilitator, stance="against", **who)
        speakers.call(again, by=meeting.facilitator)
        assert form not in client.get(f"/meetings/{meeting.pk}/console/").content.decode()
        assert first not in client.get(form).context["form"].fields["request"].queryset
        with pytest.raises(Refused, match="up already"):
            speakers.undo_lower(first, by=meeting.recorder)
        speakers.end(meeting, by=meeting.facilitator)


def test_a_speech_goes_on_only_where_no_hand_of_theirs_is_up_whatever_the_queue_offers(hall):
    """The third hand of whoever has spoken twice is up, though the queue offers it to nobody."""
    meeting, entry, members = hall
    first = speakers.raise_hand(entry, by=members[0], stance="for")
    speakers.lower_hand(first, by=members[0])
    for _time in range(2):
        speakers.call(speakers.raise_hand(entry, by=members[0], stance="for"), by=meeting.facilitator)
        speakers.end(meeting, by=meeting.facilitator)
    speakers.undo_lower(first, by=members[0])
    assert queue_of(entry).heard_out == [first]
    with pytest.raises(Refused, match="from the queue"):
        speakers.undo_end(meeting, by=meeting.facilitator)


def test_whoever_stands_aside_or_leaves_falls_silent(hall):
    meeting, entry, members = hall
    hands = [speakers.raise_hand(entry, by=member, stance="for") for member in members[:4]]
    speakers.call(hands[0], by=meeting.facilitator)
    attendance.recuse(meeting, members[2], entry, by=meeting.recorder, reason="利害关系")
    with on(DAY, 19, 31):
        attendance.recuse(meeting, members[0], entry, by=members[0], reason="利害关系")
    assert [turn.request for turn in queue_of(entry).turns] == [hands[1], hands[3]]
    ended = Event.objects.get(kind="speakers.ended")
    assert ended.payload == {"request": hands[0].pk, "entry": entry.pk, "seconds": 60}
    with pytest.raises(Refused, match="stood aside"):
        speakers.undo_end(meeting, by=meeting.facilitator)
    with pytest.raises(Refused, match="stood aside"):
        speakers.undo_lower(hands[2], by=meeting.recorder)
    speakers.call(hands[1], by=meeting.facilitator)
    with on(DAY, 19, 32):
        for member in members[1:2] + members[3:4]:
            attendance.leave(meeting, member, by=meeting.recorder)
    queue = queue_of(entry)
    assert (queue.speaking, queue.turns) == (None, [])
    with pytest.raises(Refused, match="not signed in"):
        speakers.undo_lower(hands[3], by=meeting.recorder)


def test_standing_aside_from_another_entry_leaves_the_hand_up(hall):
    meeting, entry, members = hall
    hand = speakers.raise_hand(entry, by=members[0], stance="for")
    attendance.recuse(meeting, members[0], meeting.entries.get(n=1), by=members[0], reason="利害关系")
    speakers.call(hand, by=meeting.facilitator)
    assert queue_of(entry).speaking == hand


def test_whoever_presides_now_is_not_called(hall, world):
    meeting, entry, members = hall
    hand = speakers.raise_hand(entry, by=members[0], stance="for")
    meetings.appoint(meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], facilitator=members[0])
    with pytest.raises(Refused, match="neutral"):
        speakers.call(hand, by=members[0])


def test_who_wished_to_speak_is_in_the_file_of_the_meeting(hall, world):
    meeting, entry, members = hall
    speakers.call(speakers.raise_hand(entry, by=members[0], stance="for"), by=meeting.facilitator)
    speakers.end(meeting, by=meeting.facilitator)
    meetings.close(meeting, by=meeting.facilitator)
    pack(meeting, into := io.BytesIO(), viewer=world.own.people[Role.COMMUNITY_SECRETARY])
    row, = json.loads(zipfile.ZipFile(into).read("record/meetings.speakrequest.json"))
    assert (row["stance"], row["state"]) == ("for", "spoken")
