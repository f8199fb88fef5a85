"""Results of polls. Nobody sees a running result; of a closed ballot only those who certify its count, until they have."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from yishi.clock.spoken import moment
from yishi.people.rules import holds
from yishi.refusals import Refused

from . import sentences, tallying
from .counting import Allocation, Decision, Tally, answers, decide, first_two, greedy
from .enums import Channel, Method, PollState, Secrecy
from .rules import rule_of
from .transitions import CERTIFIERS

SMALL_CHANNEL = 5
OTHER = "other"


@dataclass(frozen=True)
class ChoiceCount:
    """What one choice received: ``heads``, and ``area`` in square metres where area counts."""

    code: str
    label: str
    heads: int
    area: Decimal
    budget_yuan: int | None
    selected: bool


@dataclass(frozen=True)
class Result:
    """The outcome of one question, with everything that the sum on the page is made of.

    ``passed`` is None for a count of opinions, which decides nothing. ``invalid`` are blank and spoilt votes: they
    take part and favour nobody. ``decision`` holds every test as needed, reached, met. Areas are square metres.
    """

    poll: object
    n: int
    question: str
    method: str
    rule: object
    tally: Tally
    decision: Decision
    allocation: Allocation | None
    choices: tuple
    weighs_area: bool
    certified: bool

    @property
    def entitled(self):
        """Return how many units were on the roll."""
        return self.tally.entitled

    @property
    def present(self):
        """Return how many were there, or took part."""
        return self.tally.present

    @property
    def cast(self):
        """Return how many votes were cast, blank and spoilt ones among them."""
        return self.tally.cast

    @property
    def in_favor(self):
        """Return how many were in favour of a motion."""
        return answers(self.tally.heads)[0]

    @property
    def against(self):
        """Return how many were against a motion."""
        return answers(self.tally.heads)[1]

    @property
    def abstain(self):
        """Return how many abstained from a motion."""
        return answers(self.tally.heads)[2]

    @property
    def invalid(self):
        """Return how many votes were blank or spoilt."""
        return self.tally.blank + self.tally.spoilt

    @property
    def entitled_area(self):
        """Return the area on the roll."""
        return square_metres(self.tally.entitled_area)

    @property
    def cast_area(self):
        """Return the area that took part."""
        return square_metres(self.tally.cast_area)

    @property
    def quorum_met(self):
        """Return whether the quorum was reached; True where none is asked."""
        return self.decision.quorum_met

    @property
    def needed(self):
        """Return the heads needed in favour, or None where none are asked for."""
        return self.decision.threshold[0].needed if self.decision.threshold else None

    @property
    def reached(self):
        """Return the heads in favour of the motion or of the leading option."""
        return self.decision.threshold[0].reached if self.decision.threshold else None

    @property
    def passed(self):
        """Return whether it is decided: None for a count of opinions, by whatever rule it was counted."""
        return None if self.poll.advisory else self.decision.passed

    @property
    def opinions(self):
        """Return who was for, against and abstained in a count of opinions on a motion; {} of whatever else."""
        if self.passed is not None or self.method != Method.YES_NO_ABSTAIN:
            return {}
        return {name: self.tally.heads.get(name, 0) for name in ("in_favor", "against", "abstain")}

    @property
    def winner(self):
        """Return the code of the option that leads alone, or ""."""
        return self.decision.winner

    @property
    def sentence(self):
        """Return the outcome in words that a neighbour understands, with the sum in them."""
        return sentences.sentence(self)

    def figures(self):
        """Return the result as JSON: whole numbers, areas in square decimetres, nothing rounded."""
        tests = {
            name: [{"unit": test.unit, "share": str(test.share), "of": test.whole, "needed": test.needed,
                    "reached": test.reached, "met": test.met} for test in getattr(self.decision, name)]
            for name in ("quorum", "threshold")
        }
        return {
            "n": self.n, "rule": self.poll.rule, "entitled": self.entitled, "present": self.present, "cast": self.cast,
            "invalid": self.invalid, "heads": self.tally.heads, "passed": self.passed, "winner": self.winner, **tests,
            **({"entitled_area_dm2": self.tally.entitled_area, "cast_area_dm2": self.tally.cast_area,
                "area_dm2": self.tally.area} if self.weighs_area else {}),
            **({"selected": list(self.allocation.selected), "total_yuan": self.allocation.total_yuan,
                "left_yuan": self.allocation.left_yuan} if self.allocation else {}),
        }


def results(poll, viewer=None):
    """Return the Results of all questions of ``poll``, in order, as ``viewer`` (a Person; None: everybody) may read them.

    Refused as ``counted``; and until the count is certified, to everybody but those who may certify it.
    """
    require_shown(poll, viewer)
    return counted(poll)


def shown(poll, viewer=None):
    """Return (the Results of ``poll``, "") or ([], the sentence why ``viewer`` does not see them yet)."""
    try:
        return results(poll, viewer), ""
    except Refused as refusal:
        return [], str(refusal)


def counted(poll):
    """Return the Results of ``poll`` for its certification; whatever shows them asks ``results`` or ``shown`` instead.

    A fixed number of queries. Refused before the close (a show of hands: before it is confirmed), while secret papers
    are still being counted, and for an annulled poll. From its certification on they stand still and are counted once
    an object.
    """
    if poll.state == PollState.CERTIFIED and getattr(poll, "_results", None):
        return poll._results
    require_counted(poll)
    rule = rule_of(poll)
    tallies = tallying.tallies_of(poll)
    choices = {}
    for choice in tallying.choices_of(poll):
        choices.setdefault(choice.question, []).append(choice)
    poll._results = [_result(poll, rule, question, own, tallies[question.n]) for question, own in choices.items()]
    return poll._results


def for_second_ballot(poll):
    """Return the codes of the two options of ``poll`` that are voted on once more, or () where nothing is.

    That was said before the vote; the quorum was reached and no option reached the share; and two lead all the others.
    """
    if not poll.second_ballot or poll.state != PollState.CERTIFIED:
        return ()
    found = results(poll)[0]
    return first_two(found.tally.heads) if found.quorum_met and not found.passed else ()


def tallies(poll):
    """Return {question number: {choice code: votes}} of ``poll``, to hold it against its source. Refused as ``counted``."""
    require_counted(poll)
    return {n: dict(tally.heads) for n, tally in tallying.tallies_of(poll).items()}


def channel_figures(poll, viewer=None):
    """Return [(label, units)] by channel; channels under 5 are merged as "other". Refused as ``results``."""
    require_shown(poll, viewer)
    found = tallying.channels(poll) if poll.secrecy != Secrecy.SHOW_OF_HANDS else {}
    lines = [(Channel(channel).label, units) for channel, units in found.items() if units >= SMALL_CHANNEL]
    small = sum(units for units in found.values() if units < SMALL_CHANNEL)
    return [*lines, (_("other channels"), small)] if small else lines


def certifies(person, poll):
    """Return whether ``person`` may certify the count of ``poll``: by office, and without a hand in its papers."""
    return holds(person, CERTIFIERS, poll.community) and person.pk not in tallying.entered_papers(poll)


def require_shown(poll, viewer=None):
    """Refuse a result that ``viewer`` may not see yet. This is the one rule, for pages, feeds, papers and data alike."""
    if poll.state == PollState.CERTIFIED:
        return
    require_counted(poll)
    if viewer is not None and certifies(viewer, poll):
        return
    if poll.state == PollState.CLOSED:
        raise Refused(_("The ballot closed on %(at)s. The result stands here once the count is certified.") % {
            "at": moment(poll.closed_at)
        })
    raise Refused(_("The hands are counted. The result stands here once the count is certified."))


def require_counted(poll):
    """Refuse a count that is not there yet: running figures are shown to nobody, in no form. A certified one is there."""
    if poll.state == PollState.CERTIFIED:
        return
    if poll.state == PollState.ANNULLED:
        raise Refused(_("This ballot was annulled. It has no result."))
    if poll.secrecy == Secrecy.SHOW_OF_HANDS:
        if not poll.hand_counts.filter(confirmed_by__isnull=False).exists():
            raise Refused(_("The show of hands is not confirmed yet."))
        return
    if poll.state != PollState.CLOSED:
        raise Refused(_("Results are shown to nobody before the ballot is closed."))
    if poll.secrecy == Secrecy.SECRET:
        marked, found = tallying.papers(poll)
        if marked != found:
            raise Refused(
                _("Papers are still being counted: %(counted)s of %(marked)s.") % {"counted": found, "marked": marked}
            )


def square_metres(dm2):
    """Return whole square decimetres as square metres, a Decimal of two digits."""
    return (Decimal(dm2) / 100).quantize(Decimal("0.01"))


def _result(poll, rule, question, choices, tally):
    decision = decide(rule, tally, question.method, weighs_area=poll.weighs_area)
    allocation = None
    if question.method == Method.BUDGET:
        allocation = greedy(tally.heads, {choice.code: choice.budget_yuan for choice in choices}, poll.cap_yuan)
    return Result(
        poll=poll, n=question.n, question=question.text, method=question.method, rule=rule, tally=tally,
        decision=decision, allocation=allocation, weighs_area=poll.weighs_area,
        certified=poll.state == PollState.CERTIFIED,
        choices=tuple(
            ChoiceCount(
                choice.code, choice.label, tally.heads[choice.code], square_metres(tally.area.get(choice.code, 0)),
                choice.budget_yuan, bool(allocation and choice.code in allocation.selected),
            )
            for choice in choices
        ),
    )
