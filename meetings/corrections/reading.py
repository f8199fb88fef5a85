"""The corrections of a meeting's minutes as they are read, and the hash that each bears."""

import hashlib
import json

from yishi.people.names import display_name
from yishi.people.rules import read_persons

from ..models import Correction


def waiting(meeting):
    """Return the Correction that waits for its answer, or None."""
    return Correction.objects.filter(meeting=meeting, answer=None).select_related("objection").first()


def standing(meeting):
    """Return the countersigned Corrections of ``meeting`` in order, their answers read along. One query."""
    rows = Correction.objects.filter(meeting=meeting, answer__countersigned=True)
    return list(rows.select_related("answer", "minutes", "objection").order_by("n"))


def digest_of(correction, before, by):
    """Return the SHA-256 of ``correction`` as countersigned by the person with the key ``by``.

    ``before`` is the hash of what it stands under: the signed text, or the correction before it.
    """
    content = [before, correction.n, correction.objection_id, correction.wrong, correction.right, correction.reason,
               correction.by_id, by]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def hold(minutes):
    """Return whether the corrections of the signed ``minutes`` are as they were countersigned, in their order."""
    before = minutes.sha256
    for row in standing(minutes.meeting):
        if digest_of(row, before, row.answer.by_id) != row.answer.sha256:
            return False
        before = row.answer.sha256
    return True


def shown(meeting, viewer, *, office=False):
    """Return the corrections of ``meeting`` as ``viewer`` may read them, with the names of both; for the ``office``
    those too that wait or were refused."""
    rows = Correction.objects.filter(meeting=meeting).select_related("answer", "objection").order_by("n")
    rows = list(rows if office else rows.filter(answer__countersigned=True))
    answers = [row.answer for row in rows if hasattr(row, "answer")]
    objections = [row.objection for row in rows if row.objection]
    if rows:
        read_persons((rows, "by"), (answers, "by"), (objections, "person"))
    for row in rows:
        row.who, row.answered = display_name(row.by, viewer), getattr(row, "answer", None)
        row.status = ("done" if row.answered.countersigned else "fail") if row.answered else "wait"
        if row.answered:
            row.answered.who = display_name(row.answered.by, viewer)
    return rows
