"""How a reader wants to read: the size of the type, the theme, the contrast. Kept in one small cookie, no account."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

COOKIE = "reading"
A_YEAR = 365 * 24 * 3600
SIZES = (("normal", _("Standard size")), ("large", _("Bigger type")), ("elder", _("Large type: bigger letters and buttons")))
THEMES = (("auto", _("Same as my device")), ("light", _("Light")), ("dark", _("Dark")))
CONTRASTS = (("normal", _("Standard contrast")), ("high", _("High: black on white, or white on black")))


@dataclass(frozen=True)
class Reading:
    """The reader's choices; each falls back to its first value where the cookie says anything else."""

    size: str = "normal"
    theme: str = "auto"
    contrast: str = "normal"

    @property
    def elder(self):
        return self.size == "elder"

    @property
    def classes(self):
        """Return the classes of the html element: the tokens change with them, and nothing else does."""
        found = ("" if self.size == "normal" else self.size, "" if self.theme == "auto" else self.theme,
                 "contrast" if self.contrast == "high" else "")
        return " ".join(name for name in found if name)

    @property
    def cookie(self):
        return f"{self.size}.{self.theme}.{self.contrast}"


def reading_of(request):
    """Return the Reading that the cookie of ``request`` asks for."""
    said = request.COOKIES.get(COOKIE, "").split(".")
    allowed = zip(("size", "theme", "contrast"), (SIZES, THEMES, CONTRASTS), said, strict=False)
    return Reading(**{name: value for name, choices, value in allowed if value in dict(choices)})


class ReadingForm(forms.Form):
    """The three choices. What a form leaves out stays as it was, so that one button can change one of them."""

    size = forms.ChoiceField(label=_("Text size"), choices=SIZES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=THEMES, widget=forms.RadioSelect)
    contrast = forms.ChoiceField(label=_("Contrast"), choices=CONTRASTS, widget=forms.RadioSelect)

    def __init__(self, sent, before):
        self.before = {name: getattr(before, name) for name in self.base_fields}
        data = None if sent is None else {**self.before, **{name: sent[name] for name in self.base_fields if name in sent}}
        super().__init__(data, initial=self.before)

    def reading(self):
        return Reading(**self.cleaned_data)
