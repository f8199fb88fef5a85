"""What search finds of the catalogue: its entries, so that who looks for housing finds where it is published.

Items are found as what they are: matters, guides, pages.
"""

from content.search.domain.index import refresh
from content.search.enums import Kind
from content.search.sources import Row, Source, register

from .models import Entry, Heading


def rows(numbers=None):
    """Yield the entries of the editions in force whose headings have the keys ``numbers`` (None: all)."""
    entries = Entry.objects.in_force().select_related("heading", "edition")
    if numbers is not None:
        entries = entries.filter(heading__in=numbers)
    for entry in entries.order_by("pk").iterator():
        yield Row(Kind.ITEM, entry.heading_id, entry.heading.code, entry.name, entry.words,
                  entry.heading.get_absolute_url(), entry.community_id, entry.edition.effective_on)


def anew():
    """Make the entries of the edition in force what is found, and take out what it does not have."""
    return refresh([f"entry:{pk}" for pk in Heading.objects.values_list("pk", flat=True)])


register(Source("entry", frozenset({Kind.ITEM}), rows))
