"""The council calendar: monthly on the 20th at 19:00, or on the next working day (domain 3.4)."""

import datetime as dt

from django.utils import timezone

from yishi.clock.story import now
from yishi.workdays.calendar import next_workday

MONTHLY_DAY = 20
MONTHLY_HOUR = dt.time(19)


def monthly_date(year, month, day=MONTHLY_DAY):
    """Return the date of the monthly council meeting: the ``day`` of the month, or the next working day."""
    return next_workday(dt.date(year, month, day))


def monthly_start(year, month, day=MONTHLY_DAY, hour=MONTHLY_HOUR):
    """Return the instant, aware, at which the monthly council meeting begins."""
    return dt.datetime.combine(monthly_date(year, month, day), hour, timezone.get_default_timezone())


def next_monthly():
    """Return the instant of the next meeting by the council's calendar."""
    moment = now()
    found = monthly_start(moment.year, moment.month)
    if found > moment:
        return found
    year, month_before = divmod(moment.year * 12 + moment.month, 12)
    return monthly_start(year, month_before + 1)


def moved_from(date, day=MONTHLY_DAY):
    """Return the rest day from which the monthly meeting was moved to ``date``, or None where it was not moved."""
    regular = date.replace(day=day)
    return regular if date != regular and date == next_workday(regular) else None
