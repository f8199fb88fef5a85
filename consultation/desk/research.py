"""Forms of step 3: the inquiry, what was found, the options and what they cost."""

import datetime as dt

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.text.figures import grouped, whole_number
from yishi.text.side_by_side import listed

from ..domain.research import POSTED_DAYS
from ..models import Inquiry
from ..units import unit_words
from .agenda import WEEK, usual_channels
from .fields import DayField, LinesField, PersonField
from .forms import ActForm, form_for
from .inputs import MOST_YUAN, long_text, short_text, tick, whole


class SharesField(LinesField):
    """Lines of a name and a percentage (三楼 5.5) as pairs; whether they add up is for the cost plan to say."""

    def clean(self, value):
        return [self._pair(line) for line in super().clean(value)]

    def prepare_value(self, value):
        pairs = isinstance(value, list) and all(isinstance(item, list | tuple) for item in value)
        return "\n".join(" ".join(pair) for pair in value) if pairs else super().prepare_value(value)

    def _pair(self, line):
        label, _gap, percent = line.replace("：", " ").replace(":", " ").rpartition(" ")
        if not label.strip():
            raise forms.ValidationError(_("“%(line)s” is not a name and a percentage.") % {"line": line})
        return label.strip(), percent


@form_for("research.plan")
class PlanInquiry(ActForm):
    """How the inquiry is made, as it is planned, to be changed."""

    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), help_text=_("It can be closed from this day on."))
    methods = LinesField(label=_("By which methods?"), max_length=60,
                         help_text=_("One a line: questionnaire at the door, talks, measuring, looking at the place."))
    unit = short_text(_("Who is asked?"), 20, help_text=_("The word that is counted: households, elderly people."))
    target = whole(_("How many of them?"), 1, required=False, help_text=_("Empty where that cannot be said."))
    technical = tick(_("An expert has to be heard"))
    costed = tick(_("What it costs has to be planned"))

    def fit(self):
        row = Inquiry.objects.filter(matter=self.thing).first()
        if row is not None:
            names = ("since", "until", "methods", "unit", "target", "technical", "costed")
            self.suggest(**{name: getattr(row, name) for name in names})
        else:
            self.suggest(since=today(), until=today() + dt.timedelta(days=2 * WEEK))


@form_for("research.record_returns")
class RecordReturns(ActForm):
    """How many have answered."""

    returned = whole(_("How many have answered?"))
    as_of = DayField(label=_("As of"), required=False, help_text=_("Empty: in the whole period of the inquiry."))

    def fit(self):
        row = Inquiry.objects.filter(matter=self.thing).first()
        if row is None:
            return
        if row.target:
            self.fields["returned"].help_text = _("Of %(target)s %(unit)s asked.") % {
                "target": grouped(row.target), "unit": unit_words(row.unit),
            }
        running = today() < row.until and not row.closed_on
        self.suggest(returned=row.returned, as_of=today() if running else None)


@form_for("research.record_finding")
class RecordFinding(ActForm):
    """A finding, a new one or one to be corrected."""

    asked_when = {"text": _("(needed for a new one)")}

    n = forms.TypedChoiceField(label=_("Which finding?"), required=False, coerce=int, empty_value=None)
    text = long_text(_("What was found?"), 1000, required=False, help_text=_(
        "To correct a finding, choose it and leave this empty: its text appears here to be changed."
    ))

    def fit(self):
        self.found = {row.n: row.text for row in self.thing.findings.order_by("n")}
        new = [("", _("a new one, number %(n)s") % {"n": max(self.found, default=0) + 1})]
        self.fields["n"].choices = new + [(n, f"{n}. {Truncator(text).chars(40)}") for n, text in self.found.items()]
        if not self.found:
            self.leave_out("n")
            self.asked_when, self.fields["text"].required, self.fields["text"].help_text = {}, True, ""
        else:
            self.suggest(text=self.found.get(whole_number(self.initial.get("n", ""))))

    def clean(self):
        self.recall("text", self.found.get(self.cleaned_data.get("n")))


@form_for("research.record_opinion")
class RecordOpinion(ActForm):
    """What an expert said."""

    either = ("person", "words")

    text = long_text(_("What did the expert say?"), 2000, rows=6)
    person = PersonField(label=_("The expert"), required=False)
    words = short_text(_("or somebody who is not in the register"), 60, required=False,
                       help_text=_("Name and calling, as it is to be read."))
    given_on = DayField(label=_("On which day?"))

    def fit(self):
        self.suggest(given_on=today())


@form_for("research.draft_option")
class DraftAnOption(ActForm):
    """An option, a new one or one to be written anew."""

    code = short_text(_("Its letter"), 8)
    name = short_text(_("Its name"), 120)
    note = long_text(_("What it means"), 500, required=False)
    budget_yuan = whole(_("What it costs, in yuan"), 0, MOST_YUAN, required=False)

    def fit(self):
        rows = {row.code: row for row in self.thing.options.all()}
        if rows:
            words = _("A letter that stands already is written anew: %(codes)s.") % {"codes": listed(rows)}
            self.fields["code"].help_text = words
        row = rows.get(str(self.initial.get("code", "")))
        if row is not None:
            self.suggest(name=row.name, note=row.note, budget_yuan=row.budget_yuan)
        free = next((letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in rows), None)
        self.suggest(code=free)


@form_for("research.plan_costs")
class PlanCosts(ActForm):
    """What it costs and who bears it, as it is planned, to be changed."""

    total_yuan = whole(_("In all, in yuan"), 0, MOST_YUAN)
    subsidy_yuan = whole(_("From public funds, in yuan"), 0, MOST_YUAN)
    owners_yuan = whole(_("From the owners, in yuan"), 0, MOST_YUAN, help_text=_("Both parts make exactly the total."))
    shares = SharesField(label=_("How the owners share it"), required=False, help_text=_(
        "A name and a percentage for one household on each line, as “floor 3 5.5”. All households make exactly 100."
    ))
    households_per_floor = whole(_("Households behind each line"), 1, 1000, required=False)

    def fit(self):
        last = self.thing.cost_plans.order_by("n").last()
        if last is not None:
            self.suggest(**{name: getattr(last, name) for name in self.fields if hasattr(last, name)})


@form_for("research.publish")
class PublishReport(ActForm):
    """Where the report of the inquiry is published, and how long."""

    channels = LinesField(label=_("Where it is published"), max_length=60, help_text=_("One place or medium per line."))
    until = DayField(label=_("Hangs until"), help_text=_("It goes up today, at least three days before the meeting."))
    words = short_text(_("What it says besides"), 500, required=False,
                       help_text=_("Empty: how many of whom have answered."))

    def fit(self):
        self.suggest(until=today() + dt.timedelta(days=POSTED_DAYS), channels=usual_channels(self.thing))
