"""Who has the floor: hands that are put up again, and who falls silent."""

import pytest

from meetings.console.queue import queue_of
from meetings.domain import meetings, speakers
from tests.world import account
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
