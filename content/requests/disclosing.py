"""The one way from a request into the disclosure catalogue; where the catalogue is not installed, nothing happens."""

from importlib import import_module

from django.apps import apps
from django.utils.text import Truncator

SOURCE = "request"


def disclose(answer, *, by):
    """Enter the published ``answer`` as an item of the catalogue; idempotent by its key."""
    if (items := _items()) is not None:
        items.put(
            source=SOURCE, key=str(answer.pk), entry=answer.entry, title=answer.title, body=answer.text,
            summary=Truncator(answer.question).chars(200), url=answer.get_absolute_url(), made_on=answer.reviewed_on,
            community=answer.community, on=answer.reviewed_on, by=by,
        )


def withdraw(answer, *, reason, by):
    """Take the item of ``answer`` out of the catalogue."""
    if (items := _items()) is not None:
        items.withdraw(source=SOURCE, key=str(answer.pk), reason=reason, by=by)


def _items():
    return import_module("content.catalogue.domain.items") if apps.is_installed("content.catalogue") else None
