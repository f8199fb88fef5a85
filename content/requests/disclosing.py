"""The one way from a request into the disclosure catalogue. Before an edition is in force, nothing goes there."""

from django.utils.text import Truncator

from content.catalogue.domain import items
from content.catalogue.enums import Source
from content.catalogue.queries import edition_in_force


def require_entry(code, community):
    """Refuse a ``code`` that names no entry of the proactive list in force."""
    if edition_in_force() is not None:
        items.entry_of(code, community)


def disclose(answer, *, by):
    """Enter the published ``answer`` as an item of the catalogue; idempotent by its key."""
    if edition_in_force() is not None:
        items.put(
            source=Source.REQUEST, key=str(answer.pk), entry=answer.entry, title=answer.title,
            summary=Truncator(answer.question).chars(200), url=answer.get_absolute_url(), made_on=answer.reviewed_on,
            community=answer.community, on=answer.reviewed_on, by=by,
        )


def withdraw(answer, *, reason, by):
    """Take the item of ``answer`` out of the catalogue, where it is there."""
    items.withdraw(source=Source.REQUEST, key=str(answer.pk), reason=Truncator(reason).chars(300), by=by)
