"""What has been made and is not public yet: noted by the officer, and settled by what was published."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Forbidden, Invalid

from ..events import STREAM
from ..models import OwedItem, OwedState
from ..rules import may_keep
from .items import entry_of


def note(*, street, entry, title, made_on, by):
    """Note that what is called ``title``, made on ``made_on``, has to be published under the code ``entry``.

    Returns the OwedItem; its last day is counted by the entry's limit. Refused to all but the disclosure officer;
    Invalid without a title, under no proactive entry, or where it was made in the future.
    """
    _require_keeper(by, street)
    title = " ".join(title.split())
    if not title or len(title) > 200:
        raise Invalid(_("Say what has to be published, in 200 characters at most."), field="title")
    if made_on > today():
        raise Invalid(_("%(day)s has not come yet.") % {"day": spoken.day(made_on)}, field="made_on")
    under = entry_of(entry, street)
    with transaction.atomic():
        row = OwedItem.objects.create(
            community=street, heading=under.heading, title=title, made_on=made_on, noted_on=today(), noted_by=by
        )
        append(STREAM, "catalogue.owed", by=by, community=street, payload={"owed": row.pk, "text": seal(title)})
    return row


def settle(owed, *, by, item=None, reason=""):
    """Settle ``owed``: by the ``item`` that was published under its entry, or for a ``reason`` why none will be.

    Refused to all but the disclosure officer; Invalid with neither, or with an item of another entry; Stale where it is
    settled already.
    """
    _require_keeper(by, owed.community)
    reason = " ".join(reason.split())
    if item is None and not reason:
        raise Invalid(_("Name what was published, or say why nothing will be."), field="reason")
    if item is not None and item.heading_id != owed.heading_id:
        raise Invalid(_("%(index_no)s stands under another entry.") % {"index_no": item.index_no}, field="item")
    state = OwedState.DONE if item else OwedState.DROPPED
    with transaction.atomic():
        guarded_update(owed, {"state": OwedState.OPEN}, state=state, item=item, reason="" if item else reason[:300],
                       settled_on=today())
        payload = {"owed": owed.pk, "item": item and item.pk}
        append(STREAM, "catalogue.owed_settled", by=by, community=owed.community, payload=payload)
    return owed


def _require_keeper(by, street):
    if not may_keep(by, street):
        raise Forbidden(_("What has to be published is noted by the disclosure officer."))
