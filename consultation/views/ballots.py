"""The ballot page: what is asked, what is promised, a panel that repeats the choice, and then the vote."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from yishi.clock.story import now
from yishi.refusals import Refused, Stale
from yishi.text.figures import grouped
from yishi.text.side_by_side import aside
from yishi.web.access import SIGNED_IN
from yishi.web.paging import page_by_key
from yishi.web.views import local

from ..domain.ballots import cast
from ..pages.ballots import vote_of
from ..polls.drawn import drawn, expected
from ..polls.enums import Electorate, Method, PollState, Secrecy
from ..polls.models import Poll, Question, RollVoter
from ..queries.turns import waits_until

QUESTIONS_A_PAGE = 20
MOST_SECRET = 500  # a secret ballot is cast whole: all its questions stand on one page
BLANK = gettext_lazy("nothing: a blank vote")
EACH = {
    Electorate.PERSONS: gettext_lazy("One vote a person."), Electorate.HOUSEHOLDS: gettext_lazy("One vote a household."),
    Electorate.OWNERS: gettext_lazy("One vote an owner, counted by head and by area."),
    Electorate.MEMBERS: gettext_lazy("One vote a member."), Electorate.LISTED: gettext_lazy("One vote a person on the list."),
}
PROMISES = {
    Secrecy.NAMED: gettext_lazy("Named vote: who voted how is on record. %(each)s"),
    Secrecy.SECRET: gettext_lazy("Secret vote: what you choose is stored without your name. %(each)s"),
    Secrecy.SHOW_OF_HANDS: gettext_lazy("Show of hands: votes are counted in the meeting, not here."),
}


class BallotForm(forms.Form):
    """The questions of one page of a poll; ``unit`` is for whom one votes, ``key`` the form's own random key.

    Of several questions those left empty are not voted on. A single one left empty is a blank vote.
    """

    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    drawn = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, poll, questions, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.poll, self.units = poll, units
        self.fields["key"].initial = uuid.uuid4().hex
        if poll.may_change:
            self.fields["drawn"].initial = drawn(poll, units)
        else:
            del self.fields["drawn"]
        if len(units) > 1:
            self.fields["unit"] = unit_field(units)
        for question in questions:
            self.fields[f"q{question.n}"] = self.question_field(poll, question)
        self.alone = poll.questions.count() == 1 or poll.secrecy == Secrecy.SECRET

    def question_field(self, poll, question):
        """Return the field of ``question``: one choice, or as many as are allowed."""
        choices = [(choice.code, said(choice)) for choice in question.choices.all()]
        if question.method in {Method.APPROVAL, Method.BUDGET}:
            return forms.MultipleChoiceField(
                label=question.text, choices=choices, widget=forms.CheckboxSelectMultiple, required=False, help_text=limits(poll),
            )
        return forms.ChoiceField(label=question.text, choices=choices, widget=forms.RadioSelect, required=False)

    def clean(self):
        """Refuse more choices than are allowed, and a page of several questions on which nothing was chosen."""
        for name in self.data_names():
            if isinstance(self.cleaned_data[name], list) and len(self.cleaned_data[name]) > self.poll.max_choices:
                self.add_error(name, _("Choose at most %(n)s.") % {"n": self.poll.max_choices})
        if not self.alone and not self.errors and not self.ticked():
            raise forms.ValidationError(_("Answer at least one of the questions."))

    def data_names(self):
        """Return the names of the fields of questions that were read without fault."""
        return [name for name in self.cleaned_data if name[0] == "q"]

    def ticked(self):
        """Return {question number: codes} of what is voted on."""
        found = {}
        for name in self.data_names():
            value = self.cleaned_data[name]
            codes = list(value) if isinstance(value, list) else [value] if value else []
            if codes or self.alone:
                found[int(name[1:])] = codes
        return found

    def repeated(self):
        """Return (question, what was chosen, one by one) for the panel that repeats what will happen."""
        lines = []
        for n, codes in self.ticked().items():
            asked = self.fields[f"q{n}"]
            words = dict(asked.choices)
            lines.append((asked.label, [words[code] for code in codes] or [BLANK]))
        return lines

    def unit(self):
        """Return the unit for which one votes, or None where one is on no roll."""
        return self.cleaned_data.get("unit") or (self.units[0] if self.units else None)

    def expected(self):
        """Return how often the unit had voted on each question when the form was drawn; None where votes stand."""
        return expected(self.cleaned_data["drawn"], self.unit()) if "drawn" in self.fields else None

    def refuse(self, refusal):
        """Show ``refusal``; where another vote came between, sending the form once more takes its place."""
        if isinstance(refusal, Stale):
            self.data = self.data.copy()
            self.data["drawn"] = drawn(self.poll, self.units)
        self.add_error(None, str(refusal))

    @property
    def unit_field(self):
        """Return the field that asks for whom one votes, or None."""
        return self["unit"] if "unit" in self.fields else None

    def unit_words(self):
        """Return for whom one votes, in words, where that had to be chosen."""
        return dict(self.fields["unit"].choices)[self.unit()] if "unit" in self.fields else ""


class Ballot(View):
    """GET shows the questions; POST first repeats the choice, then casts it. A draft is there for nobody."""

    access = SIGNED_IN

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.poll = get_object_or_404(Poll.objects.select_related("community", "matter"), pk=kwargs["pk"])
        if self.poll.state == PollState.DRAFT:
            raise Http404

    def get(self, request, pk):
        return self.page(self.form())

    def post(self, request, pk):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        if "change" in request.POST:
            return self.page(form)
        if "cast" not in request.POST:
            return self.page(form, confirm=True)
        try:
            self.cast(form)
        except Refused as refusal:
            form.refuse(refusal)
            return self.page(form, status=refusal.status)
        messages.success(request, _("Your vote is in. It is counted when the ballot closes; until then nobody sees figures."))
        return redirect(self.whence())

    def whence(self):
        """Return the page to which one goes back with one's vote in: the meeting from which one came, or the matter."""
        back = self.request.GET.get("back")
        return local(self.request, back) if back else self.poll.matter or self.request.get_full_path()

    def cast(self, form):
        """Cast what was chosen on ``form``."""
        cast(self.poll, by=self.request.actor, unit=form.unit(), choices=form.ticked(), key=form.cleaned_data["key"],
             expected=form.expected())

    def form(self, *data):
        """Return the form of the page of questions asked for."""
        questions = Question.objects.filter(poll=self.poll).prefetch_related("choices__question")
        size = MOST_SECRET if self.poll.secrecy == Secrecy.SECRET else QUESTIONS_A_PAGE
        self.questions = page_by_key(questions, self.request, size=size, order=("n", "pk"))
        return BallotForm(*data, poll=self.poll, questions=self.questions.rows, units=self.units())

    def units(self):
        """Return the units on the roll for which the actor may vote: none that stands aside."""
        rows = RollVoter.objects.filter(poll=self.poll, person=self.request.actor, entry__recusal=None)
        return list(rows.order_by("entry__pk").values_list("entry__unit", flat=True))

    def aside(self, units):
        """Return whether the actor stands aside from the vote, for himself or herself and for whomever else."""
        own = RollVoter.objects.filter(poll=self.poll, person=self.request.actor, entry__recusal__isnull=False)
        return not units and own.exists()

    def page(self, form, status=200, confirm=False):
        context = {
            "poll": self.poll, "form": form, "confirm": confirm, "units": form.units, "questions": self.questions,
            "promise": PROMISES[self.poll.secrecy] % {"each": EACH[self.poll.electorate]},
            "waits_until": waits_until(self.poll, self.request.actor),
            **vote_of(self.poll, self.request.actor), "aside": self.aside(form.units),
            "screens": one_by_one(self.poll, form), "after": what_next(self.poll),
        }
        return render(self.request, "consultation/ballot.html", context, status=status)


