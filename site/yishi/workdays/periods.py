"""Periods and deadlines. The day of the event is not counted (Civil Code 201); every date can show how it was found."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .calendar import ONE_DAY, current


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, and why it is that day.

    ``date`` is the last day on which the act is in time; ``start`` the day of the event; ``rule`` the period in words;
    ``provisional`` whether a day counted over lies beyond the announced calendar; ``working`` the days from the start
    on as (day, counted, why); ``version`` the calendar it was counted by.
    """

    date: dt.date
    start: dt.date
    rule: Any
    provisional: bool
    working: tuple
    version: str

    def is_past(self, day):
        """Return whether on ``day`` the period is over."""
        return day > self.date


def days_since(start, day):
    """Return the calendar days from the day after ``start`` up to and including ``day``; negative before ``start``."""
    return (_day(day) - _day(start)).days


def add_days(start, n):
    """Return the ``n``-th calendar day after ``start``."""
    return _day(start) + dt.timedelta(days=n)


def add_workdays(start, n):
    """Return the ``n``-th working day after ``start``, whether or not that is one itself. ValueError if ``n`` < 0."""
    if n < 0:
        raise ValueError("a period of working days runs forward")
    day, calendar = _day(start), current()
    while n:
        day += ONE_DAY
        n -= calendar.is_workday(day)
    return day


def deadline(start, *, workdays=None, days=None, rest_day_moves=False):
    """Return the Deadline of a period of ``workdays`` or of calendar ``days`` (one of the two) after ``start``.

    With ``rest_day_moves`` a period of calendar days that ends on a day of rest ends with the next working day
    (Civil Code 203); a period that must have lasted, as a posting of 15 days, is counted without.
    """
    if (workdays is None) == (days is None):
        raise ValueError("a period is counted in working days or in calendar days")
    start, calendar = _day(start), current()
    if workdays is not None:
        lines, last = _count_workdays(calendar, start, workdays), add_workdays(start, workdays)
        rule = _("%(n)d working days, counted from the day after") % {"n": workdays}
        provisional = any(calendar.is_provisional(day) for day, _counted, _why in lines[1:])
    else:
        lines, last = _count_days(calendar, start, days, rest_day_moves)
        rule = _("%(n)d days, counted from the day after") % {"n": days}
        provisional = rest_day_moves and any(calendar.is_provisional(day) for day, _counted, _why in lines[days:])
    return Deadline(last, start, rule, provisional, tuple(lines), calendar.version)


def why_counted(calendar, day):
    """Return in words why ``calendar`` takes ``day`` for a working day or a day of rest."""
    name = calendar.holiday(day)
    working, weekend = calendar.is_workday(day), day.weekday() >= 5
    if calendar.is_provisional(day):
        return _("weekend; holidays not yet announced") if weekend else _("weekday; holidays not yet announced")
    if working and weekend:
        return _("working day in exchange for %(holiday)s") % {"holiday": name} if name else _("announced working day")
    if working:
        return _("working day")
    if name:
        return _("holiday: %(holiday)s") % {"holiday": name}
    return _("weekend") if weekend else _("announced day of rest")


def _count_workdays(calendar, start, n):
    lines = [(start, False, _("the day of the event is not counted"))]
    day = start
    while n:
        day += ONE_DAY
        counted = calendar.is_workday(day)
        n -= counted
        lines.append((day, counted, why_counted(calendar, day)))
    return lines


def _count_days(calendar, start, n, rest_day_moves):
    lines = [(start, False, _("the day of the event is not counted"))]
    lines += [(start + dt.timedelta(days=i), True, _("calendar day")) for i in range(1, n + 1)]
    last = start + dt.timedelta(days=n)
    if rest_day_moves and not calendar.is_workday(last):
        lines[-1] = (last, False, why_counted(calendar, last))
    while rest_day_moves and not calendar.is_workday(last):
        last += ONE_DAY
        lines.append((last, calendar.is_workday(last), why_counted(calendar, last)))
    return lines, last


def _day(value):
    """Return ``value`` as a date in the site's time zone; a date stays what it is."""
    return timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
