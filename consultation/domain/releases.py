"""Step 5: review before release. What was made by one is read by another before it goes out (Regulations, art. 17)."""

import hashlib

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import today
from yishi.db.guard import STALE
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Stale
from yishi.release import Reason

from ..models import Resolution, ResolutionReview, ReviewResult
from ..queries.decisions import makers_of
from ..transitions import TABLE
from .wording import brief, written

WORDS, BASIS = 500, 200


def review(resolution, *, by, result, secrets_checked=False, reason="", basis="", words="", read="", seen=None):
    """Write the review of the draft as it stands and return it; "whole" and "partly" let it go out, "back" does not.

    ``read`` is the digest of the text that was read (``digest_of``): Stale where the draft has moved on since. Forbidden
    to whoever had a hand in this version. Invalid without the look for secrets, where something was kept back without a
    ``reason`` (arts. 14 to 16) and its article (``basis``), or where it goes back without ``words``.
    """
    fields = _checked(result, secrets_checked, reason, basis, words)
    with taking(TABLE["releases.review"], resolution, by=by, seen=seen) as entry:
        digest = digest_of(Resolution.objects.get(pk=resolution.pk))
        if read and read != digest:
            raise Stale(STALE)
        row = ResolutionReview.objects.create(
            community=resolution.community, resolution=resolution, digest=digest, maker_id=makers_of(resolution)[-1], reviewer=by,
            on=today(), **fields,
        )
        passed = None if row.result == ReviewResult.BACK else row
        Resolution.objects.filter(pk=resolution.pk).update(review=passed)
        entry.made = row
        entry.payload = {"review": row.pk, "resolution": resolution.pk, "version": resolution.version,
                         "result": str(row.result), "reason": row.reason, "digest": digest, "words": seal(row.words)}
    resolution.review = passed
    return row


def digest_of(resolution):
    """Return the SHA-256 of what goes out with this version: its date, its text and the tasks that follow."""
    tasks = [f"{task.n} {task.text} {task.body_id} {task.body_words} {task.due}" for task in resolution.tasks.order_by("n")]
    return hashlib.sha256("\n".join([resolution.dated.isoformat(), resolution.text, *tasks]).encode()).hexdigest()


def _checked(result, secrets_checked, reason, basis, words):
    """Return what the form says as fields; Invalid names the one to cure."""
    if result not in ReviewResult.values:
        raise Invalid(_("Say whether it may go out."), field="result")
    words, basis = brief(words, "words", WORDS), brief(basis, "basis", BASIS)
    if result == ReviewResult.BACK:
        return {"result": result, "words": written(words, "words", WORDS)}
    if not secrets_checked:
        raise Invalid(_("Look for secrets and privacy first, and say that you have."), field="secrets_checked")
    if result == ReviewResult.WHOLE:
        return {"result": result, "words": words}
    if reason not in Reason.values:
        raise Invalid(_("What is kept back needs its reason (arts. 14 to 16) and the article of law."), field="reason")
    return {"result": result, "reason": reason, "basis": written(basis, "basis", BASIS), "words": words}
