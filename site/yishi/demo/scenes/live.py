"""The evening that is played before the visitor's eyes: entries called in their time, hands, the floor, a paper on the table.

Whoever tries the demonstration may have led the meeting on by hand; what stands already is then left as it is.
"""

import datetime as dt

from meetings.console.sockets import papers_of
from meetings.domain import meetings, speakers, table
from meetings.enums import EntryState, MeetingState, RequestState

from .. import cast
from .base import scene
from .halls import hall, stance_of

CALLS = ((2, "19:08"), (3, "19:15"), (4, "20:39"), (5, "21:05"))  # the first is called as the sitting opens
PAPER_FROM, PAPER_UNTIL = "19:15", "20:38"
BEFORE, LASTS = -1, 2  # minutes: a hand goes up before its speech, and the speech is over after it
TURN = "按议程安排发言"


def scenes(matter):
    """Return the scenes of the hall around the transcript of ``matter``."""
    told = matter["step4_deliberation"]["meeting"]
    day = told["date"]
    for n, clock in CALLS:
        yield scene(matter, f"entry-{n}", day, clock, lambda n=n: call_entry(matter, n), rank=3)
    yield scene(matter, "paper-shown", day, PAPER_FROM, lambda: lay(matter), rank=4)
    yield scene(matter, "paper-away", day, PAPER_UNTIL, lambda: take_away(matter))
    for n, entry in enumerate(told["transcript"]):
        if entry["speaker"] in (told["facilitator"], told["recorder"]):
            continue
        speaker, stance = entry["speaker"], stance_of(entry)
        yield scene(matter, f"hand-{n}", day, _later(entry["at"], BEFORE), lambda s=speaker, t=stance: raise_hand(matter, s, t))
        yield scene(matter, f"floor-{n}", day, entry["at"], lambda s=speaker: give_floor(matter, s), rank=4)
        yield scene(matter, f"floor-{n}-ends", day, _later(entry["at"], LASTS), lambda: end_speech(matter))


def called(matter):
    """Return the entry that is being dealt with, or None."""
    return hall(matter).entries.filter(state=EntryState.CURRENT).select_related("meeting__community").first()


def call_entry(matter, n):
    """The facilitator calls entry ``n``."""
    meeting = hall(matter)
    for entry in meeting.entries.filter(n=n, state=EntryState.PENDING):
        meetings.move_to_entry(entry, by=meeting.facilitator)


def lay(matter):
    """The facilitator lays a paper of the matter on the table: one that is attached, else its page."""
    meeting = hall(matter)
    papers = papers_of(meeting)
    chosen = next((paper for paper in papers if paper.key.startswith("paper-")), papers[0])
    table.show_paper(meeting, by=meeting.facilitator, paper=chosen.key)


def take_away(matter):
    """The paper is taken from the table."""
    meeting = hall(matter)
    if meeting.table_papers.filter(removed_at=None).exists():
        table.take_away(meeting, by=meeting.facilitator)


def raise_hand(matter, speaker, stance):
    """A hand goes up; the facilitator enters whoever has none of their own in the hall in words."""
    entry = called(matter)
    if entry is not None and not _hands(matter, speaker, RequestState.WAITING):
        who = _signed_in(matter, speaker)
        speakers.raise_hand(
            entry, by=entry.meeting.facilitator, stance=stance, person=who, words="" if who else speaker
        )


def give_floor(matter, speaker):
    """The facilitator gives the floor to ``speaker``."""
    end_speech(matter)
    for hand in _hands(matter, speaker, RequestState.WAITING):
        speakers.call(hand, by=hand.meeting.facilitator, reason=TURN)


def end_speech(matter):
    """The speech is over, if one is being held."""
    meeting = hall(matter)
    if meeting.state == MeetingState.OPEN and meeting.speak_requests.filter(state=RequestState.SPEAKING).exists():
        speakers.end(meeting, by=meeting.facilitator)


def _hands(matter, speaker, state):
    """Return the hands of ``speaker`` on the entry that is being dealt with."""
    who = _signed_in(matter, speaker)
    rows = hall(matter).speak_requests.filter(entry__state=EntryState.CURRENT, state=state)
    rows = rows.select_related("meeting__community", "meeting__facilitator", "entry__meeting__community")
    return list(rows.filter(person=who) if who else rows.filter(words=speaker))


def _signed_in(matter, speaker):
    """Return the person called ``speaker`` where they are signed in, else None."""
    person = cast.named(matter["community"], speaker)
    there = person is not None and hall(matter).attendances.filter(person=person, present=True).exists()
    return person if there else None


def _later(clock, minutes):
    """Return ``clock`` ("19:16") so many ``minutes`` later."""
    return f"{dt.datetime.strptime(clock, '%H:%M') + dt.timedelta(minutes=minutes):%H:%M}"
