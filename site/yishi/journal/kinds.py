"""Socket in the wall: what kinds of event there are, how each reads, who sees it, who is told of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .models import Visibility


@dataclass(frozen=True)
class EventKind:
    """One kind of event.

    ``label`` names it; ``sentence(event)`` returns one plain sentence for a timeline (default: the label); ``visibility``
    is who may read it; ``told(event)`` returns the persons who are given a notice of it (default: nobody).
    """

    code: str
    label: Any
    visibility: str = Visibility.PUBLIC
    sentence: Callable | None = None
    told: Callable | None = None


KINDS: dict[str, EventKind] = {}


def register(*kinds):
    """Plug kinds of event in. A code may be taken once; a second one stops the site from starting."""
    for kind in kinds:
        if kind.code in KINDS and KINDS[kind.code] != kind:
            raise ValueError(f"event kind {kind.code} is registered twice")
        KINDS[kind.code] = kind


def kind_of(event):
    """Return the kind of ``event``; a code that no floor knows any more reads as its bare code."""
    return KINDS.get(event.kind) or EventKind(event.kind, event.kind, Visibility.STAFF)
