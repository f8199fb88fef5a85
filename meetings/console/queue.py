"""The queue of an entry as it stands: who waits in which order, who speaks, until when."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from yishi.people.rules import seats_along

from ..enums import EntryState, RequestState
from ..models import Attendance, SpeakRequest
from ..models.speaking import LIVE
from .order import EACH, MOST, order


@dataclass
class Queue:
    """``turns`` in order, who is ``speaking`` (a SpeakRequest or None), the waiting ``heard_out`` (twice already), and the
    ``last`` who spoke (or None)."""

    speaking: Any = None
    turns: list = field(default_factory=list)
    heard_out: list = field(default_factory=list)
    heard: int = 0
    last: Any = None

    @property
    def until(self):
        """Return the instant at which the time of the speech is over."""
        return self.speaking.called_at + EACH

    @property
    def next(self):
        """Return the request whose turn it is, or None."""
        return self.turns[0].request if self.turns else None


def queue_of(entry):
    """Return the Queue of the agenda ``entry`` (None: an empty one).

    Speakers are read with what makes their names, and with the ``capacity`` in which they are there (None: they are not).
    """
    if entry is None:
        return Queue()
    rows = SpeakRequest.objects.filter(entry=entry).exclude(state=RequestState.WITHDRAWN)
    there = Attendance.objects.filter(meeting=OuterRef("meeting"), person=OuterRef("person"), present=True)
    rows = rows.annotate(capacity=Subquery(there.values("capacity")[:1])).select_related("person__community")
    rows = list(rows.prefetch_related(seats_along("person")).order_by("raised_at", "pk"))
    waiting = [row for row in rows if row.state == RequestState.WAITING]
    history = sorted((row for row in rows if row.called_at), key=lambda row: (row.called_at, row.pk))
    speaking = next((row for row in history if row.state == RequestState.SPEAKING), None)
    turns = order(waiting, history)
    offered = {turn.request.pk for turn in turns}
    return Queue(
        speaking, turns, [row for row in waiting if row.pk not in offered],
        sum(row.key == speaking.key for row in history) if speaking else 0,
        next((row for row in reversed(history) if row.state == RequestState.SPOKEN), None),
    )


def requests_of(entry, key, states):
    """Return the requests on ``entry`` in ``states`` of whoever has the ``key`` (a person's key, or words)."""
    rows = SpeakRequest.objects.filter(entry=entry, state__in=states)
    return rows.filter(person=key) if isinstance(key, int) else rows.filter(person=None, words=key)


def is_up(entry, key):
    """Return whether a hand of that speaker is up on ``entry``, or they have the floor."""
    return requests_of(entry, key, LIVE).exists()


def taken_down(meeting):
    """Return the hands taken down on the entry being dealt with at ``meeting`` whose owners have no other up, nor the floor."""
    same = Q(person=OuterRef("person")) | Q(person=None, words=OuterRef("words"))
    up = SpeakRequest.objects.filter(same, entry=OuterRef("entry"), state__in=LIVE)
    return meeting.speak_requests.filter(~Exists(up), state=RequestState.WITHDRAWN, entry__state=EntryState.CURRENT)


def times_heard(entry, key):
    """Return how often that speaker was called on ``entry``, the last time included."""
    return requests_of(entry, key, (RequestState.SPEAKING, RequestState.SPOKEN)).count()


def heard_out(entry, key):
    """Return whether that speaker has had every speech that the rules give on ``entry``."""
    return times_heard(entry, key) >= MOST
