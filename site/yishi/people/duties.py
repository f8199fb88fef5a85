"""Socket in the wall: what a person owes or may do. Every floor plugs its duties in; the person's page lists them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Owed:
    """One thing that waits for somebody: its words, where it is done, and until when, where there is a date."""

    words: Any
    address: str
    due: dt.date | None = None


@dataclass(frozen=True)
class Duty:
    """One kind of thing. ``of(person)`` returns the list of Owed in a fixed number of queries; ``label`` heads it."""

    code: str
    label: Any
    of: Callable
    rank: int = 50


DUTIES: dict[str, Duty] = {}


def register(*duties):
    """Plug duties in. A code may be taken once; a second one stops the site from starting."""
    for duty in duties:
        if duty.code in DUTIES and DUTIES[duty.code] != duty:
            raise ValueError(f"duty {duty.code} is registered twice")
        DUTIES[duty.code] = duty


def duties_of(person):
    """Return (duty, list of Owed) for every duty of which something waits for ``person``, by rank."""
    found = [(duty, duty.of(person)) for duty in sorted(DUTIES.values(), key=lambda duty: duty.rank)]
    return [(duty, owed) for duty, owed in found if owed]
