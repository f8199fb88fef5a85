"""The forms of the acts on a request: their field names are the arguments of the domain functions."""

from importlib import import_module

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.desk.fields import DayField
from consultation.desk.forms import ActForm
from consultation.desk.inputs import OneRow, choice, chosen, long_text, short_text, tick, whole
from yishi.clock.story import today
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.workdays.periods import add_workdays

from .clock import MOST_EXTENDED
from .enums import ANSWERS, ApplicantKind, Ground, PartyKind, Reply
from .models.requests import TEXT_LENGTH, WANTED_LENGTH

OF_A_CORRECTION = {  # how its fields are called, and what they are for
    "answer": (_("How the record reads now"), _("For “record corrected”.")),
    "reason": (_("Reasons"), _("For “record not corrected”: what was examined, and why it stays. The applicant reads this.")),
    "responsible": (_("The body that may correct it"),
                    _("It is sent there when the answer is signed; or the applicant is told to turn to it.")),
}
FORMS, DRAFTED = {}, ("decision", "answer", "withheld", "ground", "reason", "responsible")


def form_for(*codes):
    """Class decorator: this is the form of the acts ``codes``."""

    def mark(form):
        FORMS.update(dict.fromkeys(codes, form))
        return form

    return mark


def form_of(code):
    """Return the form of the act ``code``; an act without inputs has the bare confirmation."""
    return FORMS.get(code, ActForm)


def function_of(code):
    """Return the domain function of the act ``code``: ``intake.confirm`` is ``content.requests.domain.intake.confirm``."""
    module, name = code.split(".")
    return getattr(import_module(f"content.requests.domain.{module}"), name)


def number():
    """Return the field for a number of the register."""
    return whole(_("Number of the letter"), 1, 99_999, required=False, help_text=_("Empty: the next number of the register."))


def long(label, **more):
    """Return a field for a text of a letter."""
    return long_text(label, TEXT_LENGTH, **more)


@form_for("intake.confirm")
class Confirm(ActForm):
    """The day on which both sides confirm the receipt, and the column of the annual report."""

    on = DayField(label=_("Received on"), help_text=_("The day on which both sides have confirmed it; the period begins after it."))
    applicant_kind = choice(_("Who asks? (for the annual report)"), ApplicantKind)

    def fit(self):
        self.suggest(on=today(), applicant_kind=self.thing.applicant.kind)


@form_for("intake.ask_completion")
class AskCompletion(ActForm):
    """Everything at once: there is no second notice."""

    to_complete = long(_("What is to be completed?"), help_text=_("Guide and explain. This is told once: say everything."))
    complete_by = DayField(label=_("Until when?"))
    number = number()

    def fit(self):
        self.suggest(complete_by=add_workdays(today(), 10))


@form_for("intake.complete")
class Complete(ActForm):
    """What came in on paper."""

    completion = long_text(_("What the applicant completed"), WANTED_LENGTH)
    on = DayField(label=_("Came in on"), required=False, help_text=_("Empty: today."))


@form_for("consulting.consult")
class Consult(ActForm):
    """Who is asked, and what about."""

    kind = choice(_("Who is asked?"), PartyKind, initial=PartyKind.THIRD_PARTY)
    name = short_text(_("Name"), 120, help_text=_("It stands in the inquiry and in the file. The applicant does not read it."))
    about = long(_("What is asked about?"), help_text=_("The information that concerns them, without the applicant’s name."))
    number = number()


@form_for("consulting.hear")
class Hear(ActForm):
    """What they answered."""

    party = OneRow(_("Who answers?"), says=lambda party: party.name)
    reply = chosen(_("What do they say?"), Reply)
    text = long(_("In their words"), required=False)
    on = DayField(label=_("Came in on"), required=False, help_text=_("Empty: today."))

    def fit(self):
        rows = self.thing.parties.filter(answered_on=None)
        self.fields["party"].queryset = rows
        self.suggest(party=rows.first())


@form_for("timing.extend")
class Extend(ActForm):
    """How many days, and why."""

    days = whole(_("Extra working days"), 1, MOST_EXTENDED, initial=MOST_EXTENDED)
    reason = long(_("Why?"), help_text=_("The applicant reads this."))
    number = number()


