"""What an audit administrator does with the log: checking its chain, and taking a part of it out. Both leave a trace."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yishi.people.enums import Role
from yishi.people.rules import seats_of
from yishi.refusals import Forbidden, Refused

from ..models import Event, Stream
from ..own_kinds import STREAM
from ..queries import broken_streams
from .events import append

MOST_CHECKED = 50_000  # events: what is checked while one waits
MOST_EXPORTED = 20_000  # lines of one table
MOST_NAMED = 20


def check(*, by):
    """Check the chain of every stream, and record how far it was checked and where it does not hold; return the Event.

    Refused to everybody but the audit administrator, and where the log is too long to be checked while one waits.
    """
    place = _place_of(by)
    upto, total = Event.objects.aggregate(last=Max("pk"))["last"] or 0, Event.objects.count()
    if total > MOST_CHECKED:
        raise Refused(
            _("The log has %(n)s events, too many to be checked while you wait. Whoever runs the server checks it: "
              "manage.py verify_journal.") % {"n": total}
        )
    broken = [(name, number) for name, numbers in broken_streams() for number in numbers]
    payload = {
        "upto": upto, "events": total, "streams": Stream.objects.count(), "broken": len(broken),
        "at": [f"{name}#{number}" for name, number in broken[:MOST_NAMED]],
    }
    with transaction.atomic():
        return append(STREAM, "journal.checked", by=by, community=place, payload=payload)


def record_export(events, *, by):
    """Record that ``by`` takes ``events`` (a queryset) out as a table; return how many they are.

    Refused to everybody but the audit administrator, where there are none, and where they are too many for one table.
    """
    place, total = _place_of(by), events.count()
    if not total:
        raise Refused(_("There is no event to take out. Choose other days, or another kind."))
    if total > MOST_EXPORTED:
        raise Refused(
            _("These are %(n)s events; a table holds %(most)s. Choose fewer days.") % {"n": total, "most": MOST_EXPORTED}
        )
    with transaction.atomic():
        append(STREAM, "journal.exported", by=by, community=place, payload={"events": total})
    return total


def _place_of(by):
    """Return the place whose log ``by`` audits; refuse who audits none."""
    for seat in seats_of(by):
        if seat.role == Role.AUDIT_ADMIN:
            return seat.place
    raise Forbidden(_("The log is read by the audit administrator alone."))
