"""Scheduled work of requests: reminders before the last day, third parties who keep silent, letters to be printed."""

from django.db import transaction

from yishi.clock.story import today
from yishi.documents.domain.documents import make_waiting
from yishi.documents.pool import pool
from yishi.journal.domain.events import append
from yishi.tasks.due import claim, due, each
from yishi.tasks.models import Claim

from .clock import SOON, clock_of, confirm_due, party_due
from .domain.acting import PAPER
from .domain.consulting import fall_silent
from .enums import State
from .letters import write
from .models import Party, Request

PRINTING_SECONDS, REMINDED = 6.0, "requests.remind"


@due("requests.print")
def print_letters(now):
    """Make the letters that were asked for, a few at every round."""
    return make_waiting({PAPER: write}, pool=pool, seconds=PRINTING_SECONDS)


@due("requests.silence")
def hear_silence(now):
    """Let the clock of a request go on where somebody who was asked has not answered in fifteen working days."""
    rows = Party.objects.filter(answered_on=None, request__state=State.CONSULTING).select_related("request__community")
    over = [party for party in rows if today() > party_due(party).date]
    return each(over, lambda party: fall_silent(party.request, party))


@due("requests.remind")
def remind(now):
    """Tell the officer and the director of what is due within three working days, or late; of each once."""
    rows = Request.objects.open().exclude(state=State.CONSULTING).whole()
    found = {_key(row, kind): (row, kind) for row in rows if (kind := pressing(row))}
    told = Claim.objects.filter(name=REMINDED, key__in=found).values_list("key", flat=True)
    return each([found[key] for key in found.keys() - set(told)], _remind)


def pressing(request):
    """Return what is pressing about ``request``: to confirm, soon, late, or "" for nothing."""
    if request.state == State.SUBMITTED:
        return "confirm" if today() >= confirm_due(request).date else ""
    clock = clock_of(request)
    if clock is None or clock.stopped:
        return ""
    left = clock.left(today())
    return "late" if left < 0 else "soon" if left <= SOON else ""


def _key(request, kind):
    """Return under what it is remembered that a reminder was given; a moved last day is reminded of anew."""
    return f"{request.pk}:{kind}:{request.extended_days}:{request.completed_on or ''}:{request.delayed_until or ''}"


def _remind(found):
    request, kind = found
    with transaction.atomic():
        if claim(REMINDED, _key(request, kind)):
            append(request.stream_name, "request.pressing", by=None, community=request.community,
                   payload={"request": request.pk, "kind": kind})
