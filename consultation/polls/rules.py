"""The eight rules of decision as data (domain 3.7). Fractions are exact; statutory thresholds are locked."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from django.utils.translation import gettext_lazy as _

from consultation.enums import Rule
from meetings.rules import COUNCIL_SEATS, REP_SEATS
from yishi.refusals import Invalid

from .enums import Electorate, Method, Secrecy


@dataclass(frozen=True)
class Share:
    """A share to be reached. ``inclusive``: “以上” is ≥; otherwise “过半数” is >. Of nothing, nothing is reached."""

    part: Fraction
    inclusive: bool

    def met(self, value, whole):
        """Return whether ``value`` of ``whole`` (integers, or Fractions) reaches the share."""
        if whole <= 0:
            return False
        bound = self.part * whole
        return value >= bound if self.inclusive else value > bound

    def least(self, whole):
        """Return the smallest whole number that reaches the share of ``whole``; of nothing it is 1."""
        if whole <= 0:
            return 1
        bound = self.part * whole
        return ceil(bound) if self.inclusive else floor(bound) + 1

    def at_least_as_strict_as(self, other):
        """Return whether whoever meets this share meets ``other`` too."""
        return (self.part, not self.inclusive) >= (other.part, not other.inclusive)

    def __str__(self):
        return f"{'≥' if self.inclusive else '>'} {self.part.numerator}/{self.part.denominator}"


MORE_THAN_HALF = Share(Fraction(1, 2), inclusive=False)
TWO_THIRDS = Share(Fraction(2, 3), inclusive=True)
THREE_QUARTERS = Share(Fraction(3, 4), inclusive=True)
SHARE, SHARE_LENGTH = re.compile(r"(≥|>=|>) *(\d+/\d+|\d*\.?\d+)", re.ASCII), 12


@dataclass(frozen=True)
class BallotRule:
    """How one body decides.

    ``quorum`` is asked of the entitled, ``threshold`` of those present (of the votes cast, for owners, by heads and by
    area alike); None: none is asked. ``proxy`` is "no", "yes" or "local" (where a local rule allows it).
    ``notice_days`` are calendar days from the day after the announcement. ``decides`` is False for a count of opinions.
    ``no_objection``: passes when nobody is against. ``source`` is the article it rests on, ``notice_source``
    the one of its notice. ``seats`` are the roles whose
    seats make the roll (empty: the poll names them); ``of_community``: the whole community votes, never a part of it.
    """

    code: str
    electorates: frozenset
    methods: frozenset
    secrecies: frozenset
    source: Any
    quorum: Share | None = None
    threshold: Share | None = None
    proxy: str = "no"
    notice_days: int = 0
    decides: bool = True
    no_objection: bool = False
    needs_party_review: bool = False
    seats: frozenset = frozenset()
    of_community: bool = False
    notice_source: Any = ""


MOTION = frozenset({Method.YES_NO_ABSTAIN, Method.SINGLE})
ANY_SECRECY = frozenset(Secrecy)
MEMBERS = frozenset({Electorate.MEMBERS})
RESIDENTS = frozenset({Electorate.PERSONS, Electorate.HOUSEHOLDS})
LISTED = frozenset({Electorate.LISTED})  # picked by hand: for opinions, and for a table at which nobody may object
OWNERS = frozenset({Electorate.OWNERS})
NAMED = frozenset({Secrecy.NAMED})
OWNERS_NOTICE = _("Regulations on Property Management, art. 14")

RULES = {
    rule.code: rule
    for rule in (
        BallotRule(
            Rule.COUNCIL, MEMBERS, MOTION, ANY_SECRECY, _("local rule of the council"),
            quorum=TWO_THIRDS, threshold=MORE_THAN_HALF, seats=COUNCIL_SEATS, of_community=True,
        ),
        BallotRule(
            Rule.REP_ASSEMBLY, MEMBERS, MOTION, ANY_SECRECY, _("Organic Law of Urban Residents’ Committees, arts 28 and 29"),
            quorum=TWO_THIRDS, threshold=MORE_THAN_HALF, notice_days=10, needs_party_review=True, seats=REP_SEATS,
            of_community=True, notice_source=_("local rule on the notice"),
        ),
        BallotRule(
            Rule.RESIDENTS_ASSEMBLY, RESIDENTS, MOTION, ANY_SECRECY,
            _("Organic Law of Urban Residents’ Committees, arts 26 and 27"),
            quorum=MORE_THAN_HALF, threshold=MORE_THAN_HALF, proxy="local", notice_days=10, needs_party_review=True,
            of_community=True, notice_source=_("Organic Law of Urban Residents’ Committees, art. 26"),
        ),
        BallotRule(
            Rule.OWNERS_ORDINARY, OWNERS, MOTION, NAMED, _("Civil Code, art. 278"),
            quorum=TWO_THIRDS, threshold=MORE_THAN_HALF, proxy="yes", notice_days=15, notice_source=OWNERS_NOTICE,
        ),
        BallotRule(
            Rule.OWNERS_SPECIAL, OWNERS, MOTION, NAMED, _("Civil Code, art. 278, items 6 to 8"),
            quorum=TWO_THIRDS, threshold=THREE_QUARTERS, proxy="yes", notice_days=15, notice_source=OWNERS_NOTICE,
        ),
        BallotRule(
            Rule.ADVISORY_POLL, RESIDENTS | MEMBERS | LISTED, MOTION | {Method.APPROVAL},
            frozenset({Secrecy.NAMED, Secrecy.SECRET}), _("a count of opinions, which decides nothing"), decides=False,
        ),
        BallotRule(
            Rule.APPROVAL_POLL, RESIDENTS | MEMBERS | LISTED, frozenset({Method.APPROVAL, Method.BUDGET}),
            frozenset({Secrecy.SECRET}), _("a count of opinions, which decides nothing"), decides=False,
        ),
        BallotRule(
            Rule.CONSENT, MEMBERS | LISTED, frozenset({Method.YES_NO_ABSTAIN}),
            frozenset({Secrecy.NAMED, Secrecy.SHOW_OF_HANDS}), _("no objection of anybody at the table"),
            no_objection=True,
        ),
    )
}


def usual_electorate(code):
    """Return the electorate that decides by the rule ``code`` where nothing else is said, or "" where none is usual."""
    found = RULES[code].electorates
    if Electorate.PERSONS in found:
        return Electorate.PERSONS
    return next(iter(found)) if len(found) == 1 else ""


def share_of(text, field):
    """Return the Share written as ``>1/2`` or ``>=2/3``; Invalid for anything else, and beyond the whole."""
    found = SHARE.fullmatch(text) if len(text) <= SHARE_LENGTH else None
    inclusive = bool(found) and found[1] != ">"
    try:
        part = Fraction(found[2]) if found else None
    except ZeroDivisionError:
        part = None
    if part is None or not 0 < part <= 1 or (part == 1 and not inclusive):
        raise Invalid(_("Write a share as >1/2 or >=2/3, at most the whole."), field=field)
    return Share(part, inclusive)


def effective(code, local_quorum="", local_threshold=""):
    """Return the rule ``code`` with the local shares in it.

    Invalid where a local share is laxer than the law's, or where the rule knows no such share: thresholds are locked,
    and a local rule may only be stricter.
    """
    rule = RULES[code]
    changes = {}
    for name, text in (("quorum", local_quorum), ("threshold", local_threshold)):
        if not text:
            continue
        statutory, own = getattr(rule, name), share_of(text, f"local_{name}")
        if statutory is None or not own.at_least_as_strict_as(statutory):
            raise Invalid(
                _("The rule asks for %(law)s (%(source)s); a local rule can only be stricter.")
                % {"law": statutory or "–", "source": rule.source},
                field=f"local_{name}",
            )
        changes[name] = own
    return replace(rule, **changes)


def rule_of(poll):
    """Return the rule by which ``poll`` is decided, its local shares in it."""
    return effective(poll.rule, poll.local_quorum, poll.local_threshold)
