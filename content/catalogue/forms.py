"""Forms of the catalogue: filters, a fault, what is owed, and the file of an edition."""

from django import forms
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from .enums import Kind, Openness
from .models import FaultState

ALL = ("", _("all"))


class CatalogueFilter(forms.Form):
    """The filters of the catalogue; they live in the address, and what makes no sense narrows nothing."""

    use_required_attribute = False

    q = forms.CharField(label=_("Words in the entry"), required=False, max_length=60,
                        widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=_("List"), required=False, choices=Kind.choices)
    topic = forms.ChoiceField(label=_("Level-1 heading"), required=False)
    openness = forms.ChoiceField(label=_("Five kinds of openness"), required=False, choices=[ALL, *Openness.choices])

    def __init__(self, *args, topics=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [ALL, *((topic.code, topic.name) for topic in topics)]
        self.is_valid()

    @property
    def list(self):
        """Return the list that is looked at: the proactive one where none is named."""
        return self.cleaned_data.get("kind") or Kind.PROACTIVE.value

    @property
    def narrowed(self):
        """Return whether anything but words was chosen."""
        return bool({"topic", "openness"} & set(self.changed_data))

    @property
    def chosen(self):
        """Return what was chosen that makes sense, in words."""
        labels = [(name, dict(self.fields[name].choices)) for name in ("topic", "openness")]
        words = [labels_of.get(self.cleaned_data[name]) for name, labels_of in labels if self.cleaned_data.get(name)]
        return [*([self.cleaned_data["q"]] if self.cleaned_data.get("q") else []), *words]

    @property
    def left_out(self):
        """Return the labels of the filters that make no sense."""
        return [self.fields[name].label for name in self.errors]

    def narrow(self, rows):
        """Return the entries ``rows`` narrowed; the tags are looked through as text, which both databases can."""
        said = self.cleaned_data
        if said.get("topic"):
            rows = rows.filter(topic__code=said["topic"])
        if said.get("openness"):
            rows = rows.annotate(tags=Cast("openness", TextField())).filter(tags__contains=f'"{said["openness"]}"')
        if said.get("q"):
            rows = rows.filter(words__icontains=said["q"])
        return rows


class FaultForm(forms.Form):
    """What is not true, out of date or missing."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("What is wrong, or missing?"), max_length=1000, widget=forms.Textarea({"rows": 5}),
        help_text=_("You need not give your name. Only the office reads this; its answer is public."),
    )


class FaultAnswerForm(forms.Form):
    """The office's answer to a report of a fault."""

    use_required_attribute = False

    right = forms.ChoiceField(
        label=_("Was it right?"), choices=[("yes", FaultState.RIGHT.label), ("no", FaultState.NOT_RIGHT.label)],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea({"rows": 4}),
                           help_text=_("Everybody may read it. Name no person who is not in office."))
