"""The filters of the public lists; they live in the address, and what makes no sense narrows nothing and is said."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.people.models import Place

from .collecting import Disposition, Wish
from .enums import MatterState, Stage, Topic
from .finding import may_hold

ALL = ("", _("all"))
WAITING = "waiting"


class ListFilter(forms.Form):
    """Words, a community, and what a list adds to them. ``simple`` are the fields that are columns of its rows."""

    use_required_attribute = False
    simple = ("community",)

    q = forms.CharField(label=_("Words to look for"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"}))
    community = forms.TypedChoiceField(label=_("Community"), required=False, empty_value=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = {place.code: place for place in Place.objects.communities()}
        self.fields["community"].choices = [ALL, *((code, place.name) for code, place in places.items())]
        self.fields["community"].coerce = places.get

    @property
    def left_out(self):
        """Return the labels of the filters that make no sense; they narrow nothing."""
        return [self.fields[name].label for name in self.errors]

    @property
    def narrowed(self):
        """Return whether anything but words was chosen."""
        return bool(set(self.changed_data) - {"q"})

    @property
    def chosen(self):
        """Return what was chosen that makes sense, in words."""
        found = []
        for name in self.changed_data:
            value = self.cleaned_data.get(name)
            if value:
                found.append(dict(getattr(self.fields[name], "choices", ())).get(value, value) if name != "community" else value)
        return found

    def narrow(self, rows):
        """Return ``rows`` narrowed by the filters that make sense."""
        self.is_valid()
        for name in self.simple:
            if self.cleaned_data.get(name):
                rows = rows.filter(**{name: self.cleaned_data[name]})
        return rows


class MatterFilter(ListFilter):
    """The filters of the matters."""

    simple = ("community", "topic", "state")

    step = forms.TypedChoiceField(label=_("Step"), required=False, coerce=int, empty_value=None)
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[ALL, *Topic.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *MatterState.choices])

    field_order = ("q", "step", "community", "topic", "state")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Words in title or summary")
        self.fields["q"].widget.attrs["placeholder"] = _("lift, HA-2026-03")
        self.fields["step"].choices = [ALL, *((stage.value, f"{stage.value} {stage.label}") for stage in Stage)]

    def narrow(self, rows):
        """Return the matters ``rows`` narrowed by the filters that make sense."""
        rows, words = super().narrow(rows), self.cleaned_data.get("q")
        if self.cleaned_data.get("step"):
            rows = rows.in_stage(self.cleaned_data["step"])
        if words:
            keys = may_hold(words)
            rows = rows if keys is None else rows.filter(pk__in=keys)
            rows = rows.filter(Q(title__icontains=words) | Q(summary__icontains=words) | Q(code__iexact=words))
        return rows


class ReportFilter(ListFilter):
    """The filters of the reports."""

    simple = ("community", "wish")

    wish = forms.ChoiceField(label=_("Kind of report"), required=False, choices=[ALL, *Wish.choices])
    answer = forms.ChoiceField(
        label=_("Answer"), required=False, choices=[ALL, (WAITING, _("waiting for an answer")), *Disposition.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = _("Words or number")

    def narrow(self, rows):
        """Return the reports ``rows`` narrowed by the filters that make sense."""
        rows, words, answer = super().narrow(rows), self.cleaned_data.get("q"), self.cleaned_data.get("answer")
        if answer:
            rows = rows.unanswered() if answer == WAITING else rows.filter(disposition=answer)
        if words:
            rows = rows.filter(Q(title__icontains=words) | Q(text__icontains=words) | Q(code__iexact=words))
        return rows
