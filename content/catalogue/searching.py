"""What search finds of the catalogue: its entries, so that who looks for housing finds where it is published.

Items are found as what they are: matters, guides, pages; these are found by their index numbers, too.
"""

from django.db.models import Q

from content.search.domain.index import refresh
from content.search.enums import Kind
from content.search.sources import Row, Source, beside, register

from .enums import Source as Room
from .models import Entry, Heading, Item
from .parts import PARTS


def rows(numbers=None):
    """Yield the entries of the editions in force whose headings have the keys ``numbers`` (None: all)."""
    entries = Entry.objects.in_force().select_related("heading", "edition")
    if numbers is not None:
        entries = entries.filter(heading__in=numbers)
    for entry in entries.order_by("pk").iterator():
        yield Row(Kind.ITEM, entry.heading_id, entry.heading.code, entry.name, entry.words,
                  entry.heading.get_absolute_url(), entry.community_id, entry.edition.effective_on)


def index_numbers(rows):
    """Return {(kind, key): index numbers} of those ``rows`` that stand in the catalogue; a matter has those of its parts."""
    named = {row.url: (row.kind, row.key) for row in rows}
    parts = {f"{row.key}:{part}": (row.kind, row.key) for row in rows if row.kind == Kind.MATTER for part in PARTS}
    found = {}
    for item in Item.objects.standing().filter(Q(url__in=named) | Q(source=Room.MATTER, key__in=parts)).order_by("pk"):
        for name in {named.get(item.url), parts.get(item.key)} - {None}:
            found.setdefault(name, []).append(item.index_no)
    return {name: " ".join(numbers) for name, numbers in found.items()}


def anew():
    """Make the entries of the edition in force what is found, and take out what it does not have."""
    return refresh([f"entry:{pk}" for pk in Heading.objects.values_list("pk", flat=True)])


register(Source("entry", frozenset({Kind.ITEM}), rows))
beside(index_numbers)
