"""A ballot as a matter's page shows it: what is asked; after the close the sum, bars against their lines, and words."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yishi.clock.story import now
from yishi.text.figures import grouped
from yishi.web.drawing import CountBar
from yishi.web.pictures import DRAWN_SEATS, Seats

from ..enums import Rule
from ..polls import queries, sentences
from ..polls.counting import blank_of
from ..polls.enums import Method, PollState, Secrecy
from ..polls.models import NamedMark, Question, RollVoter, SecretMark
from .acts import open_acts

QUESTIONS_SHOWN = 20
KINDS = {"in_favor": "for", "against": "against", "abstain": "abstain"}
HANDS = {"ballots.enter_hands", "ballots.confirm_hands"}
PILES = {"ballots.count_batch", "ballots.confirm_batch", "ballots.withdraw_batch"}
PAPER_STATES = (PollState.ANNOUNCED, PollState.OPEN)
TERM_OF = {Secrecy.NAMED: "named", Secrecy.SECRET: "secret"}  # the word of the glossary that explains it
RULE_TERMS = {
    Rule.REP_ASSEMBLY: "rep_assembly", Rule.RESIDENTS_ASSEMBLY: "assembly", Rule.OWNERS_ORDINARY: "owners_decide",
    Rule.OWNERS_SPECIAL: "owners_decide",
}
POLL_SHAPES = {PollState.OPEN: "run", PollState.CERTIFIED: "done", PollState.ANNULLED: "fail"}  # of the others, "wait"
# secrecy → acts that have nothing to do in such a ballot
IDLE = {
    Secrecy.NAMED: HANDS | PILES, Secrecy.SECRET: HANDS, Secrecy.SHOW_OF_HANDS: PILES | {"ballots.enter_paper"},
}


def poll_card(poll, viewer):
    """Return what the page shows of ``poll`` to ``viewer`` (a Person or None), in a fixed number of queries.

    ``hidden`` is the sentence that stands there while ``viewer`` sees no figures; then ``asked`` are the questions
    with their choices. After that ``questions`` have text, sentence, passed, bars (CountBars of ``quorum`` and ``votes``),
    seats (or None) and rows, and ``channels``
    say how votes came in; ``motions`` asks for the key of the bars. At most 20 questions are shown, ``more`` says how
    many there are besides.
    """
    card = {
        "poll": poll, "hidden": "", "questions": [], "asked": [], "more": 0, "channels": [], "motions": False,
        "term": TERM_OF.get(poll.secrecy, ""), "rule_term": RULE_TERMS.get(poll.rule, ""),
        "shape": POLL_SHAPES.get(poll.state, "wait"),
        **vote_of(poll, viewer), "paper": poll.secrecy != Secrecy.SHOW_OF_HANDS and poll.state in PAPER_STATES,
        "open_acts": [row for row in open_acts(poll, viewer) if row[0].code not in IDLE[poll.secrecy]],
    }
    found, hidden = queries.shown(poll, viewer)
    if hidden:
        rows = list(Question.objects.filter(poll=poll).prefetch_related("choices__question"))
        return card | {
            "hidden": hidden, "more": max(0, len(rows) - QUESTIONS_SHOWN),
            "asked": [(row.text, [choice.label for choice in row.choices.all()]) for row in rows[:QUESTIONS_SHOWN]],
        }
    return card | {
        "questions": [question_of(result) for result in found[:QUESTIONS_SHOWN]],
        "more": max(0, len(found) - QUESTIONS_SHOWN), "channels": queries.channel_figures(poll, viewer),
        "motions": any(result.method == Method.YES_NO_ABSTAIN for result in found),
    }


def vote_of(poll, viewer):
    """Return whether ``viewer`` may vote in ``poll`` now, and whether every unit of his or hers has voted."""
    idle = viewer is None or poll.state != PollState.OPEN or poll.secrecy == Secrecy.SHOW_OF_HANDS
    found = [] if idle else votes_of([poll.pk], viewer)
    return {name: found[0][name] for name in ("may_vote", "voted")} if found else {"may_vote": False, "voted": False}


def votes_of(polls, viewer):
    """Return a card for each of ``polls`` (keys) that is open, not by show of hands, and has ``viewer`` on its roll, in their
    order: the ``poll``, whether ``viewer`` ``may_vote`` now, and ``voted``: whether every unit of his or hers has. One query.
    """
    marked = (Exists(marks.objects.filter(entry=OuterRef("entry"))) for marks in (NamedMark, SecretMark))
    own = RollVoter.objects.filter(poll__in=polls, person=viewer, entry__recusal=None, poll__state=PollState.OPEN)
    own = own.exclude(poll__secrecy=Secrecy.SHOW_OF_HANDS).select_related("poll")
    cards = {}
    for row in own.annotate(**dict(zip(("named", "secret"), marked, strict=True))):
        poll, voted = row.poll, row.named if row.poll.secrecy == Secrecy.NAMED else row.secret
        running = poll.opens_at <= now() and (poll.closes_at is None or now() < poll.closes_at)
        card = cards.setdefault(poll.pk, {"poll": poll, "may_vote": running, "voted": True})
        card["voted"] = card["voted"] and voted
    return [cards[pk] for pk in polls if pk in cards]


def question_of(result):
    """Return the text, sentence, outcome, bars and rows of one question, from its ``result`` (a queries.Result)."""
    quorum, votes = quorum_bars(result), vote_bars(result)
    return {
        "text": result.question, "sentence": result.sentence, "passed": result.passed, "certified": result.certified,
        "bars": [*quorum, *votes], "quorum": quorum, "votes": votes, "seats": seats(result), "rows": rows_of(result),
        "double": result.weighs_area and result.method == Method.YES_NO_ABSTAIN,
    }


def seats(result):
    """Return the seats of those who take part, up to thirty of them (look, rule 7); None where a bar is the picture."""
    tests = result.decision.quorum
    if len(tests) != 1 or tests[0].whole > DRAWN_SEATS or result.poll.advisory:
        return None
    test = tests[0]
    label = _("Took part: %(reached)s of %(whole)s; needed: %(needed)s.") % {
        "reached": test.reached, "whole": test.whole, "needed": test.needed,
    }
    return Seats(test.reached, test.whole, test.needed, label)


def rows_of(result):
    """Return what the sum is made of: each choice, and who took part without choosing anything that counts."""
    rows = [
        {"label": choice.label, "heads": choice.heads, "area": choice.area, "yuan": choice.budget_yuan,
         "selected": choice.selected} for choice in result.choices
    ]
    empty = blank_of(result.tally)
    if empty:
        counted = sum(result.tally.area.values())
        left = queries.square_metres(result.tally.cast_area - counted) if result.weighs_area else None
        rows.append({"label": _("blank, spoilt, or present without a vote"), "heads": empty, "area": left})
    return rows


def quorum_bars(result):
    """Return a bar for each quorum that the rule asks: who took part, of all on the roll."""
    captions = {"heads": _("Took part"), "area": _("Took part, by area")}
    return [
        CountBar(
            captions[test.unit], (("for", test.reached),), test.whole, _figure(test.unit, test.reached, test.whole),
            **_line(None if result.poll.advisory else test),
        )
        for test in result.decision.quorum
    ]


def vote_bars(result):
    """Return the bars of the votes: one of a motion by heads and one by area, else one for each choice."""
    units = [("heads", result.tally.heads, result.tally.present)]
    if result.weighs_area:
        units.append(("area", result.tally.area, result.tally.cast_area))
    tests = {test.unit: test for test in result.decision.threshold if not result.poll.advisory}
    if result.method == Method.YES_NO_ABSTAIN:
        return [_motion(result, unit, found, base, tests.get(unit)) for unit, found, base in units]
    return [
        _option(result, choice, unit, found.get(choice.code, 0), base, tests.get(unit))
        for choice in result.choices for unit, found, base in units
    ]


def _motion(result, unit, found, base, test):
    """Return the bar of a motion: in favour, against and abstained side by side, against the share in favour."""
    parts = tuple((KINDS[choice.code], found.get(choice.code, 0)) for choice in result.choices if choice.code in KINDS)
    words = "\N{NO-BREAK SPACE}· ".join(f"{choice.label} {_amount(unit, found.get(choice.code, 0))}" for choice in result.choices)
    return CountBar(
        _("Votes by area") if unit == "area" else _("Votes"), parts, base, words, **_line(test),
    )


def _option(result, choice, unit, votes, base, test):
    """Return the bar of one of several choices. Only of the one that leads it is said whether it reached the line."""
    first = choice.code == result.winner
    word = _("taken in") if choice.selected else pgettext("a choice", "most votes") if first and test is None else ""
    figure = _figure(unit, votes, base)
    return CountBar(
        choice.label, (("for" if first or choice.selected else "abstain", votes),), base,
        f"{word}\N{NO-BREAK SPACE}· {figure}" if word else figure, **_line(test, test is not None and first),
    )


def _line(test, told=True):
    """Return the line of a bar and, if ``told``, whether it was reached, as fields of a CountBar; none of no test."""
    if test is None:
        return {}
    line = {"line": test.share.part, "line_words": sentences.share(test.share)}
    return line | {"sentence": _needed(test), "reached": test.met} if told else line


def _needed(test):
    """Return the sentence under a bar: what was needed, of how many, and what was reached."""
    needed = _square(sentences.least_area(test)) if test.unit == "area" else grouped(test.needed)
    return _("Needed: %(needed)s. There were %(reached)s.") % {"needed": needed, "reached": _amount(test.unit, test.reached)}


def _figure(unit, part, whole):
    return _("%(part)s of %(whole)s") % {"part": _amount(unit, part), "whole": _amount(unit, whole)}


def _amount(unit, figure):
    """Return a count of heads as it is, an area of square decimetres in square metres."""
    return _square(sentences.area(figure)) if unit == "area" else str(grouped(figure))


def _square(area):
    return (_("%(area)s m²") % {"area": area}).replace(" ", "\N{NO-BREAK SPACE}")
