"""Socket in the wall: what a higher floor lays on the facilitator's console, papers to be shown and ballots to be held."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Paper:
    """A paper that may be laid on the table; ``key`` tells it from every other."""

    key: str
    title: str
    url: str


@dataclass
class Business:
    """Something to be decided under an entry: a ballot with its ``title``, its state in ``words``, and ``acts``.

    An act is (label, address), the next step first.
    """

    title: Any
    words: Any = ""
    acts: list = field(default_factory=list)


PAPERS: list[Callable] = []
BUSINESS: list[Callable] = []


def register(*, papers=None, business=None):
    """Plug in ``papers(meeting)`` → list of Papers, and ``business(entry, viewer)`` → list of Business."""
    for given, registry in ((papers, PAPERS), (business, BUSINESS)):
        if given is not None and given not in registry:
            registry.append(given)


def papers_of(meeting):
    """Return every paper that may be laid on the table of ``meeting``."""
    return [paper for papers in PAPERS for paper in papers(meeting)]


def business_of(entry, viewer):
    """Return what may be decided under the agenda ``entry`` (None: nothing), with what ``viewer`` may do to it."""
    return [each for business in BUSINESS for each in business(entry, viewer)] if entry is not None else []
