"""Correcting minutes that both have signed. Nothing of the text is changed: a note of correction is put under it."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused, Stale

from ..corrections import reading
from ..minutes.asking import ask_for_paper
from ..models import Correction, CorrectionAnswer
from ..transitions import TABLE
from .reviews import require_nameless
from .rows import insert, next_n, written

LONGEST, WHY = 2000, 500
ANOTHER = _("The correction is not the one you were shown. Read it again as it stands now.")
NO_TEXT = _("These minutes were signed on a record from before there were texts here; there is none to correct.")
ANSWERED = _("This correction has been answered meanwhile.")


def propose(meeting, *, by, wrong, right, reason, objection=None, seen=None):
    """Propose to correct the signed minutes: what is ``wrong``, what is ``right`` and why; return the Correction.

    It may uphold an ``objection`` that was taken into the minutes. It stands for nothing before another person has
    countersigned it. Invalid where both say the same, and for an objection of another meeting; refused while another
    correction waits.
    """
    texts = {"wrong": written(wrong, "wrong", LONGEST), "right": written(right, "right", LONGEST),
             "reason": written(reason, "reason", WHY)}
    if texts["wrong"] == texts["right"]:
        raise Invalid(_("What is right is the same as what is wrong. Say what it must read."), field="right")
    if objection is not None and objection.meeting_id != meeting.pk:
        raise Invalid(_("Choose one of the list."), field="objection")
    require_nameless(meeting, **texts)
    with taking(TABLE["corrections.propose"], meeting, by=by, seen=seen) as entry:
        signature = meeting.signatures.select_related("minutes").filter(n=2, minutes__isnull=False).first()
        if signature is None:
            raise Refused(NO_TEXT)
        row = insert(Correction(
            community=meeting.community, meeting=meeting, minutes=signature.minutes, by=by, n=next_n(meeting.corrections),
            objection=objection, **texts,
        ), ANOTHER)
        entry.made = row
        entry.payload = {"correction": row.pk, "n": row.n, "objection": objection and objection.pk,
                         **{name: seal(text) for name, text in texts.items()}}
    return row


def countersign(meeting, *, by, seen_n=None, seen=None):
    """Countersign the correction that waits; return the CorrectionAnswer. It stands under the minutes from now on.

    A new version of their paper is asked for; the earlier ones stay. Refused for who proposed it; Stale where ``seen_n``
    is not the number of the one that waits.
    """
    with taking(TABLE["corrections.countersign"], meeting, by=by, seen=seen) as entry:
        row, before = _asked(meeting, seen_n), reading.standing(meeting)
        hashed = before[-1].answer.sha256 if before else row.minutes.sha256
        answer = _answer(row, by, True, sha256=reading.digest_of(row, hashed, by.pk), version=row.minutes.n + len(before) + 1)
        ask_for_paper(row.minutes, answer.version)
        entry.made = answer
        entry.payload = {"correction": row.pk, "n": row.n, "version": answer.version, "hash": answer.sha256}
    return answer


def refuse(meeting, *, by, reason, seen_n=None, seen=None):
    """Refuse the correction that waits, with a ``reason``; return the CorrectionAnswer. The minutes stay as they are.

    Refused for who proposed it; Stale where ``seen_n`` is not the number of the one that waits.
    """
    reason = written(reason, "reason", WHY)
    with taking(TABLE["corrections.refuse"], meeting, by=by, seen=seen) as entry:
        row = _asked(meeting, seen_n)
        entry.made = _answer(row, by, False, reason=reason, version=0)
        entry.payload = {"correction": row.pk, "n": row.n, "reason": seal(reason)}
    return entry.made


def _asked(meeting, seen_n):
    """Return the correction that waits; Stale where whoever acts was shown another one."""
    row = reading.waiting(meeting)
    if row is None or (seen_n and seen_n != row.n):
        raise Stale(ANOTHER)
    return row


def _answer(row, by, countersigned, **fields):
    return insert(
        CorrectionAnswer(community=row.community, correction=row, countersigned=countersigned, by=by, **fields), ANSWERED
    )
