"""Counting: pure functions of whole numbers. Areas are square decimetres.

Blank and spoilt votes take part and favour nobody.
"""

from dataclasses import dataclass, field

from .enums import ABSTAIN, AGAINST, IN_FAVOR, Method


@dataclass(frozen=True)
class Tally:
    """What was found for one question.

    ``heads`` and ``area`` map a choice's code to votes and to square decimetres. ``present`` is who was there or took
    part; ``cast`` the votes, blank and spoilt ones among them.
    """

    entitled: int
    present: int
    cast: int
    heads: dict
    blank: int = 0
    spoilt: int = 0
    entitled_area: int = 0
    cast_area: int = 0
    area: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """One test: ``reached`` of ``whole``, where ``needed`` is the smallest that does. ``unit``: heads or area."""

    unit: str
    share: object
    whole: int
    needed: int
    reached: int
    met: bool


@dataclass(frozen=True)
class Decision:
    """The outcome. ``passed`` is None for a count of opinions; ``winner`` the code that leads alone, or ""."""

    quorum: tuple
    threshold: tuple
    passed: bool | None
    winner: str

    @property
    def quorum_met(self):
        """Return whether every quorum that is asked for was reached."""
        return all(measure.met for measure in self.quorum)

    @property
    def threshold_met(self):
        """Return whether every share that is asked for was reached."""
        return all(measure.met for measure in self.threshold)


@dataclass(frozen=True)
class Allocation:
    """What fits into the budget, in the order in which it was taken in."""

    selected: tuple
    total_yuan: int
    left_yuan: int


def measure(share, unit, reached, whole):
    """Return how ``reached`` stands to ``share`` of ``whole``."""
    return Measure(unit, share, whole, share.least(whole), reached, share.met(reached, whole))


def leader(heads):
    """Return the code with the most votes, or "" where none has any or the first two are level: a tie wins nothing."""
    ranked = sorted(heads.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return ""
    return ranked[0][0]


def first_two(heads):
    """Return the two codes that lead three or more, in their order; () where the second place is shared, or has no votes."""
    ranked = sorted(heads, key=lambda code: -heads[code])
    if len(ranked) < 3 or heads[ranked[1]] in (0, heads[ranked[2]]):
        return ()
    return tuple(code for code in heads if code in ranked[:2])


def decide(rule, tally, method, *, weighs_area=False):
    """Return the Decision of ``rule`` (a BallotRule) on ``tally``.

    The quorum is asked of the entitled, the share in favour of those present, or for owners of the votes cast; heads
    and area are both reached or the question fails. A tie fails. With one of several options the option that leads
    alone has to reach the same share.
    """
    option = IN_FAVOR if method == Method.YES_NO_ABSTAIN else leader(tally.heads)
    winner = "" if method == Method.YES_NO_ABSTAIN else option
    if not rule.decides:
        return Decision((), (), None, leader(tally.heads))
    quorum = _quorum(rule, tally, weighs_area)
    threshold = _threshold(rule, tally, option, weighs_area)
    passed = all(test.met for test in quorum + threshold)
    if rule.no_objection:
        passed = tally.present > 0 and tally.heads.get(AGAINST, 0) == 0
    if method == Method.SINGLE:
        passed = passed and bool(option)
    return Decision(quorum, threshold, passed, winner)


def _quorum(rule, tally, weighs_area):
    if rule.quorum is None:
        return ()
    tests = [measure(rule.quorum, "heads", tally.present, tally.entitled)]
    if weighs_area:
        tests.append(measure(rule.quorum, "area", tally.cast_area, tally.entitled_area))
    return tuple(tests)


def _threshold(rule, tally, option, weighs_area):
    if rule.threshold is None:
        return ()
    tests = [measure(rule.threshold, "heads", tally.heads.get(option, 0), tally.present)]
    if weighs_area:
        tests.append(measure(rule.threshold, "area", tally.area.get(option, 0), tally.cast_area))
    return tuple(tests)


def greedy(votes, costs, cap):
    """Return the Allocation of ``cap`` yuan: by votes, the one listed first where level; what does not fit is skipped.

    ``votes`` maps a code to votes in the order of the list, ``costs`` a code to yuan. A project nobody voted for stays
    out.
    """
    selected, left = [], cap
    for code in sorted(votes, key=lambda code: -votes[code]):
        if votes[code] > 0 and costs[code] <= left:
            selected.append(code)
            left -= costs[code]
    return Allocation(tuple(selected), cap - left, left)


def blank_of(tally):
    """Return how many took part and chose nothing that counts: blank, spoilt, and present without a vote."""
    return tally.blank + tally.spoilt + max(tally.present - tally.cast, 0)


def answers(heads):
    """Return (in favour, against, abstain) of a motion's ``heads``."""
    return tuple(heads.get(code, 0) for code in (IN_FAVOR, AGAINST, ABSTAIN))
