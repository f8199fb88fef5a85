"""Two real processes give the floor at once, each to another: one person has it, and the other call is told so."""

import pytest
from django.db import connection

from meetings.domain import meetings, speakers
from meetings.enums import RequestState
from meetings.models import SpeakRequest
from tests.race import ring
from yishi.people.models import Person

from .builders import DAY, on, opened

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
TIMES = 5
HELD = {}  # in each process: the hand that it looks at, who gives the floor, and the queue as it was seen
WALL = "speak_request_one_speaks"


def look(index, hands, chair):
    """Look at one of the two ``hands`` while nobody speaks, as somebody does who then gives the floor."""
    HELD["hand"] = SpeakRequest.objects.select_related("meeting__community", "entry__meeting").get(pk=hands[index])
    HELD["by"] = Person.objects.select_related("community").get(pk=chair)
    HELD["queue"] = speakers.queue_of(HELD["hand"].entry)


def call(index):
    with on(DAY, 19, 30):
        speakers.call(HELD["hand"], by=HELD["by"], reason="两人同时按下")


def speaking(meeting):
    return SpeakRequest.objects.filter(meeting=meeting, state=RequestState.SPEAKING).count()


def silence(meeting):
    rows = SpeakRequest.objects.filter(meeting=meeting, state=RequestState.SPEAKING)
    rows.update(state=RequestState.WAITING, called_at=None, out_of_turn="")


def look_away(index):
    """Decide by the queue that was seen, and not by the one that stands."""
    speakers.queue_of = lambda entry: HELD["queue"]


def wall(stands):
    """Put the database's own rule up, or take it away."""
    up = f"CREATE UNIQUE INDEX {WALL} ON meetings_speakrequest (meeting_id) WHERE state = 'speaking'"
    with connection.cursor() as cursor:
        cursor.execute(up if stands else f"DROP INDEX {WALL}")


def test_of_two_who_are_called_at_once_one_has_the_floor(world):
    """The red control decides by what was seen before: then the database refuses, and without its rule two speak."""
    meeting, entries, members = opened(world.own)
    with on(DAY, 19, 20):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        hands = [speakers.raise_hand(entries[1], by=member, stance="for").pk for member in members[1:3]]
    with ring(2) as start:
        for _time in range(TIMES):
            start(look, hands, meeting.facilitator.pk)
            outcomes = start(call)
            assert sorted(outcome.refused for outcome in outcomes) == ["", "Refused"]
            told, = (outcome.words for outcome in outcomes if outcome.refused)
            assert "Somebody has the floor." in told and start.ask(speaking, meeting.pk) == 1
            start.ask(silence, meeting.pk)
        start(look, hands, meeting.facilitator.pk)
        start(look_away)
        with pytest.raises(RuntimeError, match="IntegrityError"):
            start(call)
        assert start.ask(speaking, meeting.pk) == 1
        start.ask(silence, meeting.pk)
        start.ask(wall, False)
        try:
            start(look, hands, meeting.facilitator.pk)
            assert [outcome.refused for outcome in start(call)] == ["", ""]
            assert start.ask(speaking, meeting.pk) == 2
        finally:
            start.ask(silence, meeting.pk)
            start.ask(wall, True)
