"""The period of a request: pure. From the dates of what happened follow the last day, and why it is that day.

Twenty working days after the day of receipt (art. 33); begun anew by a completed application (art. 30); days spent on
asking third parties and other bodies (arts. 32–34) or waiting for a fee are left out; one extension of at most twenty
more. Beyond the announced calendar the date is provisional. Nothing of it is stored.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.workdays.calendar import ONE_DAY, current
from yishi.workdays.periods import deadline, why_counted

from .enums import ENDED, Kind, PartyKind

ANSWER_DAYS, COMPLETION_DAYS, PARTY_DAYS, FEE_DAYS, MOST_EXTENDED, SOON = 20, 7, 15, 20, 20, 3


@dataclass(frozen=True)
class Pause:
    """Days that are not counted: those after ``since``, up to and with ``until``. ``open``: it goes on still."""

    since: dt.date
    until: dt.date
    why: Any
    open: bool = False

    def covers(self, day):
        """Return whether ``day`` is left out."""
        return self.since < day <= self.until


@dataclass(frozen=True)
class Clock:
    """The last day of the period, and its working: ``working`` are (day, counted, why) from the day of receipt on.

    ``date`` is the last day of answering; ``own`` the last day before the extension; ``stopped`` the Pause in which the
    clock stands, of which ``date`` supposes the longest; ``delayed`` the term set under art. 35, if one.
    """

    start: dt.date
    date: dt.date
    own: dt.date
    provisional: bool
    working: tuple
    pauses: tuple
    days: int
    extra: int
    version: str
    delayed: bool = False
    stopped: Pause | None = None
    restarted: bool = False
    rule: Any = field(default="")

    def used(self, day):
        """Return how many days are counted up to and with ``day``."""
        return sum(1 for each, counted, _why in self.working if counted and each <= day)

    def left(self, day):
        """Return the counted days that are left after ``day``; below nought, the working days it is late."""
        if day <= self.date:
            return self.days + self.extra - self.used(day) + _workdays(max(day, self.working[-1][0]), self.date)
        return -_workdays(self.date, day)

    @property
    def skipped(self):
        """Return the (day, why) that are not counted, the day of receipt apart."""
        return [(day, why) for day, counted, why in self.working[1:] if not counted]


def run(start, *, pauses=(), extra=0, delayed_until=None, days=ANSWER_DAYS, restarted=False):
    """Return the Clock of a period that began with what happened on ``start`` (a date), which is not counted itself."""
    calendar, day, own = current(), start, start
    lines, left, provisional = [(start, False, _("the day of receipt is not counted"))], days + extra, False
    while left:
        day += ONE_DAY
        pause = next((pause for pause in pauses if pause.covers(day)), None)
        counted = calendar.is_workday(day) and pause is None
        lines.append((day, counted, pause.why if pause else why_counted(calendar, day)))
        provisional = provisional or calendar.is_provisional(day)
        left -= counted
        own = day if counted and left >= extra else own
    last = max(day, delayed_until) if delayed_until else day
    return Clock(
        start, last, own, provisional, tuple(lines), tuple(pauses), days, extra, calendar.version,
        delayed=bool(delayed_until), stopped=next((pause for pause in pauses if pause.open), None), restarted=restarted,
        rule=_rule(days, extra, restarted),
    )


def clock_of(request):
    """Return the Clock of ``request`` (with its parties and fee), or None where none runs.

    None before it is confirmed, from when the applicant is asked to complete it until they do, and for a correction,
    which has no fixed period.
    """
    start = request.completed_on or request.confirmed_on
    if start is None or request.kind == Kind.CORRECTION or uncompleted(request):
        return None
    return run(start, pauses=pauses_of(request), extra=request.extended_days, delayed_until=request.delayed_until,
               restarted=bool(request.completed_on))


def clock_when_extended(request):
    """Return the Clock of ``request`` as it stood on the day of its extension, by what was known then; None of one not confirmed."""
    day = request.extended_on or today()
    restarted = bool(request.completed_on and request.completed_on <= day)
    delayed = request.delayed_until if request.reasons_asked_on and request.reasons_asked_on <= day else None
    start = request.completed_on if restarted else request.confirmed_on
    return start and run(start, pauses=pauses_of(request, day), extra=request.extended_days, delayed_until=delayed,
                         restarted=restarted)


def uncompleted(request):
    """Return whether the applicant was asked to complete ``request`` and has not: then no period runs (art. 30)."""
    return bool(request.completion_asked_on and not request.completed_on)


def pauses_of(request, on=dt.date.max):
    """Return the Pauses of ``request`` by what was known ``on`` a day (now), those still open up to their own last day.

    A fee that was never paid stops the clock until the answer.
    """
    asked = [(party.asked_on, party.answered_on, party_due(party).date, _why(party)) for party in request.parties.all()]
    if fee := getattr(request, "fee", None):
        last = max(fee_due(fee).date, request.decided_on or dt.date.min)
        asked.append((fee.notified_on, fee.paid_on, last, _("waiting for the fee: not counted")))
    found = [(since, until if until and until <= on else None, last, why) for since, until, last, why in asked if since <= on]
    return [Pause(since, until or last, why, until is None and request.state not in ENDED) for since, until, last, why in found]


def completion_last_day(request):
    """Return the Deadline up to which the applicant may be asked to complete the request (art. 30)."""
    return deadline(request.confirmed_on, workdays=COMPLETION_DAYS)


def confirm_due(request):
    """Return the Deadline of confirming the receipt: the next working day."""
    return deadline(request.submitted_on, workdays=1)


def party_due(party):
    """Return the Deadline of the answer of ``party`` (arts. 32 and 34)."""
    return deadline(party.asked_on, workdays=PARTY_DAYS)


def fee_due(fee):
    """Return the Deadline of paying ``fee``."""
    return deadline(fee.notified_on, workdays=FEE_DAYS)


def _workdays(after, until):
    """Return how many working days there are after ``after``, up to and with ``until``."""
    calendar = current()
    return sum(calendar.is_workday(after + ONE_DAY * n) for n in range(1, (until - after).days + 1))


def _why(party):
    if party.kind == PartyKind.JOINT_BODY:
        return _("another body was being asked: not counted (art. 33)")
    return _("a third party was being asked: not counted (art. 33)")


def _rule(days, extra, restarted):
    words = {"n": days, "extra": extra}
    if restarted:
        first = _("%(n)d working days from the day after the completed request came in (arts. 30, 33)") % words
    else:
        first = _("%(n)d working days from the day after it was received (art. 33)") % words
    if not extra:
        return first
    return _("%(first)s, and %(extra)d more by an extension") % {"first": first, "extra": extra}
