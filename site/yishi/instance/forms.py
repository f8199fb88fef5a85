"""The form of the site's settings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Instance

GROUPS = (
    (_("Whose site it is"), ("organiser", "undertaker", "tel", "hours", "fault_address")),
    (_("How it is registered"), ("icp", "police_filing", "site_code")),
    (_("Answering reports"), ("answer_workdays",)),
    (_("Who watches over open information"), ("competent_name", "competent_address", "competent_tel")),
    (_("Days of mourning"), ("mourning_since", "mourning_until")),
    (_("Inside a portal"), ("portal_name", "portal_name_en", "portal_url", "portal_links", "crest", "no_crest", "portal_narrow")),
    (_("Texts"), ("terms", "privacy", "accessibility")),
)
OF_THE_FORM = frozenset({"crest", "no_crest"})  # what is no field of the row
OWN_TEXT = _("Empty: the text that comes with this site. Paragraphs are kept; other markup is shown as typed.")


class InstanceForm(forms.ModelForm):
    """Everything the site says of itself. ``seen`` is the version it was drawn with."""

    use_required_attribute = False
    all_optional = True  # said once, above the form
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    crest = forms.FileField(
        label=_("Crest"), required=False,
        help_text=_("PNG, JPEG or WebP, at most 2 MB; it is shown small. Empty: it stays as it is."),
    )
    no_crest = forms.BooleanField(label=_("Show no crest"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer_workdays"].required = False

    class Meta:
        model = Instance
        fields = [name for _words, names in GROUPS for name in names if name not in OF_THE_FORM]
        labels = {
            "organiser": _("Organiser"), "undertaker": _("Carried out by"), "tel": _("Telephone"),
            "hours": _("Office hours"), "fault_address": _("Where faults of the site are reported"),
            "icp": _("ICP filing number"), "police_filing": _("Public-security filing number"),
            "site_code": _("Site code"), "mourning_since": _("First day"), "mourning_until": _("Last day"),
            "answer_workdays": _("Working days for the answer"),
            "competent_name": _("Office in charge of disclosure"), "competent_address": _("Its address"),
            "competent_tel": _("Its telephone"),
            "portal_name": _("Name of the portal"), "portal_name_en": _("Its name in English"),
            "portal_url": _("Address of the portal"), "portal_links": _("Links of the portal"),
            "portal_narrow": _("Our own head in one line, without mark and name"),
            "terms": _("Terms of use"), "privacy": _("Your data and privacy"), "accessibility": _("Accessibility"),
        }
        help_texts = {
            "organiser": _("The office in full, as on its seal."),
            "hours": _("As people say it: Monday to Friday 8:30–12:00, 14:00–17:30."),
            "fault_address": _(
                "An email address, or a web address. It stands at the foot, beside the form that tells what is wrong on a page."
            ),
            "icp": _("Shown at the foot of every page, and linked to the register of filings."),
            "police_filing": _("The whole number as it was given, with the province’s character."),
            "site_code": _("Ten digits, given to every government site."),
            "answer_workdays": _(
                "From 1 to 15, by your local rule; no law names them. Empty: five. Reports that came in before keep theirs."
            ),
            "competent_name": _(
                "The office above this one to which applicants complain (Disclosure Regulation, art. 47). It stands in every answer."
            ),
            "mourning_since": _("From this day the whole site stands in grey."),
            "mourning_until": _("After this day the colours come back by themselves."),
            "portal_name": _("It stands with its links above the head of every page. Empty: no portal."),
            "portal_url": _("It begins with https://."),
            "portal_links": _("One a line, at most six: words | https://address | words in English."),
            "terms": OWN_TEXT, "privacy": OWN_TEXT, "accessibility": OWN_TEXT,
        }
        widgets = {name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("mourning_since", "mourning_until")}
        widgets["portal_links"] = forms.Textarea({"rows": 4})

    def groups(self):
        """Return (words, bound fields) for every part of the form."""
        return [(words, [self[name] for name in names]) for words, names in GROUPS]

    def _post_clean(self):
        """Leave the row alone: it is the domain function that checks and writes."""
