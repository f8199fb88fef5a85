"""The filters of the log; they live in the address, and go along with what is taken out."""

import datetime as dt

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from . import audit
from .kinds import KINDS

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)  # what lies beyond is a slip


def day(label):
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
                           validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)])


class LogFilter(forms.Form):
    """Which events one looks for."""

    use_required_attribute = False

    since = day(_("From this day"))
    until = day(_("To this day"))
    who = forms.CharField(label=_("Name of an officer, or number of a person"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("What happened"), required=False)
    stream = forms.CharField(label=_("Thing, as matter:12"), max_length=60, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = sorted((str(kind.label), code) for code, kind in KINDS.items())
        self.fields["kind"].choices = [("", _("all")), *((code, label) for label, code in kinds)]

    @property
    def left_out(self):
        """Return the labels of the filters that make no sense; they narrow nothing."""
        return [self.fields[name].label for name in self.errors]

    def found(self, events):
        """Return those of ``events`` that are looked for; what makes no sense narrows nothing."""
        self.is_valid()
        said = {name: self.cleaned_data[name] for name in self.fields if self.cleaned_data.get(name)}
        return audit.narrowed(events, **said)
