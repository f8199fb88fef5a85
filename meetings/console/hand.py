"""One's own hand, on the page of a meeting: raised from a phone, and where one stands in the queue."""

from uuid import uuid4

from ..enums import EntryState, Stance
from ..transitions import leads
from .order import MOST
from .queue import queue_of


def hand_of(meeting, viewer, acts, back):
    """Return what the page of ``meeting`` shows ``viewer`` of their own hand, or None where they have none to raise.

    ``acts`` are the acts open to the viewer, ``back`` the address to come back to. ``place`` counts from 1; 0 is not
    waiting.
    """
    codes = {act.code for act in acts}
    if "speakers.raise_hand" not in codes or leads(viewer, meeting):
        return None
    current = meeting.entries.filter(state=EntryState.CURRENT).first()
    queue = queue_of(current)
    waiting = [turn.request.person_id for turn in queue.turns]
    own = next((turn.request for turn in queue.turns if turn.request.person_id == viewer.pk), None)
    return {
        "aside": current is not None and current.recusals.filter(attendance__person=viewer).exists(),
        "current": current, "back": back, "once": uuid4().hex[:10], "request": own, "most": MOST,
        "place": waiting.index(viewer.pk) + 1 if own else 0, "waiting": len(waiting),
        "speaking": queue.speaking is not None and queue.speaking.person_id == viewer.pk,
        "until": queue.until if queue.speaking else None,
        "hand_stances": [pair for pair in Stance.choices if pair[0] != Stance.CHAIR],
        "lower": next((act for act in acts if act.code == "speakers.lower_hand"), None),
    }
