"""The calendar of dates: a month of days with what is due on each, working days and days of rest, and as an .ics file."""

import calendar as months
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.html import strip_tags

from yishi.clock.story import now, today
from yishi.workdays.calendar import current
from yishi.workdays.periods import why_counted

from ..queries.owed import dues
from .inbox import TABS, entry_of, grouped, why

FIRST, LAST = 2000, 2199
FOLD = 60  # an .ics line has at most 75 octets; a hanzi has three


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


def calendar(viewer, here, request):
    """Return the context of the month that the address asks for: every day, what is due on it, and why that day."""
    year, month = asked_month(request)
    tab = request.GET.get("owed") if request.GET.get("owed") in dict(TABS) else "mine"
    entries = [entry for entry in grouped(entry_of(due, viewer) for due in dues(here)) if shown(entry, tab)]
    found, table = {}, current()
    for entry in entries:
        found.setdefault(entry.due.date or today(), []).append(entry)
    days = [
        _day(table, dt.date(year, month, n), found) for n in range(1, months.monthrange(year, month)[1] + 1)
    ]
    first = dt.date(year, month, 1)
    return {
        "days": days, "first": first, "today": today(), "tab": tab, "version": table.version,
        "before": _address(first - dt.timedelta(1), tab), "after": _address(first + dt.timedelta(31), tab),
        "tabs": [(name, label, f"?month={first:%Y-%m}&owed={name}") for name, label in TABS],
        "total": sum(len(day.entries) for day in days), "provisional": any(table.is_provisional(day.date) for day in days),
    }


def shown(entry, tab):
    """Return whether ``entry`` stands under ``tab``."""
    return tab == "community" or (entry.mine if tab == "mine" else bool(entry.due.late))


def asked_month(request):
    """Return (year, month) of the address; the month of today where it names none, or one that cannot be meant."""
    form = Month(request.GET)
    text = form.cleaned_data["month"] if form.is_valid() else ""
    year, month = (int(text[:4]), int(text[5:])) if text else (0, 0)
    return (year, month) if FIRST <= year <= LAST else (today().year, today().month)


def ics(viewer, here, host):
    """Return what is owed by ``viewer``, as an iCalendar file (RFC 5545): one all-day event a duty that has a day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Yishi//Desk//ZH", "CALSCALE:GREGORIAN"]
    for due in dues(here):
        entry = entry_of(due, viewer)
        if entry.mine and due.date:
            lines += _event(entry, host)
    return "\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)) + "\r\n"


def _event(entry, host):
    due, words = entry.due, f"{entry.act.label}" + (f"：{entry.due.what}" if entry.due.what else "")
    matter = f"{due.matter.code} {due.matter.title}" if due.matter else due.thing.community.name
    return [
        "BEGIN:VEVENT", f"UID:{due.act}-{due.thing.pk}@{_escaped(host)}", f"DTSTAMP:{now().astimezone(dt.UTC):%Y%m%dT%H%M%S}Z",
        f"DTSTART;VALUE=DATE:{due.date:%Y%m%d}", f"DTEND;VALUE=DATE:{due.date + dt.timedelta(1):%Y%m%d}",
        f"SUMMARY:{_escaped(words)}", f"DESCRIPTION:{_escaped(f'{matter}. {strip_tags(why(due))}')}", "END:VEVENT",
    ]


def _escaped(text):
    for sign, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(sign, safe)
    return text


def _folded(line):
    """Yield ``line`` in pieces of at most 75 octets; each after the first begins with a space (RFC 5545, 3.1)."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > FOLD:
            yield piece
            piece = " "
        piece += sign
    yield piece


def _day(table, date, found):
    special = bool(table.holiday(date)) or (table.is_workday(date) and date.weekday() >= 5)
    return Day(date, table.is_workday(date), why_counted(table, date), special, found.get(date, []))


def _address(date, tab):
    return f"?month={date:%Y-%m}&owed={tab}" if FIRST <= date.year <= LAST else ""
