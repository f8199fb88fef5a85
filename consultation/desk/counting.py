"""Forms of counts: hands in the room, papers one by one, piles of secret papers twice over by two persons."""

from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from yishi.people.names import display_name
from yishi.refusals import Stale
from yishi.text.side_by_side import listed

from ..polls.drawn import drawn, expected
from ..polls.enums import BatchState, Channel, Method, Secrecy
from ..polls.models import Question, RollEntry
from ..queries.sittings import present_in_hall
from .ballots import unit_choices
from .fields import PersonField
from .forms import ActForm, form_for
from .inputs import OneRow, choice, short_text, tick, whole
from .lacking import first_do


class Counting(ActForm):
    """A form with one whole number a choice; ``gathers`` names the arguments put together from them."""

    gathers = ("counts",)

    def ask_counts(self, *after):
        """Add one field a choice and question, ``after`` are the names of fields that stand behind them."""
        self.questions = list(Question.objects.filter(poll=self.thing).prefetch_related("choices__question"))
        for question in self.questions:
            for row in question.choices.all():
                label = row.label if len(self.questions) == 1 else f"{question.n}. {row.label}"
                self.fields[f"choice_{row.pk}"] = whole(label)
                self.suggest(**{f"choice_{row.pk}": 0})
        self.order_fields([name for name in self.fields if name not in after] + list(after))

    def arguments(self):
        given = super().arguments()
        found = {
            question.n: {row.code: given.pop(f"choice_{row.pk}") for row in question.choices.all()}
            for question in self.questions
        }
        return given | {"counts": found if len(found) > 1 else next(iter(found.values()), {})}


@form_for("ballots.enter_hands")
class EnterHands(Counting):
    """What was counted in the room: how many were there, and the hands for each choice."""

    present = whole(_("Present"), help_text=_("Who was in the room and entitled, without those who stood aside."))

    def fit(self):
        self.ask_counts()
        if (there := present_in_hall(self.thing)) is not None:
            self.suggest(present=there)
        elif self.thing.entitled is not None:
            self.suggest(present=max(0, self.thing.entitled - self.thing.recusals.count()))


@form_for("ballots.confirm_hands")
class ConfirmHands(ActForm):
    """The latest count, as the recorder entered it."""

    count = OneRow(_("Is this what was counted in the room?"), widget=forms.RadioSelect, empty_label=None,
                   none=_("No hands have been counted yet."), help_text=_(
        "Another person than the one who entered it looks. Where it is wrong, it is simply entered again."
    ))

    def fit(self):
        counts = self.thing.hand_counts.order_by("-n")
        latest = counts.first()
        self.fields["count"].queryset = counts.filter(pk=latest.pk if latest else None)
        self.fields["count"].says = self.words
        first_do(self, "count", "ballots.enter_hands", self.thing)
        self.suggest(count=latest and latest.pk)

    def words(self, count):
        """Return the figures of a ``count`` in a line."""
        tallies = count.tallies.select_related("choice__question").order_by("choice__n")
        figures = listed(format_html('<span class="nowrap">{} {}</span>', row.choice.label, row.hands) for row in tallies)
        return format_html(
            _("{present} present: {figures}. Entered by {who}."), present=count.present, figures=mark_safe(figures),
            who=display_name(count.entered_by, self.actor),
        )


