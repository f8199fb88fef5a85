"""What readers tell the office: what they want to know, and what is not true; and the office's answer."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Forbidden, Invalid

from ..events import STREAM
from ..models import FaultReport, FaultState, Wish
from ..rules import may_keep

MOST_WORDS = 1000


def wish(heading):
    """Count one more who wants to know what stands under ``heading``, today. A counter: nobody is named, nothing journalled."""
    rows = Wish.objects.filter(heading=heading, day=today())
    if rows.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            Wish.objects.create(community=heading.community, heading=heading, day=today(), count=1)
    except IntegrityError:  # somebody else was the first of the day
        rows.update(count=F("count") + 1)


def report(words, *, street, page, about, heading=None, item=None, by=None):
    """File that something at ``page`` (a path) is untrue, out of date or missing; return the FaultReport.

    Anybody may, signed in or not; ``about`` says what the page is called. Invalid where nothing is said.
    """
    words = _written(words, "words")
    with transaction.atomic():
        row = FaultReport.objects.create(
            community=street, heading=heading, item=item, page=page[:200], about=about[:200], words=words, reporter=by,
            filed_on=today(),
        )
        append(STREAM, "catalogue.fault_reported", by=by, community=street, payload={"fault": row.pk, "text": seal(words)})
    return row


def answer(fault, *, by, right, text):
    """Answer ``fault``: whether it was ``right``, and ``text``, which everybody may read.

    Refused to all but the disclosure officer; Stale where it was answered already; Invalid without a text.
    """
    if not may_keep(by, fault.community):
        raise Forbidden(_("Reports of faults are answered by the disclosure officer."))
    text = _written(text, "text")
    with transaction.atomic():
        guarded_update(
            fault, {"state": FaultState.OPEN}, state=FaultState.RIGHT if right else FaultState.NOT_RIGHT, answer=text,
            answered_on=today(), answered_by=by,
        )
        payload = {"fault": fault.pk, "right": bool(right), "text": seal(text)}
        append(STREAM, "catalogue.fault_answered", by=by, community=fault.community, payload=payload)
    return fault


def _written(text, field):
    text = (text or "").strip()
    if not text:
        raise Invalid(_("Say it in a few words."), field=field)
    if len(text) > MOST_WORDS:
        raise Invalid(_("Write at most %(most)s characters.") % {"most": MOST_WORDS}, field=field)
    return text
