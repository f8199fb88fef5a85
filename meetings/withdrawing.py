"""What stands on the record of a meeting and can be withdrawn, entered by mistake; and what refuses where there is nothing.

And a socket in the wall: what a higher floor does when something is withdrawn. It hears of it in the same transaction.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from yishi.refusals import Refused

from .enums import Capacity, EntryState
from .models import Consensus, Recusal

HEARERS = {}  # a column of Withdrawal → the functions that hear of it


def register(**hearers):
    """Plug in ``what=hearer``, called as ``hearer(row, by=person)``; where it refuses, the row is not withdrawn."""
    for what, hearer in hearers.items():
        HEARERS.setdefault(what, set()).add(hearer)


def tell(what, row, *, by):
    """Tell every floor above that ``row``, a ``what``, is withdrawn by the person ``by``."""
    for hearer in HEARERS.get(what, ()):
        hearer(row, by=by)


def objections(meeting):
    """Return the objections in the minutes of ``meeting`` that stand."""
    return meeting.minutes_objections.standing().order_by("-pk")


def recusals(meeting):
    """Return the members' standing aside from an entry of ``meeting`` that stands, with whose it is."""
    return Recusal.objects.filter(entry__meeting=meeting).select_related("entry", "attendance").order_by("-pk")


def consensuses(meeting):
    """Return what was agreed at ``meeting`` and stands."""
    return Consensus.objects.filter(entry__meeting=meeting).select_related("entry").order_by("-at", "-pk")


def guests(meeting):
    """Return whom ``meeting`` has invited."""
    return meeting.invitations.select_related("person").order_by("-pk")


def struck(meeting):
    """Return the entries that were taken off the agenda of ``meeting``."""
    return meeting.entries.filter(state=EntryState.STRUCK).order_by("n")


def untouched(meeting):
    """Return the entry that is being dealt with at ``meeting``, where nothing was said on it yet and nothing agreed stands."""
    agreed = Consensus.objects.filter(entry=OuterRef("pk"))
    return meeting.entries.filter(~Exists(agreed), state=EntryState.CURRENT, statements=None)


def present(meeting):
    """Return the attendances of those who are signed in at ``meeting``."""
    return meeting.attendances.filter(present=True)


def members_present(meeting):
    """Return the attendances of the members who are signed in at ``meeting``."""
    return present(meeting).filter(capacity=Capacity.MEMBER)


def nothing_of(rows, sentence):
    """Return the bar that refuses with ``sentence`` where there are no ``rows`` of the meeting."""
    def bar(meeting, person):
        if not rows(meeting).exists():
            raise Refused(sentence)
    return bar


no_objection = nothing_of(objections, _("No objection stands in these minutes."))
no_recusal = nothing_of(recusals, _("No member stands aside from an entry of this meeting."))
no_consensus = nothing_of(consensuses, _("Nothing that was agreed at this meeting is on record."))
nobody_there = nothing_of(present, _("Nobody is signed in at this meeting."))
no_member_there = nothing_of(members_present, _("No member is signed in at this meeting."))
no_guest = nothing_of(guests, _("Nobody is invited to this meeting."))
none_struck = nothing_of(struck, _("No entry was taken off this agenda."))
begun = nothing_of(untouched, _("No entry is being dealt with on which nothing was said or agreed yet."))
