"""The seam to the catalogue: which entries of the second level are in force, and the item that a page becomes there.

Where the catalogue is not installed a code has to have its form alone, and nothing is put anywhere.
"""

import re
from importlib import import_module

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FORM = re.compile(r"(?:[RN]-)?\d{1,3}")


def items():
    """Return the domain module of the catalogue's items, or None where there is no catalogue."""
    return import_module("content.catalogue.domain.items") if apps.is_installed("content.catalogue") else None


def entry_is_one(code):
    """Validator of a page's field: one code of an entry of the second level, and nothing else."""
    if not FORM.fullmatch(code):
        raise ValidationError(
            _("“%(code)s” is no entry of the catalogue. Write the number of one entry of the second level, as in 14."),
            params={"code": code},
        )


def disclose(**item):
    """Put the item of a released page into the catalogue; returns it, or None where there is no catalogue."""
    found = items()
    return found.put(**item) if found else None


def take_back(**item):
    """Take the item of a page that is no longer public out of the catalogue."""
    found = items()
    if found:
        found.withdraw(**item)
