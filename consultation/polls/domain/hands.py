"""A show of hands: the recorder enters what was counted in the room, the facilitator confirms it."""

from django.db.models import Max, Subquery
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.models import Event
from yishi.refusals import Invalid, Refused

from ..guards import counted_by_oneself, no_hands
from ..models import HandCount, HandTally
from .acting import acting
from .papers import sheets_of


def enter(poll, *, by, present, counts, seen=None):
    """Enter the hands counted in ``poll``, and return the HandCount, still to be confirmed by another person.

    ``present`` is how many were there without those who stood aside; ``counts`` maps each choice's code to hands;
    choices left out had none. Invalid where more hands than people were counted, or more people than are entitled. A
    count entered wrongly is not confirmed and simply entered again. The poll must be open and a show of hands.
    """
    no_hands(poll, by)
    codes = next(iter(sheets_of(poll).values())).codes
    if not counts.keys() <= codes.keys() or any(hands < 0 for hands in counts.values()):
        raise Invalid(_("These are not the choices of this ballot."), field="counts")
    if sum(counts.values()) > present:
        raise Invalid(_("More hands were counted than people were there."), field="counts")
    with acting("enter_hands", poll, by=by, seen=seen) as entry:
        if present > poll.entitled - poll.recusals.count():
            raise Invalid(_("More people than are entitled and did not stand aside."), field="present")
        n = (poll.hand_counts.aggregate(last=Max("n"))["last"] or 0) + 1
        count = HandCount.objects.create(
            community=poll.community, poll=poll, n=n, present=present, entered_by=by, entered_at=now()
        )
        HandTally.objects.bulk_create(
            HandTally(community=poll.community, count=count, choice_id=pk, hands=counts.get(code, 0))
            for code, pk in codes.items()
        )
        entry.payload = {"poll": poll.pk, "count": count.pk}
    return count


def confirm(poll, *, by, count=None, seen=None):
    """Confirm the latest ``count`` of hands of ``poll`` (or the one given), and return it.

    Refused to whoever entered it (four eyes), where another count was entered or confirmed meanwhile, and where somebody
    has stood aside since: the count holds a member who is not among those present.
    """
    counted_by_oneself(poll, by)
    latest = poll.hand_counts.order_by("-n").first()
    if count is not None and count.pk != latest.pk:
        raise Refused(_("The count was entered anew meanwhile. Look at the latest one."))
    with acting("confirm_hands", poll, by=by, seen=seen) as entry:
        if poll.hand_counts.filter(n__gt=latest.n).exists():
            raise Refused(_("The count was entered anew meanwhile. Look at the latest one."))
        if _stood_aside_since(latest):
            raise Refused(_("A member has stood aside since the hands were counted. Have them counted and entered anew."))
        guarded_update(latest, {"confirmed_by": None}, confirmed_by=by, confirmed_at=now())
        entry.payload = {"poll": poll.pk, "count": latest.pk}
    return latest


def _stood_aside_since(count):
    """Return whether somebody has stood aside from the vote since ``count`` was entered."""
    events = Event.objects.filter(stream__name=count.poll.stream_name)
    entered = events.filter(kind="ballots.hands_entered", payload__count=count.pk).values("seq")[:1]
    return events.filter(kind="ballots.recused", payload__poll=count.poll_id, seq__gt=Subquery(entered)).exists()
