"""What the disclosure officer has to see: what is owed, what is missing, what people ask for. All of it is computed."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from consultation.models import Matter
from content.search.models import Demand
from yishi.clock.story import today
from yishi.web.pictures import cell_bar

from .deadlines import due_of, light
from .enums import Kind, Limit, Source
from .models import Entry, FaultReport, FaultState, Item, OwedItem, OwedState, Wish
from .parts import OWED_AT_THE_END, PARTS, facts, key_of
from .readership import opened, published
from .waiting import waiting

SHOWN, MATTERS, SEARCHED, FAULTS = 100, 20, 20, 20
HORIZON = dt.timedelta(45)  # a yearly day is shown so long before it comes


@dataclass
class Line:
    """One thing that has to be public: under which entry, made when, until when, and the light of it."""

    title: str
    entry: Any
    due: Any
    shape: str
    word: Any
    owed: Any = None
    href: str = ""


def owed(edition):
    """Return the Lines of what is owed, the most urgent first: what was noted, drafts that wait, yearly days. Five queries."""
    entries = {row.heading_id: row for row in _proactive(edition)}
    codes = {row.heading.code: row for row in entries.values()}
    lines = [
        _line(row.title, entries[row.heading_id], row.made_on, row)
        for row in OwedItem.objects.filter(state=OwedState.OPEN, community=edition.community)[:SHOWN]
        if row.heading_id in entries
    ]
    lines += [_line(title, codes[code], made_on, href=href) for title, code, made_on, href in waiting() if code in codes]
    return sorted([*lines, *_yearly(entries.values())], key=lambda line: (line.due.date, line.title))


def _line(title, entry, made_on, row=None, href=""):
    due = due_of(entry, made_on)
    return Line(title, entry, due, *light(due.date), owed=row, href=href)


def _yearly(entries):
    """Yield a Line for every entry that is due on a day of the year and has nothing published since the year began."""
    day = today()
    fixed = [entry for entry in entries if entry.limit == Limit.FIXED]
    since = Item.objects.standing().filter(published_on__year=day.year, heading__in=[entry.heading_id for entry in fixed])
    done = set(since.values_list("heading", flat=True))
    for entry in fixed:
        line = _line(entry.name, entry, dt.date(day.year - 1, 12, 31))
        if entry.heading_id not in done and line.due.date - HORIZON <= day:
            yield line


def gaps(edition, year=None):
    """Return the proactive entries under which nothing was published in ``year`` (default: this one). One query."""
    year = year or today().year
    there = Q(heading__items__withdrawn_on=None, heading__items__published_on__year=year)
    rows = _proactive(edition).annotate(n=Count("heading__items", filter=there))
    return [row for row in rows if not row.n]


def late_this_year(edition):
    """Return the items of this year that were published later than their entry allows, newest first. Two queries."""
    entries = {row.heading_id: row for row in _proactive(edition)}
    rows = Item.objects.standing().filter(published_on__year=today().year, heading__in=entries).order_by("-published_on", "-pk")
    found = []
    for item in rows.select_related("heading")[:1000]:
        due = due_of(entries[item.heading_id], item.made_on)
        if due.is_past(item.published_on):
            item.due, item.days = due, (item.published_on - due.date).days
            found.append(item)
    return found[:SHOWN]


def completeness(page):
    """Hang on every matter of ``page`` its ``cells``: (label of a part, shape, word, item or None), and ``missing``.

    Nine queries, however many they are. Missing is what happened and is not in the catalogue, and at the end of a matter
    what it has to end with (closed but not disclosed).
    """
    rows = list(page)
    found = facts([matter.pk for matter in rows])
    keys = [key_of(matter, part) for matter in rows for part in PARTS]
    items = {item.key: item for item in Item.objects.standing().filter(source=Source.MATTER, key__in=keys)}
    for matter in rows:
        needed = {*found.get(matter.pk, {}), *OWED_AT_THE_END.get(matter.state, ())}
        matter.cells = [(part.label, items.get(key_of(matter, code)), code in needed) for code, part in PARTS.items()]
        matter.missing = [label for label, item, needs in matter.cells if needs and item is None]
    return rows


def closed_matters():
    """Return the matters that ended with something to disclose, as a queryset for a list by key."""
    return Matter.objects.filter(state__in=OWED_AT_THE_END).select_related("community")


def demand(edition):
    """Return the entries that are asked for, opened, or published and left unopened this year, the most wanted first.

    Each has ``asked``, ``read`` and ``n`` (items of this year), a bar of the first two, and ``word`` with its ``shape``
    where demand and publishing part ways. Five queries.
    """
    year = today().year
    rows = Wish.objects.filter(community=edition.community, day__year=year).order_by().values_list("heading")
    asked, read = dict(rows.annotate(n=Sum("count"))), opened(year)
    there = Q(heading__items__withdrawn_on=None, heading__items__published_on__year=year)
    entries = Entry.objects.filter(edition=edition, heading__in={*asked, *read, *published(year)})
    found = list(entries.select_related("heading", "topic").annotate(n=Count("heading__items", filter=there)))
    for row in found:
        row.asked, row.read = asked.get(row.heading_id, 0), read.get(row.heading_id, 0)
        row.shape, row.word = _parted(row, compared=bool(read))
    for name in ("asked", "read"):
        most = max((getattr(row, name) for row in found), default=0)
        for row in found:
            setattr(row, f"{name}_bar", cell_bar(getattr(row, name), most))
    return sorted(found, key=lambda row: (-row.asked, -row.read, row.seq))[:SHOWN]


def _parted(row, compared):
    """Return (shape, word) where what is wanted is not published, or what is published is not opened.

    Nothing is said of pages unopened before any was opened this year: then there is nothing to be ``compared`` with.
    """
    if row.asked and not row.n:
        return "late", _("wanted, and nothing published this year")
    unopened = compared and not row.read and not row.asked
    return ("risk", _("its pages have not been opened once")) if unopened else ("", "")


def searched():
    """Return what was looked for in vain this year, with how often, and how often somebody wanted to know it. One query."""
    rows = Demand.objects.filter(day__year=today().year).values("query").annotate(n=Sum("missed"), wanted=Sum("wanted"))
    return list(rows.order_by("-wanted", "-n", "query")[:SEARCHED])


def faults():
    """Return the reports of faults that wait for an answer, the oldest first, as a queryset for a list by key."""
    return FaultReport.objects.filter(state=FaultState.OPEN).select_related("item", "heading").order_by("pk")


def _proactive(edition):
    return edition.entries.filter(kind=Kind.PROACTIVE).select_related("heading", "topic")


def undisclosed():
    """Return the matters that ended last and lack something in the catalogue: closed but not disclosed. Nine queries."""
    rows = completeness(closed_matters().order_by("-closed_on", "-pk")[:SHOWN])
    return [matter for matter in rows if matter.missing]
