"""How a request stands with its period, by word and shape: the traffic lights of the officer's board."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yishi.clock import spoken
from yishi.clock.story import today

from .clock import SOON, Clock, clock_of, confirm_due, fee_due, uncompleted
from .enums import ENDED, Kind, State

CONFIRMED = {
    Kind.INFORMATION: gettext_lazy("The receipt is confirmed by the next working day; the period runs from then on (art. 31)."),
    Kind.CORRECTION: gettext_lazy("The receipt is confirmed by the next working day."),
}
SET = {
    Kind.INFORMATION: gettext_lazy("The office set this day. The period begins anew when it is completed (art. 30)."),
    Kind.CORRECTION: gettext_lazy("The office set this day."),
}


@dataclass(frozen=True)
class Light:
    """``shape`` and ``word`` say how it stands; ``day`` is the next day that counts; ``why`` how it was found."""

    shape: str
    word: Any
    day: dt.date | None = None
    why: Any = ""
    clock: Clock | None = None

    @property
    def over(self):
        return self.shape == "late"


def light_of(request):
    """Return the Light of ``request`` (out of ``whole()``), counted anew."""
    if request.state in ENDED:
        return _ended(request)
    if request.state == State.SUBMITTED:
        due = confirm_due(request)
        return Light(_shape((due.date - today()).days), _("to be confirmed"), due.date, CONFIRMED[request.kind])
    if uncompleted(request):
        return _waiting(request.complete_by, SET[request.kind])
    clock = clock_of(request)
    if clock is None:
        return Light("run", _("no fixed period"), None, _("For the correction of a record no period is fixed (art. 41)."))
    if clock.stopped:
        return _stopped(request, clock)
    left = clock.left(today())
    return Light(_shape(left), _left(left), clock.date, clock.rule, clock)


def _ended(request):
    clock = clock_of(request)
    late = clock is not None and request.decided_on > clock.date
    word = _("answered late") if late else _("answered")
    return Light("late" if late else "done", word, request.decided_on, clock.rule if clock else "", clock)


def _waiting(until, why):
    over = until < today()
    return Light("risk" if over else "wait", _("the applicant’s days are over") if over else _("the clock stands"), until, why)


def _stopped(request, clock):
    if request.state == State.CONSULTING:
        why = _("The days on which others are asked, at the latest up to %(day)s, are not counted (art. 33).")
        return Light("wait", _("the clock stands"), clock.date, why % {"day": spoken.day(clock.stopped.until)}, clock)
    last = fee_due(request.fee).date
    why = _("The days until the fee is paid, at the latest %(day)s, are not counted.") % {"day": spoken.day(last)}
    if last < today():
        return Light("risk", _("the applicant’s days are over"), last, why, clock)
    return Light("wait", _("the clock stands"), clock.date, why, clock)


def _shape(left):
    return "late" if left < 0 else "risk" if left <= SOON else "run"


def _left(left):
    if left < 0:
        return ngettext("%(n)s working day late", "%(n)s working days late", -left) % {"n": -left}
    if left == 0:
        return _("today is the last day")
    return ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}
