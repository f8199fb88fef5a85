"""A month of days for a page without JavaScript: which one the address asks for, working days and days of rest."""

import calendar as months
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django import forms

from yishi.clock.story import today
from yishi.workdays.calendar import current
from yishi.workdays.periods import why_counted

FIRST, LAST = 2000, 2199


class Month(forms.Form):
    """Which month the address asks for."""

    month = forms.RegexField(r"^[0-9]{4}-(0[1-9]|1[0-2])$", required=False)


@dataclass
class Day:
    """A day of the month: whether one works on it and why, and what is due."""

    date: dt.date
    works: bool
    why: Any
    special: bool
    entries: list = field(default_factory=list)


def asked_month(request):
    """Return (year, month) of the address; the month of today where it names none, or one that cannot be meant."""
    form = Month(request.GET)
    text = form.cleaned_data["month"] if form.is_valid() else ""
    year, month = (int(text[:4]), int(text[5:])) if text else (0, 0)
    return (year, month) if FIRST <= year <= LAST else (today().year, today().month)


def month_of(year, month, found):
    """Return the context of a month: its ``days`` with what ``found`` (date → entries) has on each, and its neighbours."""
    table, first = current(), dt.date(year, month, 1)
    days = [_day(table, dt.date(year, month, n), found) for n in range(1, months.monthrange(year, month)[1] + 1)]
    return {
        "days": days, "first": first, "today": today(), "version": table.version,
        "before": _named(first - dt.timedelta(1)), "after": _named(first + dt.timedelta(31)),
        "total": sum(len(day.entries) for day in days), "provisional": any(table.is_provisional(day.date) for day in days),
    }


def _day(table, date, found):
    special = bool(table.holiday(date)) or (table.is_workday(date) and date.weekday() >= 5)
    return Day(date, table.is_workday(date), why_counted(table, date), special, found.get(date, []))


def _named(date):
    return f"{date:%Y-%m}" if FIRST <= date.year <= LAST else ""
