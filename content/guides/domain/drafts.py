"""Writing the text of a guide, and handing it in for review. Nobody outside reads it before it is released."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from consultation.domain.wording import written
from yishi.acts import require, taking
from yishi.clock.story import today
from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Forbidden, Invalid, Stale

from ..acts import PUT, SEND_BACK, SUBMIT
from ..enums import DraftState
from ..models import Draft, Guide
from ..queries import last_draft, open_draft
from .checking import checked, code_of


def put(street, code, *, by, seen=None, new=False, what="", **said):
    """Keep what is ``said``, of ``FIELDS``, as the draft of the guide ``code`` of ``street``; return the Draft.

    It takes the place of the open draft; where it says what is public already, nothing is written and None returned. A
    change needs ``what`` was changed, which is published with it. ``seen`` is the key of the last draft when the form was
    drawn (0: none): Stale if somebody saved since; Invalid where a ``new`` code is taken. Forbidden to all but the service
    centre's lead and the disclosure officer.
    """
    code = code_of(code)
    guide, before = Guide.objects.filter(code=code).first(), open_draft(code)
    require(PUT, guide or Guide(community=street), by)
    clean = checked(said)
    if new and (guide or before):
        raise Invalid(_("There is a guide with the code %(code)s already.") % {"code": code}, field="code")
    if seen is not None and seen != getattr(last_draft(code), "pk", 0):
        raise Stale(STALE)
    if guide and not before and guide.withdrawn_on is None and all(getattr(guide, name) == clean[name] for name in clean):
        return None
    what = written(what, "what", 300) if guide else ""
    return _keep(guide.community if guide else street, code, before, by, content=clean, what=what)


def _keep(street, code, before, by, **said):
    try:
        with transaction.atomic():
            if before:
                guarded_update(before, {"state": before.state}, state=DraftState.REPLACED)
            row = Draft.objects.create(community=street, code=code, made_on=today(), made_by=by, **said)
            append(row.stream_name, PUT.event, by=by, community=street, payload={"code": code, "draft": row.pk})
    except IntegrityError:
        raise Stale(STALE) from None
    return row


def submit(draft, *, by):
    """Hand ``draft`` in for review by another person; refused as the act is."""
    with taking(SUBMIT, draft, by=by) as entry:
        entry.payload = {"code": draft.code, "draft": draft.pk}
    return draft


def send_back(draft, *, by, words):
    """Send ``draft`` back to who wrote it, with ``words`` on what has to change; refused to who wrote it."""
    words = written(words, "words", 500)
    require_another(draft, by)
    with taking(SEND_BACK, draft, by=by, words=words, reviewed_on=today(), reviewed_by=by) as entry:
        entry.payload = {"code": draft.code, "draft": draft.pk, "text": seal(words)}
    return draft


def require_another(draft, by):
    """Refuse where ``by`` wrote ``draft``: somebody else has to review it."""
    if by is not None and by.pk == draft.made_by_id:
        raise Forbidden(_("You wrote this text. Somebody else has to review it (art. 17)."))
