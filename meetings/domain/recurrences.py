"""Setting and giving up the standing date of a body."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock.story import today
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.people.enums import PlaceKind
from yishi.refusals import Invalid

from ..enums import Every, MeetingKind, RecurrenceState, Rest
from ..models import Recurrence
from ..models.recurrences import LAST_DAY
from ..transitions import TABLE
from .rows import counted, insert, one_of, written

OF_THE_STREET = (MeetingKind.STREET, MeetingKind.PARTY_COMMITTEE, MeetingKind.OPEN_DAY)
OF_A_COMMUNITY = (MeetingKind.COUNCIL, MeetingKind.REP_ASSEMBLY, MeetingKind.TALK, MeetingKind.OPEN_DAY)


def regular_kinds(place):
    """Return the kinds of meeting that ``place`` may hold regularly; the others are called for a matter or an application."""
    return OF_A_COMMUNITY if place.kind == PlaceKind.COMMUNITY else OF_THE_STREET


def settle(community, *, by, kind, day, hour, place_words, every=Every.MONTH, rest=Rest.AFTER):
    """Set the standing date of the meetings of ``kind`` in ``community``; return the Recurrence.

    It takes the place of the one in force, which stays on record; meetings that were convened stay as they are. Invalid
    for a kind that is not held regularly, and a day that not every month has.
    """
    if kind not in regular_kinds(community):
        raise Invalid(_("Meetings of this kind are called when there is something to call them for."), field="kind")
    if not 1 <= counted(day, "day") <= LAST_DAY:
        raise Invalid(_("Choose a day from 1 to %(last)d, so that every month has it.") % {"last": LAST_DAY}, field="day")
    if not isinstance(hour, dt.time):
        raise Invalid(_("Enter an hour, like 19:00."), field="hour")
    row = Recurrence(
        community=community, kind=kind, day=day, hour=hour, place_words=written(place_words, "place_words", 80),
        every=one_of(Every, every, "every"), rest=one_of(Rest, rest, "rest"), since=today(),
    )
    require(TABLE["recurrences.settle"], row, by)
    with transaction.atomic():
        before = Recurrence.objects.filter(community=community, kind=kind, state=RecurrenceState.IN_FORCE)
        replaced = before.update(state=RecurrenceState.REPLACED)
        insert(row, _("Somebody else set this standing date just now. Look at it first."))
        append(row.stream_name, "recurrences.settled", by=by, community=community, payload={
            "recurrence": row.pk, "kind": str(kind), "day": day, "hour": f"{hour:%H:%M}", "every": str(row.every),
            "rest": str(row.rest), "replaced": bool(replaced), "text": seal(row.place_words),
        })
    return row


def end(recurrence, *, by, reason, seen=None):
    """Give up a standing date for ``reason``; it stays on record, and meetings that were convened stay as they are."""
    reason = written(reason, "reason", 200)
    with taking(TABLE["recurrences.end"], recurrence, by=by, seen=seen, reason=reason) as entry:
        entry.payload = {"recurrence": recurrence.pk, "kind": recurrence.kind, "text": seal(reason)}
