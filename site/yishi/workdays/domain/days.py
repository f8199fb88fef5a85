"""Entering what the State Council has announced, or corrected, about days of work and rest."""

from types import SimpleNamespace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import Act, require
from yishi.clock import spoken
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.people.enums import PlaceKind, Role
from yishi.people.models import Place
from yishi.refusals import Forbidden, Invalid

from ..calendar import forget
from ..models import CalendarDay, CalendarYear

KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR})
CALENDAR = "workdays.CalendarDay"
ACTS = (
    Act("days.announce", _("enter a calendar day"), CALENDAR, (), "calendar.day_announced", roles=KEEPERS),
    Act("days.announce_year", _("enter a calendar year"), CALENDAR, (), "calendar.year_announced", roles=KEEPERS),
)
ANNOUNCE, ANNOUNCE_YEAR = ACTS


def announce(day, working, *, by, source, name=""):
    """Enter ``day`` (a date) as a working day or a day of rest, on the announcement ``source``; return its row.

    From then on every deadline is counted by it, with a new version of the calendar. An earlier entry for the day is
    replaced; the journal keeps both. Refused as Forbidden to all but the system administrator and the director of the
    sub-district, as Invalid without a source.
    """
    street = _kept_by(by, ANNOUNCE)
    source = _required(source)
    with transaction.atomic():
        row = _enter(street, day, working, name, source)
        _append(street, ANNOUNCE, by, {"day": day.isoformat(), "working": working, "row": row.pk}, source)
    return row


def announce_year(year, days, *, by, source):
    """Enter a year in full: ``days`` are (date, working, holiday's name) that differ from plain weeks; return its row.

    The year is provisional no longer. It may be entered again with corrections. Refused as ``announce`` is, and as
    Invalid where a day lies outside the year or is named twice.
    """
    street = _kept_by(by, ANNOUNCE_YEAR)
    source = _required(source)
    days = sorted(days)
    _require_days_of(year, [day for day, _working, _name in days])
    with transaction.atomic():
        CalendarDay.objects.filter(day__year=year).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(community=street, day=day, working=working, name=name, source=source)
            for day, working, name in days
        )
        row, _made = CalendarYear.objects.update_or_create(
            year=year, defaults={"community": street, "source": source}
        )
        entries = [[day.isoformat(), working] for day, working, _name in days]
        _append(street, ANNOUNCE_YEAR, by, {"year": year, "days": entries, "row": row.pk}, source)
    return row


def _enter(street, day, working, name, source):
    values = {"community": street, "working": working, "name": name, "source": source}
    row, _made = CalendarDay.objects.update_or_create(day=day, defaults=values)
    return row


def _kept_by(person, act):
    """Return the sub-district whose calendar ``person`` may keep, or refuse."""
    path = person.community.path if person else ""
    streets = Place.objects.filter(kind=PlaceKind.SUBDISTRICT)
    street = next((place for place in streets if path.startswith(place.path)), None) or streets.first()
    if street is None:
        raise Forbidden(_("There is no sub-district yet whose calendar could be kept."))
    require(act, SimpleNamespace(community=street), person)
    return street


def _require_days_of(year, days):
    for before, day in zip([None, *days], days, strict=False):
        if day.year != year:
            raise Invalid(_("%(day)s does not lie in %(year)s.") % {"day": spoken.day(day), "year": year}, field="days")
        if day == before:
            raise Invalid(_("%(day)s is named twice.") % {"day": spoken.day(day)}, field="days")


def _required(source):
    if not source.strip():
        raise Invalid(_("Say which announcement this rests on."), field="source")
    return source.strip()


def _append(street, act, by, payload, source):
    payload["source"] = seal(source)
    append(f"calendar:{street.pk}", act.event, by=by, community=street, payload=payload)
    forget()
    transaction.on_commit(forget)
