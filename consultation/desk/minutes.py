"""Forms of the minutes: their text, section by section, and the signatures under what was read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.domain.minutes import LONGEST
from meetings.minutes.texts import standing

from .forms import ActForm, form_for
from .inputs import long_text, with_the_minutes

ROWS, A_LINE = (2, 14), 30  # of a section's box, and the characters of a line in it


class OfTheText(ActForm):
    """Something done to the text of the minutes as it was shown."""

    seen_text = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def fit(self):
        self.text = standing(self.thing)
        self.suggest(seen_text=self.text.sha256)

    def refuse(self, refusal):
        """Let what was typed be sent again, now that it is said that another text stands."""
        super().refuse(refusal)
        self.data["seen_text"] = standing(self.thing).sha256
        self.data.pop("read", None)


@form_for("minutes.edit")
class EditMinutes(OfTheText):
    """The minutes as they stand, a box for each section."""

    gathers = ("written_texts",)
    all_optional = True  # none may stay empty, but each is filled in already

    def fit(self):
        super().fit()
        for section in self.text.sections:
            lines = sum(1 + len(line) // A_LINE for line in section["text"].split("\n"))
            rows = max(ROWS[0], min(ROWS[1], lines))
            self.fields[section["code"]] = long_text(section["title"], LONGEST, rows=rows, required=False)
            self.suggest(**{section["code"]: section["text"]})
        first = next(iter(self.text.sections))["code"]
        self.fields[first].help_text = _("One thing a line. Everybody reads this: no room numbers, no whole names of residents.")

    def arguments(self):
        given = super().arguments()
        sent = [section["code"] for section in self.text.sections if section["code"] in self.data]
        return {"seen_text": given["seen_text"], "written_texts": {code: given[code] for code in sent}}

    def refuse(self, refusal):
        """Show, beside each section that is written otherwise here, how it reads now."""
        stale = self.data.get("seen_text") != self.text.sha256
        super().refuse(refusal)
        for section in self.text.sections if stale else ():
            code, words = section["code"], section["text"]
            if self.data.get(code, "").replace("\r", "") != words:
                self[code].help_text = _("It reads now: %(text)s") % {"text": words}


@form_for("minutes.sign", "minutes.countersign")
class SignMinutes(OfTheText):
    """The signature goes under the version that was read."""

    beside = ("read",)

    read = forms.BooleanField(label=_("I have read the minutes"))

    def fit(self):
        super().fit()
        words = _("Version %(n)s. What you sign cannot be changed unless you withdraw the signature.") % {"n": self.text.n}
        self.fields["read"].help_text = with_the_minutes(words, self.thing)

    def arguments(self):
        return {"seen_text": self.cleaned_data["seen_text"]}
