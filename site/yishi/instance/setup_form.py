"""The form of the first run."""

from functools import partial

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import RegexValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from yishi.people import outline
from yishi.refusals import Invalid

CODE = RegexValidator(r"^[A-Za-z0-9]{1,12}\Z", _("One to twelve letters or digits."))
OFFICES = (
    ("system", _("System administrator"), _("Keeps places, accounts and settings. Reads no ballot, deletes no log.")),
    ("audit", _("Audit administrator"), _("Reads the log of what everybody did, and does nothing else.")),
    ("security", _("Security administrator"), _("Watches over access and incidents.")),
)
COMMUNITIES = "HA 槐安社区\n- 槐安里小区\n-- 1号楼\n-- 2号楼\nLX 临溪社区"


def text(label, *, most, hint="", **more):
    return forms.CharField(label=label, max_length=most, help_text=hint, **more)


def lines(label, hint, rows, placeholder="", **more):
    widget = forms.Textarea({"rows": rows, "placeholder": placeholder})
    return forms.CharField(label=label, max_length=100_000, help_text=hint, widget=widget, **more)


class SetupForm(forms.Form):
    """Everything a sub-district needs on its first day."""

    use_required_attribute = False

    code = text(_("One-time code"), most=40, hint=_("Printed when the server started; manage.py first_run_code prints a new one."))
    district = text(_("District or county"), most=80)
    name = text(_("Sub-district or town"), most=80)
    short = text(_("Its short code"), most=12, hint=_("Letters of its name, as WTL; it begins the codes of its places."))
    office = text(_("The office in full"), most=80, hint=_("As on its seal."))
    communities = lines(
        _("Communities, and what lies in them"),
        _("One a line. A hyphen before it: an estate in the community above; two: a building; three: a stairwell. "
          "A code may stand first."),
        10, COMMUNITIES,
    )
    bodies = lines(
        _("Other bodies"),
        _("One a line: departments; “community：name” for a property company or an owners’ committee. Each community gets "
          "its committee, council and supervisory committee by itself."),
        4, required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for prefix, office, _hint in OFFICES:
            whose = partial(format_lazy, "{} · {}", office)
            self.fields[f"{prefix}_name"] = text(whose(_("Person’s name")), most=60)
            self.fields[f"{prefix}_username"] = text(
                whose(_("Account name")), most=150, validators=[UnicodeUsernameValidator()]
            )
            self.fields[f"{prefix}_password"] = text(
                whose(_("Password")), most=128, hint=_("Eight characters or more, and not a common password."), strip=False,
                widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
            )

    def parts(self):
        """Return (words, hint, bound fields) for every part of the form."""
        found = [
            (_("The code"), "", ["code"]), (_("The place"), "", ["district", "name", "short", "office"]),
            (_("Communities and bodies"), "", ["communities", "bodies"]),
        ]
        found += [
            (label, hint, [f"{prefix}_{name}" for name in ("name", "username", "password")]) for prefix, label, hint in OFFICES
        ]
        return [(words, hint, [self[name] for name in names]) for words, hint, names in found]

    def clean_short(self):
        CODE(self.cleaned_data["short"])
        return self.cleaned_data["short"].upper()

    def clean(self):
        said = super().clean()
        try:
            if {"short", "communities"} <= set(said):
                said["tree"] = outline.places(said["communities"], said["short"])
            if "bodies" in said:
                said["body_lines"] = outline.bodies(said["bodies"])
        except Invalid as refusal:
            self.add_error(refusal.field, str(refusal))
        return said

    def arguments(self):
        """Return what the founding is called with."""
        said = self.cleaned_data
        return {
            "code": said["code"], "district": said["district"], "street_code": said["short"], "name": said["name"],
            "office": said["office"], "tree": said["tree"], "bodies": said["body_lines"],
            "administrators": [
                tuple(said[f"{prefix}_{name}"] for name in ("name", "username", "password")) for prefix, _label, _hint in OFFICES
            ],
        }
