"""Socket in the wall: what can be found. A room plugs in what visitors may read of it; search knows no room by itself.

    register(Source("matter", frozenset({Kind.MATTER}), rows))

``rows(numbers)`` yields the Rows of the things whose streams have these numbers, or of all for None: that which a
visitor may read now, and nothing else. What is no longer yielded is found no more. Events of the streams "matter:7" make
the rows of number 7 stale; who has no events of their own calls ``domain.index.refresh`` where they write.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Row:
    """One thing to be found: of which ``number`` of its source it is, and what the Entry is to say."""

    kind: str
    number: int
    key: str
    title: str
    text: str
    url: str
    community: int
    dated: dt.date | None = None


@dataclass(frozen=True)
class Source:
    """``stream`` is the first part of the names of its streams, "matter" of "matter:7"; a kind is one source's alone."""

    stream: str
    kinds: frozenset
    rows: Callable


SOURCES: dict[str, list[Source]] = {}
BESIDE: list[Callable] = []


def register(*sources):
    """Plug sources in. A kind that has its source already stops the site from starting."""
    for source in sources:
        taken = {kind for sources in SOURCES.values() for known in sources for kind in known.kinds}
        if source.kinds & taken:
            raise ValueError(f"the source of {', '.join(sorted(source.kinds & taken))} is registered twice")
        SOURCES.setdefault(source.stream, []).append(source)


def of(streams):
    """Return {source: the numbers of its streams} for the names ``streams``; what nobody has plugged in is left out."""
    found: dict[Source, set[int]] = {}
    for name in streams:
        stem, _colon, number = name.partition(":")
        for source in SOURCES.get(stem, ()):
            if number.isdigit():
                found.setdefault(source, set()).add(int(number))
    return found


def beside(words):
    """Plug in what another room knows of things: ``words(rows)`` returns {(kind, key): words that find them, too}."""
    BESIDE.append(words)


def with_beside(rows):
    """Return ``rows`` as a list, with the words that other rooms know of them at the end of their text."""
    rows = list(rows)
    known = [words(rows) for words in BESIDE] if rows else []
    more = {(row.kind, row.key): [found[row.kind, row.key] for found in known if (row.kind, row.key) in found] for row in rows}
    return [replace(row, text="\n".join([row.text, *more[row.kind, row.key]]).strip()) for row in rows]
