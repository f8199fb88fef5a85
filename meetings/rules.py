"""What each kind of meeting asks for, as data: notice, quorum, whose presence counts. Local rules are only stricter."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from yishi.people.enums import Role
from yishi.workdays.calendar import ONE_DAY
from yishi.workdays.periods import add_days, add_workdays

from .enums import MeetingKind

COUNCIL_SEATS = frozenset({Role.COUNCIL_MEMBER})
REP_SEATS = frozenset({Role.RESIDENT_REP, Role.COMMUNITY_COMMITTEE, Role.COMMUNITY_SECRETARY})
WELFARE_SEATS = frozenset({
    Role.STREET_DIRECTOR, Role.DISCIPLINE_INSPECTOR, Role.SERVICE_WINDOW_LEAD, Role.COMMUNITY_SECRETARY, Role.RESIDENT_REP,
})
TWO_THIRDS, HALF = Fraction(2, 3), Fraction(1, 2)
NO_VOICE = _("Observers do not speak at this meeting; they may hand in a written opinion.")
SIGN_WORKDAYS = 3  # the rule of the house: no article names a day, and the result waits for the minutes


@dataclass(frozen=True)
class KindRule:
    """The rule of one kind of meeting.

    ``notice_days`` days between the day of the notice and the day of the meeting: calendar days, or working days where
    ``in_workdays``; ``quorum`` the share of the entitled that must be present (``inclusive``: exactly that share is
    enough), ``to_open`` whether the meeting may not open without it; ``seats`` the roles one of which a member holds
    (empty: the roll of the ballot decides); ``observers`` whether people may come to watch, and ``observers_speak``
    whether they may speak; of a ``private`` meeting only counts are public; ``special`` whether a special case, with its
    reason, may shorten the notice; ``why`` the article.
    """

    notice_days: int
    why: Any
    quorum: Fraction | None = None
    inclusive: bool = True
    to_open: bool = False
    seats: Iterable = frozenset()
    observers: bool = True
    observers_speak: bool = False
    in_workdays: bool = False
    private: bool = False
    special: bool = True

    @property
    def notice(self):
        """Return in words how long before the meeting it is made known."""
        words = _("%(n)d working days") if self.in_workdays else _("%(n)d days")
        return words % {"n": self.notice_days}

    def earliest(self, noticed_on):
        """Return the first date on which a meeting may be held whose notice was given on ``noticed_on``."""
        return (add_workdays if self.in_workdays else add_days)(noticed_on, self.notice_days)

    def needed(self, entitled):
        """Return how many of ``entitled`` must be present, or 0 where the kind asks for no quorum."""
        if self.quorum is None:
            return 0
        share = self.quorum * entitled
        return -(-share.numerator // share.denominator) if self.inclusive else share.numerator // share.denominator + 1

    def reached(self, present, entitled):
        """Return whether ``present`` of ``entitled`` are a quorum; of nobody entitled, never."""
        if self.quorum is None:
            return True
        if not entitled:
            return False
        share = Fraction(present, entitled)
        return share >= self.quorum if self.inclusive else share > self.quorum


RULES = {
    MeetingKind.COUNCIL: KindRule(
        5, _("local rules of the council: two thirds present, five days’ notice"), TWO_THIRDS, to_open=True,
        seats=COUNCIL_SEATS,
    ),
    MeetingKind.HEARING: KindRule(
        5, _("Organic Law of Urban Residents’ Committees, art. 32; local rule on notice"), TWO_THIRDS, seats=COUNCIL_SEATS
    ),
    MeetingKind.TALK: KindRule(
        5, _("Organic Law of Urban Residents’ Committees, art. 32; local rule on notice"), TWO_THIRDS, seats=COUNCIL_SEATS
    ),
    MeetingKind.REP_ASSEMBLY: KindRule(
        10, _("Organic Law of Urban Residents’ Committees, arts. 28 and 29; local rule on notice"), TWO_THIRDS, to_open=True,
        seats=REP_SEATS, observers_speak=True,
    ),
    MeetingKind.RESIDENTS_ASSEMBLY: KindRule(
        10, _("Organic Law of Urban Residents’ Committees, arts. 26 and 27"), HALF, inclusive=False, to_open=True,
        observers_speak=True,
    ),
    # Owners' shares are counted on those who vote, by head and area: the ballot's business, not the door's.
    MeetingKind.OWNERS_ASSEMBLY: KindRule(
        15, _("Regulations on Property Management, art. 14; Civil Code, art. 278"), special=False
    ),
    MeetingKind.STREET: KindRule(7, _("local rules of the sub-district"), in_workdays=True),
    MeetingKind.PARTY_COMMITTEE: KindRule(7, _("local rules of the sub-district"), in_workdays=True),
    MeetingKind.OPEN_DAY: KindRule(5, _("local rules"), observers_speak=True),
    MeetingKind.WELFARE_REVIEW: KindRule(
        0, _("Interim Measures for Social Assistance: no names outside the statutory notice"), seats=WELFARE_SEATS,
        observers=False, private=True,
    ),
}


def rule_of(kind):
    """Return the KindRule of the kind of meeting ``kind``."""
    return RULES[MeetingKind(kind)]


def notice_until(kind, date):
    """Return the last date on which notice of a meeting of ``kind`` on ``date`` can be given in time."""
    day = date
    while earliest_day(kind, day) > date:
        day -= ONE_DAY
    return day


def earliest_day(kind, noticed_on):
    """Return the first date on which a meeting of ``kind`` may be held whose notice was given on ``noticed_on``."""
    return rule_of(kind).earliest(noticed_on)
