"""What was filled in, in words: read beside what an act will do, before it is done."""

import datetime as dt

from django.core.files.base import File
from django.db.models import Model
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from yishi.clock import spoken
from yishi.people.models import Person
from yishi.people.names import display_name
from yishi.text.side_by_side import listed


def filled_in(form):
    """Return (label, words) of each field of the valid ``form`` that was filled in; an empty one is left out."""
    told = [(bound.label, _told(bound, form.cleaned_data.get(bound.name), form.actor)) for bound in form.visible_fields()]
    return [(label, words) for label, words in told if words]


def _told(bound, value, reader):
    """Return in words what was filled into the field ``bound``; "" where nothing was."""
    field = bound.field
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return _("yes")
    if hasattr(field, "label_from_instance"):
        rows = [value] if isinstance(value, Model) else value
        return "\n".join(str(field.label_from_instance(row)).strip() for row in rows)
    if hasattr(field, "choices"):
        words = {str(key): said for key, said in flatten_choices(field.choices)}
        return listed(str(words.get(str(each), each)) for each in (value if isinstance(value, list) else [value]))
    return _spelled(bound, value, reader)


def _spelled(bound, value, reader):
    """Return a person by name, a file by its name, a day as it is spoken, and whatever else as it was typed."""
    if isinstance(value, Person):
        return display_name(value, reader)
    if isinstance(value, File):
        return value.name
    if isinstance(value, dt.datetime):
        return spoken.moment(value)
    if isinstance(value, dt.date):
        return spoken.day(value)
    return str(bound.value()).strip()
