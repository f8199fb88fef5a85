"""Socket of the live page: what is drawn anew while a meeting runs, piece by piece. An event names those that it changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Panel:
    """One piece. ``read(hall)`` returns its words from a ``page.Hall``, or None where it stays empty; ``template`` shows
    them; ``spot`` is where it stands, in the order of ``rank``: stage, first (above what is being said: what the viewer
    may do now), main (below it) or side."""

    code: str
    label: Any
    template: str
    read: Callable
    spot: str = "main"
    rank: int = 50


PANELS: dict[str, Panel] = {}


def register(*panels):
    """Plug panels in. A code is taken once; a second one stops the site from starting."""
    for panel in panels:
        if panel.code in PANELS and PANELS[panel.code] != panel:
            raise ValueError(f"panel {panel.code} is registered twice")
        PANELS[panel.code] = panel


def drawn(hall, spot):
    """Return (panel, words) of every panel of ``spot``, in order; the words of an empty one are None."""
    chosen = sorted((panel for panel in PANELS.values() if panel.spot == spot), key=lambda panel: panel.rank)
    return [(panel, panel.read(hall)) for panel in chosen]
