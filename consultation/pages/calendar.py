"""The calendar of dates: a month of days with what is due on each, working days and days of rest, and as an .ics file."""

from django.utils.html import strip_tags

from yishi.clock.story import today
from yishi.text.side_by_side import headed
from yishi.web.ical import calendar_file, event
from yishi.web.months import asked_month, month_of

from ..queries.owed import dues
from .convening import by_day, convenings, event_of
from .inbox import TABS, entry_of, grouped, why


def calendar(viewer, here, request):
    """Return the context of the month that the address asks for: every day, what is due on it, and why that day."""
    tab = request.GET.get("owed") if request.GET.get("owed") in dict(TABS) else "mine"
    entries = [entry for entry in grouped(entry_of(due, viewer) for due in dues(here)) if shown(entry, tab)]
    found = {}
    for entry in entries:
        found.setdefault(entry.due.date or today(), []).append(entry)
    month = month_of(*asked_month(request), found)
    until, on = by_day([each for each in convenings(viewer, here) if each.mine or tab == "community"] if tab != "late" else [])
    for day in month["days"]:
        day.announce, day.planned = until.get(day.date, []), on.get(day.date, [])
    return month | {
        "total": month["total"] + sum(len(day.announce) for day in month["days"]),
        "tab": tab, "before": _address(month["before"], tab), "after": _address(month["after"], tab),
        "tabs": [(name, label, _address(f"{month['first']:%Y-%m}", name)) for name, label in TABS],
    }


def shown(entry, tab):
    """Return whether ``entry`` stands under ``tab``."""
    return tab == "community" or (entry.mine if tab == "mine" else bool(entry.due.late))


def ics(viewer, here, host):
    """Return what is owed by ``viewer``, as an iCalendar file: one all-day event a duty that has a day."""
    entries = [entry_of(due, viewer) for due in dues(here)]
    return calendar_file([
        *(_event(entry, host) for entry in entries if entry.mine and entry.due.date),
        *(event_of(each, host) for each in convenings(viewer, here) if each.mine and each.in_time),
    ], "Desk")


def _event(entry, host):
    due, words = entry.due, headed(entry.act.label, entry.due.what)
    matter = f"{due.matter.code} {due.matter.title}" if due.matter else due.thing.community.name
    return event(
        f"{due.act}-{due.thing.pk}@{host}", due.date, summary=words, description=f"{matter}. {strip_tags(why(due))}"
    )


def _address(month, tab):
    return f"?month={month}&owed={tab}" if month else ""
