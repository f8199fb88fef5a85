"""Third parties and other bodies are asked before information is given away (arts. 32 and 34)."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultation.domain.codes import hold
from consultation.domain.wording import brief, past_day, written
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..clock import party_due
from ..enums import LetterKind, PartyKind, Reply, State
from ..models import Party
from ..models.requests import TEXT_LENGTH
from .acting import acting, write_letter

LETTERS = {PartyKind.THIRD_PARTY: LetterKind.INQUIRY, PartyKind.JOINT_BODY: LetterKind.JOINT}


def consult(request, *, by, name, about, kind=PartyKind.THIRD_PARTY, seen=None, number=None):
    """Ask ``name`` in writing whether what concerns them may be given; the clock stands meanwhile. Returns the Party.

    They have fifteen working days (arts. 32, 34). Invalid names the field.
    """
    if kind not in PartyKind.values:
        raise Invalid(_("Say who is asked: a third party, or a body that made it too."), field="kind")
    fields = {"name": written(name, "name", 120), "about": written(about, "about", TEXT_LENGTH), "kind": kind}
    with acting("consulting.consult", request, by=by, seen=seen) as entry:
        party = Party.objects.create(community=request.community, request=request, asked_on=today(), **fields)
        letter = write_letter(request, LETTERS[kind], by=by, number=number, party=party)
        entry.payload = {"request": request.pk, "party": party.pk, "letter": letter.pk, "text": seal(party.about)}
    return party


def hear(request, *, by, reply, party=None, text="", on=None, seen=None):
    """Enter what ``party`` answered; when nobody is waited for any more, the clock goes on.

    A body that made the information too and keeps silent agrees; of a silent third party the office decides. Refused
    for silence before the fifteen working days are over, and where the party has answered.
    """
    party = party or request.parties.filter(answered_on=None).first()
    if reply not in Reply.values:
        raise Invalid(_("Say what they answered: they agree, in part, not, or did not answer."), field="reply")
    if party is None or party.request_id != request.pk or party.answered_on:
        raise Refused(_("They have answered already. Look at the page again."), field="party")
    day = _day_of(party, reply, on)
    words = brief(text, "text", TEXT_LENGTH)
    with _hearing(request, party, by=by, seen=seen) as entry:
        entry.payload = _heard(party, reply, day, words)
    return party


def fall_silent(request, party):
    """Let the clock go on where ``party`` has not answered in fifteen working days: by nobody, since the hour came."""
    with _hearing(request, party, by=None, holder=True) as entry:
        entry.payload = _heard(party, Reply.SILENT, party_due(party).date, "")


@contextmanager
def _hearing(request, party, **more):
    """Let ``request`` go on, or stand where somebody else than ``party`` is waited for: answers come in one after the other."""
    with transaction.atomic():
        hold(request.community)
        waiting = request.parties.filter(answered_on=None).exclude(pk=party.pk).exists()
        target = State.CONSULTING if waiting else State.RUNNING
        with acting("consulting.hear", request, target=target, **more) as entry:
            yield entry


def _heard(party, reply, day, words):
    """Write down what ``party`` answered; returns the payload. Refused where somebody else has done so."""
    done = Party.objects.filter(pk=party.pk, answered_on=None).update(reply=reply, answered_on=day, reply_text=words)
    if not done:
        raise Refused(_("They have answered already. Look at the page again."), field="party")
    party.refresh_from_db()
    return {"request": party.request_id, "party": party.pk, "reply": str(reply), "text": seal(words)}


def _day_of(party, reply, on):
    """Return the day on which the clock goes on."""
    due = party_due(party).date
    if reply != Reply.SILENT:
        return past_day(on, "on", party.asked_on)
    if today() <= due:
        raise Refused(_("They may answer until %(day)s. Silence counts from the day after.") % {"day": spoken.day(due)},
                      field="reply")
    return due
