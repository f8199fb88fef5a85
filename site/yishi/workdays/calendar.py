"""Which days are working days: the announced holidays and shift days of the State Council, with the office's own table.

The library ``chinesecalendar`` is the base, the rows of the table override it. Beyond the announced years a day is
provisional: weekdays count as working days, weekends do not, and nothing crashes (law 5).
"""

import datetime as dt
import hashlib
import time
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version as version_of

from chinese_calendar.constants import Holiday, holidays, workdays
from django.core.signals import request_started

from .models import CalendarDay, CalendarYear

FIRST_YEAR, LAST_YEAR = min(holidays).year, max(holidays).year
HOLIDAY_NAMES = {holiday.value: holiday.chinese for holiday in Holiday}
REREAD_SECONDS = 30.0
ONE_DAY = dt.timedelta(days=1)
_read = {"at": None, "calendar": None}


@dataclass(frozen=True)
class Calendar:
    """One reading of the table: ``overrides`` (day → (working, name)) and the ``years`` entered in full."""

    overrides: dict
    years: frozenset

    def is_workday(self, day):
        """Return whether ``day`` is a working day."""
        if day in self.overrides:
            return self.overrides[day][0]
        if day.weekday() < 5:
            return day not in holidays
        return day in workdays

    def is_provisional(self, day):
        """Return whether the announcement that settles ``day`` is still missing."""
        return not (FIRST_YEAR <= day.year <= LAST_YEAR or day.year in self.years or day in self.overrides)

    def holiday(self, day):
        """Return the Chinese name of the holiday that makes ``day`` a day of rest or a shift day, or ""."""
        if day in self.overrides:
            return self.overrides[day][1]
        name = holidays.get(day) or workdays.get(day) or ""
        return HOLIDAY_NAMES.get(name, name)

    @cached_property
    def version(self):
        """Return the short name of this state of the calendar; it changes with every entry and every new library."""
        known = [version_of("chinesecalendar"), sorted(self.years)]
        known += [(day.isoformat(), *entry) for day, entry in sorted(self.overrides.items())]
        return f"{max([LAST_YEAR, *self.years])}-{hashlib.sha256(repr(known).encode()).hexdigest()[:8]}"


def current():
    """Return the Calendar as it stands: the table is read once a request, and at least every half minute elsewhere."""
    if _read["at"] is None or time.monotonic() - _read["at"] > REREAD_SECONDS:
        days = {row.day: (row.working, row.name) for row in CalendarDay.objects.all()}
        years = frozenset(CalendarYear.objects.values_list("year", flat=True))
        _read.update(at=time.monotonic(), calendar=Calendar(days, years))
    return _read["calendar"]


def forget(**signal):
    """Read the table anew at the next question."""
    _read.update(at=None)


request_started.connect(forget, dispatch_uid="the calendar is read once a request")


def is_workday(day):
    """Return whether ``day`` (a date) is a working day; beyond the announced years every weekday is one."""
    return current().is_workday(day)


def next_workday(day):
    """Return the first working day from ``day`` on: ``day`` itself if it is one."""
    calendar = current()
    while not calendar.is_workday(day):
        day += ONE_DAY
    return day


def is_provisional(day):
    """Return whether ``day`` lies beyond the announced years, so that what is counted over it may still move."""
    return current().is_provisional(day)


def version():
    """Return the version of the calendar that deadlines are counted by now."""
    return current().version
