"""The form of a request: what art. 29 names, and nothing else. No purpose is asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.desk.fields import DayField, UploadField
from consultation.desk.inputs import choice, long_text, short_text, tick
from yishi.web.once import OnceField

from .enums import ApplicantKind, Channel, IdKind, Kind, Medium, Way
from .models.requests import CONTACT_LENGTH, TEXT_LENGTH, WANTED_LENGTH

ASKED_BY_THE_OFFICE = {  # the office writes for somebody else: nothing on its form says “you”
    "wanted": _("Which information is asked for?"), "way": _("How is it to be handed over?"),
    "name": _("Name of the applicant, or of the organisation"), "contact": _("How can the applicant be reached?"),
    "kind": _("What kind of request is it?"), "id_kind": _("Paper that shows who the applicant is"),
}
HINTED_TO_THE_OFFICE = {
    "wanted": _("In the applicant’s words; read it back to whoever cannot read it (art. 43)."),
    "kind": _("For a correction write above which record about the applicant is wrong, how it should read, and what shows it. "
              "No period is fixed for it."),
    "proof": _("Not needed where the paper was seen at the counter. Only the officer who handles the request sees the scan; it "
               "is erased when the request goes to the archive."),
}
MISSED_BY_THE_OFFICE = {
    "wanted": _("Describe in a sentence or two which information is asked for."),
    "name": _("Write the name of the applicant, or of the organisation."),
    "contact": _("Write a telephone number, an email address or an address of the applicant."),
}


class RequestForm(forms.Form):
    """What anybody fills in. ``website`` is a trap for machines and hidden from people."""

    use_required_attribute = False

    once = OnceField()
    wanted = long_text(
        _("Which information do you want?"), WANTED_LENGTH, rows=6,
        help_text=_("Its name, its number, or any description by which it can be found. You need not say what for."),
        error_messages={"required": _("Describe in a sentence or two which information you want.")},
    )
    kind = choice(_("What do you ask for?"), [
        (Kind.INFORMATION, _("information")), (Kind.CORRECTION, _("that a record about myself be corrected (art. 41)")),
    ], initial=Kind.INFORMATION, help_text=_("For a correction say above which record about you is wrong, how it should read, "
                                             "and what shows it. No period is fixed for it."))
    medium = choice(_("In which form?"), Medium, initial=Medium.ELECTRONIC)
    way = choice(_("How do you want to get it?"), Way, initial=Way.SITE)
    name = short_text(_("Your name, or that of your organisation"), 60, error_messages={
        "required": _("Write your name, or that of your organisation.")})
    contact = short_text(
        _("How can we reach you?"), CONTACT_LENGTH, help_text=_("Telephone, email or address, one is enough. It is erased "
                                                                 "when the request goes to the archive."),
        error_messages={"required": _("Leave a telephone number, an email address or an address.")},
    )
    id_kind = choice(_("Proof of identity"), IdKind, initial=IdKind.ID_CARD)
    id_last = short_text(
        _("Its last four letters or digits"), 40,
        help_text=_("No more than these four are kept."),
        error_messages={"required": _("Type the last four letters or digits of the paper.")},
    )
    proof = UploadField(
        label=_("A scan or photo of it"), required=False, widget=forms.ClearableFileInput(attrs={"accept": "image/*,.pdf"}),
        help_text=_("You can show it at the counter instead. Only the officer who handles your request sees the scan; it is "
                    "erased when the request goes to the archive."),
    )
    website = forms.CharField(
        required=False, label=_("Leave this empty"), widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"})
    )

    def clean_website(self):
        """Refuse what fills in a field that no person sees."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this empty."))
        return ""

    def arguments(self):
        """Return the keyword arguments for the domain function."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}


class CounterForm(RequestForm):
    """The same, entered by staff from paper or at the counter, for those too who cannot read or write it (art. 43)."""

    field_order = ("channel", "received_on", "applicant_kind", "wanted")

    channel = choice(_("Through which channel did it come in?"), Channel, initial=Channel.IN_PERSON)
    received_on = DayField(
        label=_("Received on"), required=False,
        help_text=_("Empty: today. In person and by registered post the period begins after this day."),
    )
    applicant_kind = choice(_("Who asks? (for the annual report)"), ApplicantKind, initial=ApplicantKind.PERSON)
    seen_at_counter = tick(_("I have looked at the paper at the counter; no scan is kept"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in ASKED_BY_THE_OFFICE.items():
            self.fields[name].label = label
        for name, hint in HINTED_TO_THE_OFFICE.items():
            self.fields[name].help_text = hint
        for name, sentence in MISSED_BY_THE_OFFICE.items():
            self.fields[name].error_messages["required"] = sentence


class KeyForm(forms.Form):
    """The code and the key of a request."""

    use_required_attribute = False

    code = short_text(_("Code of the request"), 40, help_text=_("It looks like F-2026-018."),
                      error_messages={"required": _("Type the code that stands on your receipt.")})
    key = short_text(_("Key"), 40, help_text=_("Twelve letters and digits, as on your receipt. Hyphens do not matter."),
                     widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
                     error_messages={"required": _("Type the key that stands on your receipt.")})


class CompletionForm(forms.Form):
    """What an applicant completes."""

    use_required_attribute = False
    prefix = "completion"

    completion = long_text(_("Your request, completed"), WANTED_LENGTH, rows=5,
                           error_messages={"required": _("Write here what you were asked to complete.")})


class ComplaintForm(forms.Form):
    """What an applicant complains of (art. 47)."""

    use_required_attribute = False
    prefix = "complaint"

    text = long_text(_("What is not done as it should be?"), TEXT_LENGTH, rows=4,
                     error_messages={"required": _("Say in a sentence or two what is not done as it should be.")})
