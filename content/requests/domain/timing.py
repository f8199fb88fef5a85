"""The period is extended, put off or held up: one extension (33), too many requests (35), a fee (42)."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from consultation.domain.wording import past_day, written
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid

from ..clock import MOST_EXTENDED, clock_of
from ..enums import LetterKind
from ..models import Fee
from ..models.requests import TEXT_LENGTH, WANTED_LENGTH
from .acting import acting, write_letter

MOST_YUAN = 1_000_000


def extend(request, *, by, days, reason, seen=None, number=None):
    """Approve, by name, ``days`` (at most twenty) working days more, and tell the applicant (art. 33); returns the Letter.

    By the head of the office alone. Refused a second time, and when the period has ended.
    """
    if not isinstance(days, int) or not 1 <= days <= MOST_EXTENDED:
        raise Invalid(_("An extension has 1 to %(most)s working days: not “%(days)s”.") % {"most": MOST_EXTENDED, "days": days},
                      field="days")
    words = written(reason, "reason", TEXT_LENGTH)
    with acting("timing.extend", request, by=by, seen=seen, extended_days=days, extended_on=today(), extended_by=by,
                extension_reason=words) as entry:
        letter = write_letter(request, LetterKind.EXTENSION, by=by, number=number)
        entry.payload = {"request": request.pk, "letter": letter.pk, "days": days, "text": seal(words)}
    return letter


def ask_reasons(request, *, by, reasons_by, seen=None, number=None):
    """Ask an applicant whose requests are far too many or too frequent for the reasons (art. 35); returns the Letter.

    Refused a second time.
    """
    if reasons_by is None or reasons_by <= today():
        raise Invalid(_("Leave the applicant some days: %(day)s is not after today.") % {"day": spoken.day(reasons_by)},
                      field="reasons_by")
    with acting("timing.ask_reasons", request, by=by, seen=seen, reasons_asked_on=today(), reasons_by=reasons_by) as entry:
        letter = write_letter(request, LetterKind.REASONS, by=by, number=number)
        entry.payload = {"request": request.pk, "letter": letter.pk, "by": reasons_by.isoformat()}
    return letter


def take_reasons(request, *, by, reasons, delayed_until=None, seen=None):
    """Enter reasons that are sound: it is answered, by a stated later term where the period does not suffice (art. 35).

    Unsound ones are answered by a draft of “not processed” instead. Invalid for a term before the period's own end.
    """
    words, clock = written(reasons, "reasons", WANTED_LENGTH), clock_of(request)
    if delayed_until and clock and delayed_until <= clock.date:
        raise Invalid(
            _("%(day)s is no later term: the period runs to %(last)s anyway.")
            % {"day": spoken.day(delayed_until), "last": spoken.day(clock.date)}, field="delayed_until",
        )
    with acting("timing.take_reasons", request, by=by, seen=seen, reasons=words, delayed_until=delayed_until) as entry:
        entry.payload = {"request": request.pk, "text": seal(words)}
        if delayed_until:
            entry.payload["until"] = delayed_until.isoformat()
    return request


def charge(request, *, by, yuan, reason, seen=None, number=None):
    """Give notice of a fee for a request far beyond what is reasonable (art. 42); the clock stands until it is paid.

    Returns the Fee. Invalid where the sum is none; refused a second time.
    """
    sum_, words = _money(yuan), written(reason, "reason", TEXT_LENGTH)
    with acting("timing.charge", request, by=by, seen=seen) as entry:
        fee = Fee.objects.create(community=request.community, request=request, yuan=sum_, reason=words, notified_on=today())
        letter = write_letter(request, LetterKind.FEE, by=by, number=number)
        entry.payload = {"request": request.pk, "letter": letter.pk, "yuan": str(fee.yuan)}
    request.fee = fee
    return fee


def pay(request, *, by, on=None, seen=None):
    """Enter that the fee was paid ``on`` a day (today): the clock goes on with the day after."""
    fee = getattr(request, "fee", None)
    day = past_day(on, "on", fee and fee.notified_on)
    with acting("timing.pay", request, by=by, seen=seen) as entry:
        Fee.objects.filter(pk=fee.pk, paid_on=None).update(paid_on=day)
        fee.paid_on = day
        entry.payload = {"request": request.pk, "on": day.isoformat()}
    return request


def _money(yuan):
    try:
        sum_ = Decimal(str(yuan))
    except InvalidOperation:
        sum_ = None
    if sum_ is None or not sum_.is_finite() or not 0 < sum_ <= MOST_YUAN or sum_ != round(sum_, 2):
        raise Invalid(_("“%(yuan)s” is no sum of money. Write it like 120 or 12.50.") % {"yuan": yuan}, field="yuan")
    return sum_
