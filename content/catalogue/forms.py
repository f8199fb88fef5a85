"""Forms of the catalogue: filters, a fault, what is owed, and the file of an edition."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yishi.web.once import OnceField

from .enums import Kind, Openness
from .models import Edition
from .queries import tagged

ALL = ("", _("all"))


class CatalogueFilter(forms.Form):
    """The filters of the catalogue; they live in the address, and what makes no sense narrows nothing."""

    use_required_attribute = False

    q = forms.CharField(label=_("Words in the entry"), required=False, max_length=60,
                        widget=forms.TextInput({"type": "search", "placeholder": _("budget, lift")}))
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
        rows = tagged(rows, said.get("openness"))
        if said.get("q"):
            rows = rows.filter(words__icontains=said["q"])
        return rows


class FaultForm(forms.Form):
    """What is not true, out of date or missing."""

    use_required_attribute = False

    once = OnceField()
    words = forms.CharField(
        label=_("What is wrong, or missing?"), max_length=1000, widget=forms.Textarea({"rows": 5}),
        help_text=_("You need not give your name. Only the office reads this; its answer is public."),
    )


class FaultAnswerForm(forms.Form):
    """The office's answer to a report of a fault."""

    use_required_attribute = False

    right = forms.ChoiceField(
        label=_("Was it right?"), choices=[("yes", _("Yes: it is put right")), ("no", _("No: nothing has to be changed"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Answer"), max_length=1000, widget=forms.Textarea({"rows": 4}),
                           help_text=_("Everybody may read it. Name no person who is not in office."))


class OwedForm(forms.Form):
    """Something that was made and has to be published."""

    use_required_attribute = False

    title = forms.CharField(label=_("What was made"), max_length=200)
    entry = forms.ChoiceField(label=_("Entry of the catalogue"))
    made_on = forms.DateField(label=_("Day on which it was made or changed"),
                              widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        rows = edition.entries.filter(kind=Kind.PROACTIVE).select_related("heading")
        named = [(row.heading.code, f"{row.heading.code} {row.name}") for row in rows]
        self.fields["entry"].choices = [("", _("choose an entry")), *named]


class SettleForm(forms.Form):
    """What became of it: the index number of what was published, or why nothing will be."""

    use_required_attribute = False

    index_no = forms.CharField(label=_("Index number of what was published"), max_length=48, required=False)
    reason = forms.CharField(label=_("Or: why nothing is published"), max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.either = True

    def clean(self):
        """One of the two alone: what was written beside a number would be lost."""
        if self.cleaned_data.get("index_no") and self.cleaned_data.get("reason"):
            self.add_error("reason", _("Fill in one of the two alone: this field or the one above."))


class EditionForm(forms.Form):
    """The file of an edition, and what stands on its cover; of a YAML file the empty fields are read from it."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("File of the catalogue"), widget=forms.ClearableFileInput({"accept": ".yaml,.yml,.xlsx,.csv"}),
        help_text=_("XLSX or CSV in the national layout, as it is downloaded here, or YAML."),
    )
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    version = forms.CharField(label=_("Edition"), max_length=40, required=False, help_text=_("As in 2026年版."))
    issuer = forms.CharField(label=_("Issued by"), max_length=120, required=False)
    approved_on = forms.DateField(label=_("Approved on"), required=False,
                                  widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    effective_on = forms.DateField(label=_("Takes effect on"), required=False,
                                   widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def cover(self, meta):
        """Return title, version, issuer and the two days: as typed, else as the file says them."""
        names = [name for name in self.fields if name != "file"]
        return {name: self.cleaned_data.get(name) or meta.get(name) for name in names}


class CoverForm(EditionForm):
    """The cover again, with the SHA-256 of the file that was looked at: only that very file is entered.

    It shows the fields alone that lack something; the file need not be uploaded again for them.
    """

    file = None
    unsaid = ()
    digest = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for bound in self.fields.values():
            bound.required = True
        for name in set(self.fields) - set(self.errors):
            self.fields[name].widget = forms.HiddenInput()

    @classmethod
    def first(cls, said):
        """Return the form as it is seen first: what nobody has said yet is asked for, and not held against them."""
        form = cls(said)
        form.unsaid = [name for name, errors in form.errors.as_data().items() if {error.code for error in errors} == {"required"}]
        for name in form.unsaid:
            del form.errors[name]
        return form

    def add_error(self, field, error):
        """Say what is wrong, and show the field that it is wrong with."""
        super().add_error(field, error)
        if field in EditionForm.base_fields:
            self.fields[field].widget = EditionForm.base_fields[field].widget

    def clean_version(self):
        version = self.cleaned_data["version"].strip()
        if Edition.objects.filter(version=version).exists():
            raise forms.ValidationError(_("There is an edition “%(version)s” already.") % {"version": version})
        return version

    def cover(self, meta=None):
        """Return what ``editions.enter`` takes beside the preview."""
        return {name: value for name, value in self.cleaned_data.items() if name != "digest"}
