"""A guide goes public by the review of its text, and is withdrawn with a reason. What it said before is kept."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultation.domain.wording import brief, written
from yishi.acts import require, taking
from yishi.clock.story import today
from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Stale

from ..acts import RELEASE, WITHDRAW
from ..disclosing import disclose, take_back
from ..models import Guide, GuideVersion
from .drafts import require_another

STANDS = {"withdrawn_on": None, "withdrawn_because": ""}


def release(draft, *, by, secrets_checked, words=""):
    """Review ``draft`` and let it out: from now on its guide says this; return the Guide.

    Refused to who wrote it, and to all but the disclosure officer and the heads of the sub-district; Invalid without the
    look for secrets, and where the catalogue in force has no such entry; Stale where somebody decided first.
    """
    words = brief(words, "words", 500)
    if not secrets_checked:
        raise Invalid(_("Look for secrets and privacy first, and say that you have."), field="secrets_checked")
    require_another(draft, by)
    try:
        with taking(RELEASE, draft, by=by, words=words, reviewed_on=today(), reviewed_by=by) as entry:
            entry.payload = {"code": draft.code, "draft": draft.pk, "words": seal(words)}
            row = _says(draft)
    except IntegrityError:
        raise Stale(STALE) from None
    return row


def _says(draft):
    """Let the guide of ``draft`` say what stands in it, in the caller's transaction."""
    said = {**draft.content, "changed_on": today(), "changed_by": draft.made_by, **STANDS}
    changed = []
    row = Guide.objects.select_related("community").filter(code=draft.code).first()
    if row is None:
        row = Guide.objects.create(community=draft.community, code=draft.code, **said)
        kind = "guides.put"
    else:
        changed = sorted(name for name, value in draft.content.items() if getattr(row, name) != value)
        guarded_update(row, {"version": row.version}, version=row.version + 1, **said)
        kind = "guides.changed"
    GuideVersion.objects.create(
        community=row.community, guide=row, n=row.version, made_on=row.changed_on, made_by=draft.made_by, what=draft.what,
        content=draft.content, draft=draft,
    )
    payload = {"code": row.code, "version": row.version, "fields": changed, "text": seal(draft.what)}
    append(row.stream_name, kind, by=draft.reviewed_by, community=row.community, payload=payload)
    disclose(row, by=draft.reviewed_by)
    return row


def withdraw(guide, *, by, reason):
    """Withdraw ``guide`` for ``reason``, which its address tells; released anew it stands again.

    Refused without a reason, and to all who neither write nor review guides; Stale where it is withdrawn already.
    """
    reason = written(reason, "reason", 300)
    require(WITHDRAW, guide, by)
    with transaction.atomic():
        guarded_update(guide, {"withdrawn_on": None, "version": guide.version}, withdrawn_on=today(), withdrawn_because=reason)
        payload = {"code": guide.code, "reason": seal(reason)}
        append(guide.stream_name, WITHDRAW.event, by=by, community=guide.community, payload=payload)
        take_back(guide, reason=reason, by=by)
    return guide
