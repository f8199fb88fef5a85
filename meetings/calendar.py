"""Standing dates: a day of the month and an hour, and where they go when that day is one of rest (domain 3.4)."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from yishi.clock.story import now
from yishi.workdays.calendar import ONE_DAY, current
from yishi.workdays.periods import why_counted

from .enums import Every, Rest

MONTHS = {Every.MONTH: range(1, 13), Every.QUARTER: (3, 6, 9, 12), Every.HALF_YEAR: (6, 12)}
STEPS = {Rest.AFTER: ONE_DAY, Rest.BEFORE: -ONE_DAY}


@dataclass(frozen=True)
class Pattern:
    """When a body meets regularly: the ``day`` of the month at the ``hour``, in the months of ``every``, and what becomes
    of a ``day`` of rest. A Recurrence is one, too."""

    day: int = 20
    hour: dt.time = dt.time(19)
    rest: str = Rest.AFTER
    every: str = Every.MONTH


HOUSE = Pattern()  # the council of the seed documents: the 20th at 19:00, or the next working day


@dataclass(frozen=True)
class Occasion:
    """One date of a Pattern: the ``regular`` day, the ``date`` it came to, ``starts_at``, the days looked at on the way as
    (day, why) in ``working``, and whether one of them is ``provisional``, since its holidays are not announced yet."""

    regular: dt.date
    date: dt.date
    starts_at: dt.datetime
    working: tuple
    provisional: bool

    @property
    def moved(self):
        """Return whether the date was moved away from a day of rest."""
        return self.date != self.regular


def occasion(pattern, year, month):
    """Return the Occasion of ``pattern`` whose regular day lies in that month."""
    table, day = current(), dt.date(year, month, pattern.day)
    regular, looked_at = day, [day]
    while pattern.rest in STEPS and not table.is_workday(day):
        day += STEPS[pattern.rest]
        looked_at.append(day)
    return Occasion(
        regular, day, dt.datetime.combine(day, pattern.hour, timezone.get_default_timezone()),
        tuple((each, why_counted(table, each)) for each in looked_at), any(map(table.is_provisional, looked_at)),
    )


def coming(pattern, number, since=None):
    """Return the next ``number`` Occasions of ``pattern`` that begin after the instant ``since`` (default: now)."""
    since, found = since or now(), []
    local = timezone.localtime(since)
    month = local.year * 12 + local.month - 2  # from the month before: its day may have been moved into this one
    while len(found) < number:
        year, n = divmod(month, 12)
        if n + 1 in MONTHS[pattern.every]:
            found += [each for each in [occasion(pattern, year, n + 1)] if each.starts_at > since]
        month += 1
    return found


def moved_from(pattern, date):
    """Return the day of rest from which ``pattern`` was moved to ``date``, or None where it was not moved."""
    near = {(day.year, day.month) for day in (date - dt.timedelta(28), date, date + dt.timedelta(28))}
    found = [occasion(pattern, *each) for each in near if each[1] in MONTHS[pattern.every]]
    return next((each.regular for each in found if each.moved and each.date == date), None)
