"""Socket in the wall: what a person owes or may do. Every floor plugs its duties in; the person's page lists them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Owed:
    """One thing that waits for somebody: its words, where it is done, and until when (``why``: the Deadline). Of what is
    followed, ``story`` says what became of it, and ``shape`` and ``state`` stand with it."""

    words: Any
    address: str
    due: dt.date | None = None
    story: Any = ""
    state: Any = ""
    shape: str = "run"
    why: Any = None


@dataclass(frozen=True)
class Duty:
    """One kind of thing. ``of(person)`` returns the list of Owed in a fixed number of queries; ``label`` heads it. What is
    ``followed`` waits for nobody (``none``: where it is empty); what is ``dated`` the desk's list of dates has already; what
    one is ``free`` to do is owed to nobody."""

    code: str
    label: Any
    of: Callable
    rank: int = 50
    followed: bool = False
    none: Any = ""
    dated: bool = False
    free: bool = False


DUTIES: dict[str, Duty] = {}


def register(*duties):
    """Plug duties in. A code may be taken once; a second one stops the site from starting."""
    for duty in duties:
        if DUTIES.setdefault(duty.code, duty) != duty:
            raise ValueError(f"duty {duty.code} is registered twice")


def duties_of(person, *, but_dated=False):
    """Return (duty, list of Owed) for every duty of which something waits for ``person``, by rank; ``but_dated`` for the desk."""
    return [(duty, owed) for duty in _ranked(followed=False) if not (but_dated and duty.dated) and (owed := duty.of(person))]


def followed_by(person):
    """Return (duty, list of Owed) for every kind of thing that ``person`` follows, the empty ones too, by rank."""
    return [(duty, duty.of(person)) for duty in _ranked(followed=True)]


def _ranked(followed):
    return sorted((duty for duty in DUTIES.values() if duty.followed == followed), key=lambda duty: duty.rank)
