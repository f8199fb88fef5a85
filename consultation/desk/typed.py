"""What was typed into the form of an act, or asked for by its address, as first values when the form is drawn again."""

from django import forms

from .forms import HIDDEN


def values_of(form, draft):
    """Return the first values that ``draft`` (None: what was just typed) gives to the fields of ``form``.

    A browser sends nothing of an empty box and of a list with nothing chosen: they come back empty, not as suggested.
    """
    said = draft.data if draft else dict(form.data.lists())
    fields = {name: field for name, field in form.fields.items() if name not in HIDDEN}
    empty = {name: False for name, field in fields.items() if isinstance(field.widget, forms.CheckboxInput)}
    empty |= {name: [] for name, field in fields.items() if many(field)}
    return empty | said_of({name: values for name, values in said.items() if name in fields and values}, fields)


def said_of(lists, fields):
    """Return what ``lists`` (name → values) say for ``fields``: all values of one that takes many, of any other the last."""
    return {name: values if name in fields and many(fields[name]) else values[-1] for name, values in lists.items()}


def many(field):
    """Return whether several values may be chosen in ``field``."""
    return getattr(field.widget, "allow_multiple_selected", False)


def written_in(form):
    """Return (label, words) of each text that stands in ``form``."""
    texts = [bound for bound in form.visible_fields() if type(bound.field.widget) in (forms.TextInput, forms.Textarea)]
    return [(bound.label, bound.value()) for bound in texts if bound.value()]
