"""The log as the audit administrator reads it: every event of their places, by day, person, kind and thing."""

import csv
import datetime as dt
import io
import json
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from yishi.clock.story import today
from yishi.people.enums import OFFICES, Role
from yishi.people.models import Person, Seat
from yishi.people.rules import seats_of

from .models import Event
from .queries import read, with_persons

SIZE = 30
CHUNK = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a table's cell would be computed, not read


def events_of(auditor):
    """Return the events within the places that ``auditor`` audits."""
    places = [seat.place for seat in seats_of(auditor) if seat.role == Role.AUDIT_ADMIN]
    return Event.objects.filter(reduce(or_, [Q(community__path__startswith=place.path) for place in places], Q(pk__in=[])))


def narrowed(events, *, since=None, until=None, who="", kind="", stream=""):
    """Return ``events`` of the days from ``since`` to ``until``, of a kind, of a thing (its stream), and of a person.

    ``who`` is a person's number, or words of the name of somebody in office: a resident is not looked for by name.
    """
    if since:
        events = events.filter(at__gte=_morning(since))
    if until:
        events = events.filter(at__lt=_morning(until + dt.timedelta(days=1)))
    if kind:
        events = events.filter(kind=kind)
    if stream:
        events = events.filter(stream__name=stream)
    if who.isascii() and who.isdigit():
        events = events.filter(Q(actor=int(who[:18])) | Q(on_behalf_of=int(who[:18])))
    elif who:
        officers = Seat.objects.on(today()).filter(role__in=OFFICES).values("person")
        persons = Person.objects.filter(name__icontains=who, pk__in=officers).values("pk")
        events = events.filter(Q(actor__in=persons) | Q(on_behalf_of__in=persons))
    return events


def read_along(events):
    """Return ``events`` with what a line of the log needs read along."""
    return with_persons(events.select_related("stream", "community"))


def lines(events, auditor):
    """Return ``events`` (of ``read_along``) with what stands in their lines hung on: ``said`` and ``packed``."""
    for event, reading in zip(events, read(events, auditor), strict=True):
        event.said = reading
        event.packed = json.dumps(event.payload, ensure_ascii=False, sort_keys=True)
    return events


def last_check(auditor):
    """Return the last check of the chain, with ``since``, how many events came after it; None before the first."""
    checked = events_of(auditor).filter(kind="journal.checked").order_by("-pk").first()
    if checked is not None:
        checked.since = Event.objects.filter(pk__gt=checked.payload["upto"]).exclude(pk=checked.pk).count()
    return checked


def table(events, auditor):
    """Return ``events`` as a CSV with a line each, the oldest first, that a spreadsheet opens as it is."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([
        _("Number"), _("When"), _("Thing"), _("Number in the thing"), _("Kind"), _("What"), _("Who"), _("Number of the person"),
        _("On behalf of"), _("Who may read it"), _("Particulars"), _("Hash before"), _("Hash"),
    ])
    last = 0
    while chunk := list(read_along(events.filter(pk__gt=last).order_by("pk"))[:CHUNK]):
        writer.writerows(_cells(event) for event in lines(chunk, auditor))
        last = chunk[-1].pk
    return "\ufeff" + out.getvalue()


def _cells(event):
    said = event.said
    cells = [
        event.pk, timezone.localtime(event.at).isoformat(), event.stream.name, event.seq, event.kind, said["sentence"],
        said["actor"] or "", event.actor_id or "", said["on_behalf_of"] or "", event.get_visibility_display(), event.packed,
        event.previous, event.digest,
    ]
    return [f"'{cell}" if str(cell).startswith(FORMULA) else cell for cell in cells]


def _morning(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
