"""The form of a text template, and which templates the form of an act offers."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from meetings.transitions import TABLE as HALL

from ..domain.templates import NAMES
from ..models import TextTemplate, TextTemplateState
from ..transitions import TABLE
from .forms import FORMS, ActForm, form_for
from .inputs import Words, long_text, short_text

OFFERED = 12


def writable():
    """Return (act:field, label) of every field of a form in which a longer text is written."""
    acts = TABLE | HALL
    return [("", _("choose"))] + [
        (f"{code}:{name}", f"{acts[code].label} — {field.label}")
        for code, form in sorted(FORMS.items()) if code in acts and code != "templates.make"
        for name, field in form.base_fields.items() if is_text(field)
    ]


def is_text(field):
    """Return whether a longer text is written in ``field``."""
    return isinstance(field, Words) and isinstance(field.widget, forms.Textarea)


@form_for("templates.make")
class MakeTemplate(ActForm):
    """A text that is written again and again."""

    gathers = ("field",)

    act = forms.ChoiceField(label=_("For which form?"), choices=lazy(writable, list))
    name = short_text(_("What is it called?"), 60)
    text = long_text(_("The text"), 2000, rows=8)

    def fit(self):
        self.fields["text"].help_text = _("These are filled in: %(names)s") % {
            "names": _(", ").join(f"{{{name}}} {words}" for name, words in NAMES.items()),
        }

    def arguments(self):
        given = super().arguments()
        act, _colon, field = given.pop("act").partition(":")
        return given | {"act": act, "field": field}


def offered(act, thing, form):
    """Return the templates in use of the community of ``thing`` for the fields of ``form``. One query."""
    if not any(is_text(field) for field in form.fields.values()):
        return []
    rows = TextTemplate.objects.filter(community=thing.community, act=act.code, state=TextTemplateState.USED)
    return list(rows.filter(field__in=list(form.fields))[:OFFERED])
