"""Things to be found."""

import datetime as dt

from content.search import sources
from content.search.domain import index
from content.search.enums import Kind

DAY = dt.date(2026, 3, 2)


def put(world, *texts, kind=Kind.ITEM, community=None, day=DAY):
    """Make ``texts``, pairs (title, text), what can be found of ``kind``, and nothing else of it."""
    where = community or world.own.community

    def rows(numbers=None):
        for n, (title, text) in enumerate(texts, start=1):
            yield sources.Row(kind, n, str(n), title, text, f"/{kind}/{n}/", where.pk, day)

    known = {stream: list(plugged) for stream, plugged in sources.SOURCES.items()}
    sources.SOURCES.clear()
    sources.register(sources.Source(f"{kind}", frozenset({kind}), rows))
    try:
        index.refresh([f"{kind}:{n}" for n in range(1, len(texts) + 1)])
    finally:
        sources.SOURCES.clear()
        sources.SOURCES.update(known)
