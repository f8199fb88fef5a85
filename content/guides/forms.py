"""The forms of a guide: finding one, rating its service, writing it, answering a rating."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .domain.checking import FIELDS, ROWS, SENTENCES
from .enums import Audience, Grade
from .lines import read, write
from .models import Draft
from .queries import last_draft

LISTS = (*SENTENCES, *ROWS)
ALL = ("", _("all"))
A_LINE = _("One a line.")


class GuideFilter(forms.Form):
    """Words, and for whom a service is; both stand in the address."""

    use_required_attribute = False

    q = forms.CharField(label=_("Words to look for"), required=False, max_length=60,
                        widget=forms.TextInput({"type": "search", "placeholder": _("rent, allowance")}))
    audience = forms.ChoiceField(label=_("For which people"), required=False, choices=[ALL, *Audience.choices])

    def narrow(self, rows):
        """Return ``rows`` narrowed by what makes sense."""
        self.is_valid()
        words, audience = self.cleaned_data.get("q"), self.cleaned_data.get("audience")
        if words:
            rows = rows.filter(Q(name__icontains=words) | Q(target__icontains=words) | Q(code__iexact=words))
        return rows.filter(audience=audience) if audience else rows


class RatingForm(forms.Form):
    """One of five grades, and words for the office."""

    use_required_attribute = False

    grade = forms.TypedChoiceField(
        label=_("How were you served?"), choices=Grade.choices, coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five grades."), "invalid_choice": _("Choose one of the five grades.")},
    )
    words = forms.CharField(
        label=_("What was good, what was not?"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Only the office reads this. Leave out names and numbers: you are not asked who you are."),
    )


class AnswerForm(forms.Form):
    """The public answer to a rating."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Your answer"), max_length=1000, widget=forms.Textarea({"rows": 5}),
        help_text=_("It is published. Say what was found and what changes; repeat nothing that tells who rated."),
    )


class ReviewForm(forms.Form):
    """The review of a text before it goes out, or what has to change in it."""

    use_required_attribute = False

    secrets_checked = forms.BooleanField(
        label=_("I have looked for secrets, for privacy and for what the law forbids: there is nothing in it (art. 17)."),
        required=False,
    )
    words = forms.CharField(label=_("Remark, or what has to change"), required=False, max_length=500,
                            widget=forms.Textarea({"rows": 3}))


class WithdrawForm(forms.Form):
    """Why a guide is withdrawn."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why it is withdrawn"), max_length=300, widget=forms.Textarea({"rows": 3}),
                             help_text=_("Everybody reads this at the address of the guide."))


def _text(label, limit, help_text="", required=True):
    return forms.CharField(label=label, max_length=limit, required=required, help_text=help_text)


class LongLine(forms.CharField):
    """A sentence that is longer than a line of a page: it is read whole, and stays one line."""

    widget = forms.Textarea({"rows": 2})

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


def _sentence(label, limit, help_text="", required=True):
    return LongLine(label=label, max_length=limit, required=required, help_text=help_text)


def _lines(label, help_text=A_LINE, required=True, rows=4):
    return forms.CharField(
        label=label, max_length=12000, required=required, help_text=help_text, widget=forms.Textarea({"rows": rows})
    )


class GuideForm(forms.Form):
    """Everything a guide says; lists are lines, and the parts of a line stand between upright strokes."""

    use_required_attribute = False

    code = _text(_("Code"), 24, _("Capital letters, digits and hyphens, as SG-06. It stays for good."))
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**62)
    name = _text(_("Name of the service"), 120)
    audience = forms.ChoiceField(label=_("For whom, in a word"), choices=Audience.choices)
    target = _sentence(_("For whom exactly"), 300)
    kind = _text(_("Kind of service"), 60, required=False)
    entry = _text(_("Entry of the catalogue"), 8, _("The number under which it is disclosed, as 14."))
    basis = _lines(_("Basis in law"))
    conditions = _lines(_("Who may apply"))
    materials = _lines(_("What to bring"), _(
        "One a line: thing | copies | original or copy | who else can supply it | √ where the office has a form for it."
    ), rows=6)
    process = _lines(_("Steps"), _("One a line: step | who does it | what happens."), rows=7)
    accept = _text(_("Taken on"), 120, required=False)
    legal = _sentence(_("Time limit by law"), 200, required=False)
    promise = _text(_("Time that is promised"), 120)
    fee = _sentence(_("Fee"), 200)
    place = _sentence(_("Place and desk"), 200)
    window = _text(_("Window"), 40, required=False)
    hours = _sentence(_("Hours"), 200)
    tel = _text(_("Telephone"), 20)
    online = _sentence(_("Online, in words"), 200, required=False)
    online_url = _text(_("Address of the outside system"), 300, _("It begins with https://."), required=False)
    result = _sentence(_("What you get"), 200, required=False)
    remedy = _lines(_("If you do not agree"))
    aid_url = _text(_("Address where legal aid is booked"), 300, _("Where it fits. It begins with https://."), required=False)
    privacy = _sentence(_("How your data are kept"), 300, required=False)
    faq = _lines(_("Often asked"), _("One a line: question | answer."), required=False)
    what = _sentence(
        _("What has changed"), 300, _("One sentence, published with the change."), required=False
    )

    def __init__(self, *args, guide=None, draft=None, **kwargs):
        if guide is not None:
            kwargs["initial"] = shown(draft or guide)
        super().__init__(*args, **kwargs)
        del self.fields["what" if guide is None else "code"]
        self.guide = guide

    @classmethod
    def between(cls, guide, draft):
        """Return (label, before, after) for every field in which ``draft`` says something else than ``guide``."""
        before, after = shown(guide), shown(draft)
        return [(cls.base_fields[name].label, before[name], after[name]) for name in FIELDS if before[name] != after[name]]

    def said(self):
        """Return what was typed, of the fields of a guide, the lists read from their lines."""
        data = self.cleaned_data
        return {name: read(name, data[name]) if name in LISTS else data[name] for name in FIELDS}

    def changes(self):
        """Return (label, before, after) for every field that the form would change, as texts."""
        before = {name: self.initial.get(name, "") for name in FIELDS}
        found = {name: write(name, value) if name in LISTS else value for name, value in self.said().items()}
        return [
            (self.fields[name].label, before[name], after) for name, after in found.items()
            if str(before[name]).replace("\r\n", "\n") != str(after)
        ]


def shown(guide):
    """Return what ``guide``, a guide or a draft, says as the form shows it; ``seen`` is the key of the last draft."""
    said = guide.content if isinstance(guide, Draft) else {name: getattr(guide, name) for name in FIELDS}
    found = {name: write(name, value) if name in LISTS else value for name, value in said.items()}
    return found | {"seen": getattr(last_draft(guide.code), "pk", 0), "what": getattr(guide, "what", "")}
