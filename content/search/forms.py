"""What is looked for, and what narrows it; all of it stands in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.filters import ALL, ListFilter
from yishi.clock.story import today

from .cutting import LONGEST
from .enums import Kind

YEARS = 10


class SearchForm(ListFilter):
    """Words, kind, community and year. Of a long question the first hundred signs are looked for."""

    q = forms.CharField(label=_("What are you looking for?"), required=False, widget=forms.TextInput(
        attrs={"type": "search", "maxlength": LONGEST, "autocomplete": "off"}
    ))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ALL, *Kind.choices])
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    field_order = ("q", "kind", "community", "year")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = _("For example: a new lift")
        self.fields["year"].choices = [ALL, *((year, year) for year in range(today().year, today().year - YEARS, -1))]

    @property
    def given(self):
        """Return what narrows the search: the arguments of ``finding.find``."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or None for name in ("kind", "community", "year")}

    @property
    def query(self):
        """Return the words looked for, cut to the length that is looked at."""
        self.is_valid()
        return self.cleaned_data.get("q", "")[:LONGEST].strip()

    @property
    def cut(self):
        """Return whether more was typed than is looked for."""
        return len(self.data.get("q", "").strip()) > LONGEST
