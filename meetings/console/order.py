"""Whose turn it is to speak: the rules of debate that order a queue, as one pure function.

Of the thirteen rules these can be counted; the numbers are theirs:

2. Hands first, then words: whoever raised a hand earlier speaks earlier, and whoever has not spoken yet before those
   who have.
4. Three minutes each time, and at most twice on one entry.
9. Different opinions speak in turn: after somebody for it, somebody who is not, as far as there is one.

What cannot be counted (to speak to the chair, to the matter, of no motives) is the facilitator's to remind of.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..enums import Stance

EACH = dt.timedelta(minutes=3)
MOST = 2
SIDES = {Stance.FOR: "for", Stance.CONDITIONAL: "for", Stance.AGAINST: "against"}
UNHEARD, OTHER_SIDE, FIRST = _("has not spoken yet"), _("another opinion than the last"), _("raised a hand first")


@dataclass(frozen=True)
class Turn:
    """A place in the queue: the ``request``, how often its speaker was ``heard`` on this entry, ``why`` it is here."""

    request: Any
    heard: int
    why: Any


def order(requests, history):
    """Return the Turns of the waiting ``requests``, the next one first.

    Of a request ``key`` (who), ``stance``, ``raised_at`` and ``pk`` are read; ``history`` are the requests that were
    called on this entry, the earliest first, whoever speaks now among them. Whoever was heard twice is left out.
    """
    heard, last = Counter(spoken.key for spoken in history), _last_side(history)
    waiting = [request for request in requests if heard[request.key] < MOST]
    turns = []
    while waiting:
        ranked = sorted(waiting, key=lambda request: _rank(request, heard, last))
        turns.append(Turn(ranked[0], heard[ranked[0].key], _why(ranked[0], waiting, heard, last)))
        waiting.remove(ranked[0])
        last = side(ranked[0]) or last
    return turns


def side(request):
    """Return the side that ``request`` takes: "for", "against", or "" for a question or an explanation."""
    return SIDES.get(request.stance, "")


def _last_side(history):
    """Return the side that was heard last, questions and explanations passed over."""
    return next((side(spoken) for spoken in reversed(history) if side(spoken)), "")


def _rank(request, heard, last):
    same_again = bool(last) and side(request) == last
    return heard[request.key], same_again, request.raised_at, request.pk


def _why(request, waiting, heard, last):
    """Return the rule by which ``request`` comes before the rest of ``waiting``."""
    earlier = [other for other in waiting if (other.raised_at, other.pk) < (request.raised_at, request.pk)]
    if not earlier:
        return FIRST
    if any(heard[other.key] > heard[request.key] for other in earlier):
        return UNHEARD
    return OTHER_SIDE
