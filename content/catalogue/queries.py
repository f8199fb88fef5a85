"""What the public pages of the catalogue show, each with a fixed number of queries."""

import re

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum, TextField
from django.db.models.functions import Cast

from yishi.clock.story import today

from .enums import Kind
from .models import Edition, Entry, FaultReport, FaultState, Heading, Item, Wish

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,47}")


def coded(text):
    """Return ``text`` from an address where it can be a code or an index number, else "": PostgreSQL takes no NUL."""
    return text if CODE.fullmatch(text or "") else ""


def edition_in_force():
    """Return the edition that counts, or None. One query."""
    return Edition.objects.in_force().select_related("community").first()


def entries_of(edition, kind):
    """Return the entries of one list of ``edition``, with ``items`` (how many stand) and ``newest`` (the last day).

    ``has_page`` says whether the edition in force has the entry, too: only then is there a page of it.
    """
    standing = Q(heading__items__withdrawn_on=None)
    return edition.entries.filter(kind=kind).select_related("topic", "heading").annotate(
        items=Count("heading__items", filter=standing), newest=Max("heading__items__published_on", filter=standing),
        has_page=Exists(Entry.objects.in_force().filter(heading=OuterRef("heading"))),
    )


def counts(edition):
    """Return {list: number of its entries}. One query."""
    found = dict.fromkeys(Kind.values, 0)
    return found | dict(edition.entries.order_by().values_list("kind").annotate(n=Count("pk")))


def entry_named(code):
    """Return the entry of the edition in force with ``code``, or None. One query."""
    rows = Entry.objects.in_force().select_related("topic", "heading__community", "edition")
    return rows.filter(heading__code=coded(code)).first()


def tagged(rows, tag):
    """Return those of ``rows`` (entries or items) that bear the five-openness ``tag``; all where it is empty."""
    return rows.annotate(tags=Cast("openness", TextField())).filter(tags__contains=f'"{tag}"') if tag else rows


def items_of(heading=None, community=None):
    """Return the standing items under ``heading`` and of ``community``, where they are named, for a list by key."""
    rows = Item.objects.standing().select_related("community", "heading")
    if heading is not None:
        rows = rows.filter(heading=heading)
    if community is not None:
        rows = rows.filter(community=community)
    return rows


def latest(n):
    """Return the ``n`` items published last, for the front page. One query."""
    return list(items_of().order_by("-published_on", "-pk")[:n])


def heading_named(code):
    """Return the Heading ``code``, or None. One query."""
    return Heading.objects.select_related("community").filter(code=coded(code)).first()


def wishes_this_year(heading):
    """Return how often somebody wanted to know more under ``heading`` this year. One query."""
    return Wish.objects.filter(heading=heading, day__year=today().year).aggregate(n=Sum("count"))["n"] or 0


def answered_faults(n=5, **about):
    """Return the last answered reports of faults of a ``heading`` or an ``item``: their answers are public. One query."""
    rows = FaultReport.objects.filter(**about).exclude(state=FaultState.OPEN)
    return list(rows.order_by("-answered_on", "-pk")[:n])
