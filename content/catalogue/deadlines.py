"""By when what was made has to be public: counted from the entry's limit, with its working; never stored."""

import datetime as dt

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from yishi.clock.story import today
from yishi.workdays.calendar import ONE_DAY, version
from yishi.workdays.periods import Deadline, deadline

from .enums import Limit

SOON = 5  # calendar days left, from which on it is amber


def due_of(entry, made_on):
    """Return the Deadline by which what was made on ``made_on`` has to be public under ``entry``; None without a limit."""
    kind, days = entry.counts_by
    if kind == Limit.WORKDAYS:
        return deadline(made_on, workdays=days)
    if kind == Limit.DAYS:
        return deadline(made_on, days=days, rest_day_moves=True)
    if kind == Limit.FIXED:
        return _bare(yearly(entry.value, made_on), made_on, _("every year by this day"))
    return _bare(made_on, made_on, _("at once, on the day itself")) if kind == Limit.AT_ONCE else None


def yearly(value, after):
    """Return the first day like ``value`` (01-31) after ``after``."""
    month, day = map(int, value.split("-"))
    this = dt.date(after.year, month, day)
    return this if this > after else this.replace(year=after.year + 1)


def light(due, day=None):
    """Return (shape, word) of a date ``due`` on ``day`` (default: today): green, amber or red, told by word and shape."""
    left = (due - (day or today())) // ONE_DAY
    if left < 0:
        return "late", ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left} if left else _("today is the last day")
    return "risk" if left <= SOON else "run", words


def _bare(day, start, rule):
    return Deadline(day, start, rule, False, (), version())
