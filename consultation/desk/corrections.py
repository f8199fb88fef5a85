"""Forms of corrections: what is wrong in signed minutes and what is right; the second signature, or why it is refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.corrections.reading import waiting
from meetings.domain.corrections import LONGEST, WHY

from .forms import ActForm, form_for
from .inputs import OneRow, first_words, long_text, short_text, with_the_minutes


@form_for("corrections.propose")
class ProposeCorrection(ActForm):
    """A note of correction under the signed text."""

    objection = OneRow(_("Which objection does it uphold?"), says=first_words, required=False, empty_label=_("none"))
    wrong = long_text(_("What do the minutes say?"), LONGEST, help_text=_("The words as they stand in the signed text."))
    right = long_text(_("What must it read?"), LONGEST)
    reason = short_text(_("Why?"), WHY, help_text=_(
        "The signed text stays as it is; this is put under it once the facilitator has countersigned. Everybody reads it."
    ))

    def fit(self):
        self.fields["objection"].queryset = self.thing.minutes_objections.standing().exclude(corrections__answer__countersigned=True)


class OfTheCorrection(ActForm):
    """An answer to the correction as it was shown."""

    asked = "read"  # the field beside which the correction stands
    seen_n = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def fit(self):
        row = waiting(self.thing)
        self.suggest(seen_n=row and row.n)
        if row is not None:
            wrong, right = _without_the_same_stop(row.wrong, row.right)
            self.fields[self.asked].help_text = with_the_minutes(
                _("“%(wrong)s” must read “%(right)s”.") % {"wrong": wrong, "right": right}, self.thing, "#corrections",
            )

    def refuse(self, refusal):
        """Let it be sent again, now that it is said that another correction stands."""
        super().refuse(refusal)
        row = waiting(self.thing)
        self.data["seen_n"] = row.n if row else ""
        self.data.pop("read", None)


@form_for("corrections.countersign")
class CountersignCorrection(OfTheCorrection):
    """The signature goes under the correction that was read."""

    beside = ("read",)

    read = forms.BooleanField(label=_("I have read the correction"))

    def arguments(self):
        return {"seen_n": self.cleaned_data["seen_n"]}


@form_for("corrections.refuse")
class RefuseCorrection(OfTheCorrection):
    """Why the minutes stay as they are."""

    asked = "reason"

    reason = short_text(_("Why is it refused?"), WHY)


def _without_the_same_stop(wrong, right):
    """Return both without the stop that both end with: the sentence in which they are quoted has its own."""
    same = wrong[-1:] == right[-1:] and wrong.endswith(("。", "."))
    return (wrong[:-1], right[:-1]) if same else (wrong, right)