@form_for("ballots.enter_paper")
class EnterPaper(ActForm):
    """A paper: who voted and for whom, what stands on it, and who looked on while it was entered."""

    gathers, beside, stays = ("choices", "expected"), ("principal", "drawn"), True
    asked_when = dict.fromkeys(("principal", "proxy_evidence"), _("(where the voter is a proxy)"))

    drawn = forms.CharField(widget=forms.HiddenInput, required=False)
    voter = PersonField(label=_("Who voted"))
    unit = choice(_("For whom?"), (), required=False)
    spoilt = tick(_("The paper cannot be read"))
    channel = choice(_("How did it come in?"), [pair for pair in Channel.choices if pair[0] != Channel.ONLINE],
                     initial=Channel.PAPER)
    witness = PersonField(label=_("Who looks on"), help_text=_(
        "A second person in office looks on while a paper is entered; neither of the two certifies the count."
    ))
    principal = PersonField(label=_("In whose place"), required=False)
    proxy_evidence = short_text(_("Paper of the proxy"), 200, required=False, help_text=_(
        "A proxy votes in another’s place and needs a paper that says so: its date, and who signed it."
    ))

    def fit(self):
        self.units = unit_choices(self.lines(), self.actor)
        field = self.fields["unit"]
        field.choices = [("", _("choose")), *self.units]
        field.error_messages["invalid_choice"] = _("This person does not vote for this unit. Choose again.")
        if len(self.units) < 2:
            field.widget = forms.HiddenInput()
            field.choices = self.units
        self.questions = []
        if self.thing.secrecy == Secrecy.NAMED:
            self.ask_questions()
        else:
            self.leave_out("spoilt")
        self.order_fields(["voter", "unit", *(f"q{question.n}" for question in self.questions)])

    def lines(self):
        """Return the lines of the roll for which the named voter, or the one in whose place, may vote."""
        for name in ("principal", "voter"):
            try:
                person = self.fields[name].clean(self.data.get(name)) if self.data.get(name) else None
            except forms.ValidationError:
                return RollEntry.objects.none()
            if person is not None:
                return RollEntry.objects.filter(poll=self.thing, voters__person=person)
        return RollEntry.objects.none()

    def ask_questions(self):
        """Add one field a question; nothing chosen is a blank vote."""
        self.questions = list(Question.objects.filter(poll=self.thing).prefetch_related("choices__question"))
        for question in self.questions:
            choices = [(row.code, row.label) for row in question.choices.all()]
            many = question.method in {Method.APPROVAL, Method.BUDGET}
            self.fields[f"q{question.n}"] = (forms.MultipleChoiceField if many else forms.ChoiceField)(
                label=question.text, choices=choices, required=False,
                widget=forms.CheckboxSelectMultiple if many else forms.RadioSelect,
                help_text=_("Nothing chosen is a blank vote."),
            )

    def clean(self):
        data = super().clean()
        if len(self.units) > 1 and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("This person may vote for several. Choose for whom this paper is."))
        return data

    def arguments(self):
        given = super().arguments()
        given.pop("principal")
        said = given.pop("drawn")
        picked = {question.n: given.pop(f"q{question.n}") for question in self.questions}
        unit = given["unit"] or (self.units[0][0] if self.units else None)
        return given | {
            "unit": unit, "expected": expected(said, unit) if self.thing.may_change else None,
            "choices": {n: [codes] if isinstance(codes, str) and codes else list(codes) for n, codes in picked.items()},
        }

    def refuse(self, refusal):
        """Where a vote stands already, know of it the next time: sent once more, the paper takes its place."""
        super().refuse(refusal)
        if isinstance(refusal, Stale) and self.thing.may_change:
            self.data = self.data.copy()
            self.data["drawn"] = drawn(self.thing, [unit for unit, _words in self.units])

    def perform(self, function):
        """Enter the paper; the form's own key makes that it counts once, however often it is sent."""
        return function(self.thing, by=self.actor, key=self.cleaned_data["once"] or None, **self.arguments())


class Pile(OneRow):
    """One of the piles that were counted once."""

    def __init__(self, label, **more):
        super().__init__(label, widget=forms.RadioSelect, empty_label=None, none=_("No pile waits for its second count."), **more)


class CountPile(Counting):
    """How many papers the pile has, and how many stand for each choice; blank and spoilt ones a question."""

    ballots = whole(_("Papers in the pile"), 1)
    blank = whole(_("Blank papers"), required=False, help_text=_("Nothing is chosen on them."))
    spoilt = whole(_("Spoilt papers"), required=False, help_text=_("They cannot be read, or have too many choices."))

    def fit(self):
        self.ask_counts("blank", "spoilt")
        if len(self.questions) > 1:
            self.ask_each("blank", "spoilt")
        else:
            self.suggest(blank=0, spoilt=0)

    def ask_each(self, *names):
        """Ask for the papers ``names`` once a question."""
        for name in names:
            field = self.fields.pop(name)
            for question in self.questions:
                self.fields[f"{name}_{question.n}"] = whole(f"{question.n}. {field.label}", required=False)
                self.suggest(**{f"{name}_{question.n}": 0})

    def arguments(self):
        given = super().arguments()
        for name in ("blank", "spoilt"):
            if len(self.questions) > 1:
                given[name] = {question.n: given.pop(f"{name}_{question.n}") or 0 for question in self.questions}
            else:
                given[name] = given[name] or 0
        return given


@form_for("ballots.count_batch")
class CountBatch(CountPile):
    """The first count of a pile of secret papers."""


@form_for("ballots.confirm_batch")
class ConfirmBatch(CountPile):
    """The second count of a pile: by another person, who does not see the first one."""

    batch = Pile(_("Which pile?"), help_text=_("The first figures are not shown: the two counts have to be equal."))

    def fit(self):
        super().fit()
        waiting = self.thing.paper_batches.filter(state=BatchState.COUNTED)
        piles = _piles(self)
        piles.queryset = waiting.exclude(first_by=self.actor)
        if waiting.exists():
            piles.none = _("The piles that wait for their second count are those you counted first: another person counts them.")
        else:
            first_do(self, "batch", "ballots.count_batch", self.thing)
        self.order_fields(["batch"])


@form_for("ballots.withdraw_batch")
class WithdrawBatch(ActForm):
    """The pile whose first count was wrong; it is counted again."""

    batch = Pile(_("Which pile?"), help_text=_("The wrong count stays on record and counts for nothing."))

    def fit(self):
        _piles(self).queryset = self.thing.paper_batches.filter(state=BatchState.COUNTED)


def _piles(form):
    """Return the field of piles of ``form``, each called by its number and who counted first."""
    field = form.fields["batch"]
    field.says = lambda pile: _("pile %(n)s, counted first by %(who)s") % {
        "n": pile.n, "who": display_name(pile.first_by, form.actor),
    }
    return field
