"""Socket in the wall: what a higher floor adds in the margin of a page of a lower one, below the papers of a matter say.

The page calls ``{% margins "matter" matter %}`` and knows nothing of who answers.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Margin:
    """``words(thing)`` returns the context of ``template`` for the thing of the page, or None where there is nothing;
    in a fixed number of queries. ``spot`` names the page."""

    code: str
    spot: str
    template: str
    words: Callable


MARGINS: dict[str, Margin] = {}


def register(*margins):
    """Plug margins in. A code may be taken once; a second one stops the site from starting."""
    for margin in margins:
        if MARGINS.setdefault(margin.code, margin) != margin:
            raise ValueError(f"margin {margin.code} is registered twice")


def margins_of(spot, thing):
    """Return (template, context) of everything that stands in the margin of the page of ``thing``."""
    found = [(margin.template, margin.words(thing)) for margin in MARGINS.values() if margin.spot == spot]
    return [(template, context) for template, context in found if context is not None]
