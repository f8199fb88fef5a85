"""The clock of a meeting's notice: when it was made known, whether in time, and whether a special case may shorten it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.journal.models import Event

from .rules import earliest_day, rule_of

CALLED = ("meetings.scheduled", "meetings.rescheduled")


@dataclass(frozen=True)
class Notice:
    """When a meeting was made known: the ``day``, how many ``days`` before, whether in time (``kept``), and the
    ``earliest`` day on which it may be held after that notice."""

    day: date
    days: int
    kept: bool
    earliest: date


def notice_of(meeting):
    """Return the Notice of ``meeting``, or None where none is on record. One query.

    A meeting that was put off keeps its first notice; one that was brought forward is made known anew.
    """
    day = None
    for event in Event.objects.filter(stream__name=meeting.stream_name, kind__in=CALLED).order_by("seq"):
        if day is None or _brought_forward(event.payload):
            day = timezone.localtime(event.at).date()
    if day is None:
        return None
    earliest = earliest_day(meeting.kind, day)
    return Notice(day, (meeting.date - day).days, earliest <= meeting.date, earliest)


def excused(meeting):
    """Return whether a special case is named that may shorten the notice of ``meeting``."""
    return bool(meeting.notice_reason) and rule_of(meeting.kind).special


def too_late(kind, day, reason=""):
    """Return in a sentence why no meeting of ``kind`` may be called today for ``day``, or "" where it may.

    ``reason`` names the special case, where the rule of that kind knows one.
    """
    rule, earliest = rule_of(kind), earliest_day(kind, today())
    if day >= earliest or (reason and rule.special):
        return ""
    words = _("Notice of %(notice)s is needed (%(why)s): choose %(day)s or later, or name the special case.")
    strict = _("Notice of %(notice)s is needed (%(why)s), and no special case shortens it: choose %(day)s or later.")
    return (words if rule.special else strict) % {"notice": rule.notice, "why": rule.why, "day": spoken.day(earliest)}


def _brought_forward(payload):
    """Return whether the event with ``payload`` moved its meeting to an earlier day."""
    return "to" in payload and timezone.localtime(parse_datetime(payload["to"])).date() < date.fromisoformat(payload["from"])
