"""The course of a meeting, out of its journal: when it was opened and closed, and when which entry was dealt with."""

from dataclasses import dataclass

from yishi.journal.models import Event

OPENED, CLOSED, REOPENED = "meetings.opened", "meetings.closed", "sitting.reopened"
UNCALLED = "sitting.entry_uncalled"  # as if it had not been called
TAKEN_UP = ("meetings.entry_called", "sitting.entry_returned", REOPENED)  # an entry is being dealt with from then on


@dataclass(frozen=True)
class Course:
    """``opened`` and ``closed`` are the events (None: there is none yet, or it was reopened since); ``spans``
    {entry key: [(from, until)]}; ``reopened`` whether it ever was.

    The meeting goes from ``since`` until ``until``: of one that was recorded afterwards these are the hours recorded.
    """

    opened: Event | None
    closed: Event | None
    spans: dict
    reopened: bool = False

    def called_at(self, entry):
        """Return the instant at which ``entry`` was called first, or None."""
        return self.spans[entry.pk][0][0] if entry.pk in self.spans else None

    def entry_at(self, instant):
        """Return the key of the entry that was being dealt with at ``instant``, or None."""
        spans = ((key, since, until) for key, own in self.spans.items() for since, until in own)
        return next((key for key, since, until in spans if since <= instant and (until is None or instant < until)), None)


def course_of(meeting):
    """Return the Course of ``meeting``. One query."""
    rows = Event.objects.filter(stream__name=meeting.stream_name, kind__in=(OPENED, CLOSED, UNCALLED, *TAKEN_UP)).order_by("seq")
    opened, closed, spans, current = None, None, {}, None
    for event in rows:
        if current is not None and event.kind != UNCALLED:
            spans.setdefault(current.payload["entry"], []).append((current.at, event.at))
        current = event if event.kind in TAKEN_UP and event.payload["entry"] else None
        opened = event if event.kind == OPENED else opened
        closed = {CLOSED: event, REOPENED: None}.get(event.kind, closed)
    if current is not None:
        spans.setdefault(current.payload["entry"], []).append((current.at, None))
    return Course(opened, closed, spans, any(event.kind == REOPENED for event in rows))
