"""The dates that are planned by a standing date, and not announced yet."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from yishi.clock.story import instant, now, today

from ..calendar import HOUSE, MONTHS, Occasion, coming, moved_from, occasion
from ..enums import MeetingKind, RecurrenceState
from ..models import Meeting, Recurrence
from ..rules import earliest_day

AHEAD = dt.timedelta(days=400)
BACK = dt.timedelta(days=40)  # a meeting that was put off may have been called for a day that has passed


@dataclass(frozen=True)
class Planned:
    """One date that is to come, of whose meeting nothing is announced yet."""

    recurrence: Recurrence
    occasion: Occasion


def standing(code=""):
    """Return the standing dates in force, of the place with ``code`` alone where one is named. One query."""
    rows = Recurrence.objects.filter(state=RecurrenceState.IN_FORCE).select_related("community").order_by("community__code", "pk")
    return list(rows.filter(community__code=code) if code else rows)


def pattern_of(community, kind):
    """Return when meetings of ``kind`` are held regularly in ``community``: its Recurrence in force, or the house's rule."""
    return in_force(community, kind) or HOUSE


def in_force(community, kind):
    """Return the Recurrence of ``kind`` that is in force in ``community``, or None."""
    return Recurrence.objects.filter(community=community, kind=kind, state=RecurrenceState.IN_FORCE).first()


def moved_to(community, kind, date):
    """Return the day of rest from which the standing date of ``kind`` in ``community`` was moved to ``date``, or None."""
    pattern = in_force(community, kind) or (HOUSE if kind == MeetingKind.COUNCIL else None)
    return moved_from(pattern, date) if pattern else None


def planned(recurrences, each, since=None):
    """Return of the next ``each`` dates (after ``since``, default: now) of every one of ``recurrences`` those within about
    a year that no meeting is called for, by time. One query."""
    since = since or now()
    return _not_called(recurrences, lambda row: [one for one in coming(row, each, since) if one.starts_at <= since + AHEAD])


def planned_in(recurrences, year, month):
    """Return the dates to come in that month that no meeting is called for, by time. One query."""
    first = dt.date(year, month, 1)
    near = [(day.year, day.month) for day in (first - dt.timedelta(1), first, first + dt.timedelta(31))]

    def dates(row):
        found = [occasion(row, *each) for each in near if each[1] in MONTHS[row.every]]
        return [each for each in found if each.starts_at > now() and (each.date.year, each.date.month) == (year, month)]

    return _not_called(recurrences, dates)


def _not_called(recurrences, dates):
    """Return the Planned of ``dates(row)`` of every row of ``recurrences`` for which no meeting is called, by time."""
    called = _called(recurrences)
    found = [
        Planned(row, each) for row in recurrences for each in dates(row)
        if (row.community_id, row.kind, each.date) not in called
    ]
    return sorted(found, key=lambda one: (one.occasion.starts_at, one.recurrence.pk))


def next_free(community, kind):
    """Return the Occasion for which a meeting of ``kind`` may still be called in time, and none is. Two queries."""
    row = pattern_of(community, kind)
    called = _called([Recurrence(community=community, kind=kind)])
    first = earliest_day(kind, today())
    dates = coming(row, 12)
    free = (each for each in dates if each.date >= first and (community.pk, kind, each.date) not in called)
    return next(free, dates[-1])


def _called(recurrences):
    """Return (place, kind, day) of what was called for the days to come, by the day it is on and the day it was moved from."""
    if not recurrences:
        return set()
    rows = Meeting.objects.filter(
        community__in={row.community_id for row in recurrences}, kind__in={row.kind for row in recurrences},
        starts_at__gte=instant() - BACK,
    ).values_list("community", "kind", "starts_at", "original_date")
    days = [(place, kind, day) for place, kind, at, moved in rows for day in (timezone.localtime(at).date(), moved)]
    return {entry for entry in days if entry[2]}
