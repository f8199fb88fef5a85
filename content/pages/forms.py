"""The forms of release review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from yishi.release import Reason

from .enums import Attribute


class ReleaseForm(forms.Form):
    """The form of review and approval where the version may go out."""

    secrets_checked = forms.BooleanField(
        label=_("I have looked for secrets, for privacy and for what the law forbids: there is nothing in it (art. 17)."),
    )
    words = forms.CharField(label=_("Remark"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class WithholdForm(forms.Form):
    """The form of review where the information is kept back: for what reason, on what ground."""

    attribute = forms.ChoiceField(
        label=_("What becomes of it"), choices=[choice for choice in Attribute.choices if choice[0] != Attribute.PROACTIVE],
    )
    reason = forms.ChoiceField(label=_("Why"), choices=Reason.choices)
    basis = forms.CharField(label=_("Article of law"), max_length=200)
    words = forms.CharField(label=_("Remark"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TakeBackForm(forms.Form):
    """Why a public page is taken back."""

    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", _("none of these: it is said below")), *Reason.choices],
        help_text=_("What hangs on the board of a community stays 15 days (art. 34), but for a reason of arts. 14 to 16."),
    )
    words = forms.CharField(
        label=_("Why, in a sentence"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands at the address of its index number, for everybody."),
    )


class AgainForm(forms.Form):
    """The yearly look at what is kept back."""

    still = forms.ChoiceField(
        label=_("Is it still to be kept back?"), widget=forms.RadioSelect,
        choices=[("yes", _("Yes, for another year")), ("no", _("No: it may be published now"))],
    )
    words = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