def said(choice):
    """Return how ``choice`` is called on the ballot: a project with what it costs."""
    return choice.label if choice.budget_yuan is None else aside(choice.label, yuan(choice.budget_yuan))


def limits(poll):
    """Return how many may be chosen, and of projects how much money there is for them."""
    most = _("Choose at most %(n)s.") % {"n": poll.max_choices}
    if not poll.cap_yuan:
        return most
    return _(" ").join([most, _("There is %(sum)s to spend.") % {"sum": yuan(poll.cap_yuan)}])


def yuan(n):
    """Return the sum ``n`` in words."""
    return _("%(n)s yuan") % {"n": grouped(n)}


def one_by_one(poll, form):
    """Return the fields of the questions where each has a screen of its own: several, and not a long list of opinions."""
    asked = [bound for bound in form.visible_fields() if bound.name != "unit"]
    return asked if 1 < len(asked) <= QUESTIONS_A_PAGE and (poll.decisive or poll.secrecy == Secrecy.SECRET) else []


def what_next(poll):
    """Return the sentence about a ballot that takes no votes: not open yet, counted now, counted, annulled."""
    if poll.state == PollState.ANNULLED:
        return _("This ballot was annulled; the reason stands with the matter.")
    if poll.state == PollState.CERTIFIED:
        return _("This ballot is closed and counted. The result stands with the matter.")
    if poll.state == PollState.CLOSED or (poll.closes_at and poll.closes_at <= now()):
        return _("This ballot is closed. It is being counted; the result is shown to everybody at once, with the matter.")
    return _("This ballot is not open yet. You get a notice when it opens.")


def unit_field(units):
    """Return the field that asks for which of one's ``units`` one votes."""
    choices = [(unit, unit_words(unit, n)) for n, unit in enumerate(units, start=1)]
    return forms.ChoiceField(label=_("For whom do you vote?"), choices=choices, widget=forms.RadioSelect)


def unit_words(unit, number):
    """Return how a voting unit of one's own is called on the ballot."""
    kind = unit[:1].upper()
    if kind == "O":
        return _("as owner, unit %(n)s") % {"n": number}
    return _("for my household") if kind == "H" else _("for myself")