@form_for("timing.ask_reasons")
class AskReasons(ActForm):
    """Until when reasons are expected."""

    reasons_by = DayField(label=_("Until when?"))
    number = number()

    def fit(self):
        self.suggest(reasons_by=add_workdays(today(), 10))


@form_for("timing.take_reasons")
class TakeReasons(ActForm):
    """Sound reasons, and the term by which it is answered."""

    reasons = long_text(_("The applicant’s reasons"), WANTED_LENGTH)
    delayed_until = DayField(label=_("Answered by"), required=False, help_text=_("Empty: the period suffices."))


@form_for("timing.charge")
class Charge(ActForm):
    """The sum, and why."""

    yuan = forms.DecimalField(label=_("Yuan"), max_digits=9, decimal_places=2, min_value=0)
    reason = long(_("Why a fee?"), help_text=_("The applicant reads this."))
    number = number()


@form_for("timing.pay")
class Pay(ActForm):
    """The day of payment."""

    on = DayField(label=_("Paid on"), required=False, help_text=_("Empty: today."))


@form_for("decisions.attach")
class Attach(ActForm):
    """A paper that is given."""

    title = short_text(_("What is it?"), 120)
    upload = forms.FileField(label=_("File"), required=False,
                             help_text=_("At most 10 MB. Without a file it lies in the office on paper. Cover personal data first."))


@form_for("decisions.take_out")
class TakeOut(ActForm):
    """Which paper was put in by mistake."""

    paper = OneRow(_("Which paper?"), says=lambda row: row.title, help_text=_(
        "It is erased. That one was taken out stays on record; which one it was does not."))

    def fit(self):
        self.fields["paper"].queryset = self.thing.papers.filter(use="given")


@form_for("decisions.draft")
class Draft(ActForm):
    """The kind of answer, and what it says. Which fields a kind needs is said where one is missing."""

    decision = chosen(_("Kind of answer"), ())
    answer = long(_("What is given, and where or how"), required=False,
                  help_text=_("For “already public”, “made public” and “in part”."))
    withheld = long(_("What is kept back"), required=False, help_text=_("For “in part”: the parts that were separated (art. 37)."))
    ground = choice(_("On which article"), Ground, required=False, help_text=_("For “not made public” and “in part”."))
    reason = long(_("Reasons"), required=False, help_text=_("For every other kind. The applicant reads this."))
    responsible = short_text(_("Who is in charge"), 120, required=False, help_text=_("Where it is not this office, and is known."))
    override = long(_("Major public interest"), required=False, help_text=_("Only where a third party refuses (art. 32)."))

    def fit(self):
        self.fields["decision"].choices += [(kind.value, kind.label) for kind in ANSWERS[self.thing.kind]]
        if self.thing.corrects:
            self.leave_out("withheld", "ground")
            for name, (label, words) in OF_A_CORRECTION.items():
                self.fields[name].label, self.fields[name].help_text = label, words
        if self.thing.decision and self.thing.sent_back:
            self.suggest(**{name: getattr(self.thing, name) for name in DRAFTED if name in self.fields})
        if not any(party.reply == Reply.REFUSES for party in self.thing.parties.all()):
            self.leave_out("override")


@form_for("decisions.send_back")
class SendBack(ActForm):
    """What is to be changed."""

    sent_back = long(_("What is to be changed?"))


@form_for("decisions.sign")
class Sign(ActForm):
    """The number of the answer."""

    number = number()


@form_for("decisions.convert")
class Convert(ActForm):
    """Of which community, and in which words: neighbours read reports."""

    place = OneRow(_("Which community does it concern?"))
    text = long(_("The report"), rows=6, help_text=_(
        "Neighbours can read it. Leave out names and room numbers. The applicant’s contact goes with it, for the office alone."))

    def fit(self):
        self.fields["place"].queryset = Place.objects.within(self.thing.community).filter(kind=PlaceKind.COMMUNITY)
        self.suggest(text=self.thing.wanted)


@form_for("decisions.forward")
class Forward(ActForm):
    """To whom it goes."""

    body = short_text(_("Forward it to which body?"), 120)
    agreed = tick(_("The applicant agrees: name, contact and what was handed in go with it"))
    number = number()

    def fit(self):
        self.suggest(body=self.thing.responsible)


@form_for("decisions.deliver")
class Deliver(ActForm):
    """The day of delivery."""

    on = DayField(label=_("Delivered on"), required=False, help_text=_("Empty: today."))
