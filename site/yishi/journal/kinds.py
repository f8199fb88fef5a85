"""Socket in the wall: what kinds of event there are, how each reads, who sees it, who is told of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models import Visibility


@dataclass(frozen=True)
class EventKind:
    """One kind of event.

    ``label`` names it; ``sentence(event)`` returns one plain sentence for a timeline (default: the label, with a full stop);
    ``visibility`` is who may read it; ``told(event)`` returns the persons who are given a notice of it (default: nobody);
    ``preload(events)`` reads at once what the sentences of a page's events of this kind need, and hangs it on them;
    ``address(event)`` returns where its page is, or ""; of ``unnamed`` ones the office and whoever acted alone read who it was.
    """

    code: str
    label: Any
    visibility: str = Visibility.PUBLIC
    sentence: Callable | None = None
    told: Callable | None = None
    preload: Callable | None = None
    address: Callable | None = None
    unnamed: bool = False

    def read(self, event):
        """Return the sentence that says ``event``."""
        return str(self.sentence(event)) if self.sentence else _("%(label)s.") % {"label": capfirst(self.label)}


KINDS: dict[str, EventKind] = {}


def register(*kinds, at=None):
    """Plug kinds of event in, with ``at`` as the address of those that have none of their own. A code is taken once."""
    for kind in [replace(kind, address=kind.address or at) for kind in kinds]:
        if kind.code in KINDS and KINDS[kind.code] != kind:
            raise ValueError(f"event kind {kind.code} is registered twice")
        KINDS[kind.code] = kind


def kind_of(event):
    """Return the kind of ``event``; a code that no floor knows any more reads as its bare code."""
    return KINDS.get(event.kind) or EventKind(event.kind, event.kind, Visibility.STAFF, lambda _event: event.kind)


def preload(events):
    """Let the kinds read what they need for the sentences of ``events``; kinds that read alike read together, once."""
    alike = {}
    for event in events:
        alike.setdefault(kind_of(event).preload, []).append(event)
    for read, found in alike.items():
        if read:
            read(found)
