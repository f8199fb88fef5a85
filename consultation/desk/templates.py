"""The form of a text template, and which templates the form of an act offers."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from meetings.transitions import TABLE as HALL
from yishi.text.side_by_side import inner

from ..domain.templates import fillings, mark, spelled, unspelled
from ..models import TextTemplate, TextTemplateState
from ..transitions import TABLE
from .forms import FORMS, ActForm, form_for
from .inputs import Words, short_text

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


def called():
    """Return the field for the name of a template."""
    return short_text(_("What is it called?"), 60)


class TemplateText(Words):
    """The text of a template: what is filled in stands in it in words, and is kept by its name."""

    def prepare_value(self, value):
        return spelled(value) if value else value

    def to_python(self, value):
        return unspelled(super().to_python(value))


def the_text():
    """Return the field for the text of a template, which says what is filled in."""
    return TemplateText(label=_("The text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 8}),
                        help_text=lazy(filled_in, str)())


def filled_in():
    """Return the sentence that says what is filled in."""
    return _("Filled in where they stand, brackets and all: %(names)s") % {"names": fillings()}


def used_for(template):
    """Return (what the act is called, what the field is called) that ``template`` is offered for; bare codes if gone."""
    act, form = (TABLE | HALL).get(template.act), FORMS.get(template.act)
    field = form.base_fields.get(template.field) if form else None
    return act.label if act else template.act, field.label if field else template.field


@form_for("templates.make")
class MakeTemplate(ActForm):
    """A text that is written again and again."""

    gathers = ("field",)

    act = forms.ChoiceField(label=_("For which form?"), choices=lazy(writable, list))
    name, text = called(), the_text()

    def arguments(self):
        given = super().arguments()
        act, _colon, field = given.pop("act").partition(":")
        return given | {"act": act, "field": field}


@form_for("templates.revise")
class ReviseTemplate(ActForm):
    """The text as it stands, to be changed."""

    name, text = called(), the_text()
    read = forms.CharField(label=_("The text that was read"), widget=forms.HiddenInput, required=False, max_length=64)

    reads_head = _("How it stands now")

    def fit(self):
        act, field = used_for(self.thing)
        self.fields["name"].help_text = _("Offered in the form “%(act)s”, for “%(field)s”. What was written with it stays.") % {
            "act": inner(act), "field": inner(field),
        }
        self.suggest(name=self.thing.name, text=self.thing.text, read=mark(self.thing))

    def refuse(self, refusal):
        """Show the refusal, and where somebody else revised it meanwhile, how it stands now: sent again, this goes on top."""
        super().refuse(refusal)
        self.thing.refresh_from_db()
        if self.data.get("read") != mark(self.thing):
            self.reads = [self.thing.name, *spelled(self.thing.text).splitlines()]
            self.data = self.data.copy()
            self.data["read"] = mark(self.thing)


def offered(act, thing, form):
    """Return the templates in use of the community of ``thing`` for the fields of ``form``. One query."""
    if not any(is_text(field) for field in form.fields.values()):
        return []
    rows = TextTemplate.objects.filter(community=thing.community, act=act.code, state=TextTemplateState.USED)
    return list(rows.filter(field__in=list(form.fields))[:OFFERED])
