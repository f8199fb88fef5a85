"""The store of kept pages: whether one stands, and how one is made. A page that is not as it would be built now is none.

While it is built, a page may say what it reads (``reads``), so that other events do not touch it; one that says nothing
reads everything. When it changes by time alone is heard from ``yishi.clock.lasting``.
"""

import logging
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import DatabaseError, transaction
from django.db.models import Sum

from yishi.clock import lasting
from yishi.clock.story import held_at, instant
from yishi.journal.models import Stream
from yishi.journal.queries import newest
from yishi.listening import heard_in
from yishi.people import names

from .edition import edition
from .models import KeptPage, KeptReading, packed

log = logging.getLogger(__name__)
ALSO = {}  # kind of page → function (number) → how many events there are of what it reads besides
STANDING = """
    SELECT page.*, (SELECT SUM(head) FROM journal_stream WHERE general) AS general_now,
      (SELECT SUM(stream.head) FROM web_keptreading reading JOIN journal_stream stream ON stream.name = reading.stream
       WHERE reading.page_id = page.id) AS own_now
    FROM web_keptpage page WHERE page.name = %s AND page.language = %s"""
_noting = ContextVar("noting", default=None)


@dataclass
class Noted:
    """What a build said of itself: the ``streams`` it reads (None: everything), and that it may be made last."""

    streams: set | None = None
    quiet: bool = False


def reads(*streams):
    """Say that what is being built reads these streams of the journal (names), and those said besides, and no other."""
    if noted := _noting.get():
        noted.streams = (noted.streams or set()) | set(streams)


def quiet():
    """Say that what is being built has come to its end: nobody waits for it."""
    if noted := _noting.get():
        noted.quiet = True


def also(kind, happened):
    """Plug in what pages of ``kind`` read besides, where new streams come of which the page cannot say that it reads them.

    ``happened(number)`` returns how many events there are of them all, in one query; it never falls.
    """
    ALSO[kind] = happened


def standing(name, language):
    """Return the KeptPage of ``name``, where it says what would be built now; else None. One to three queries.

    Written in SQL: putting such a query together costs more than asking it.
    """
    row = next(iter(KeptPage.objects.raw(STANDING, [name, language])), None)
    if row is None or not row.made_at <= instant() < row.until:
        return None
    if row.whole:
        return row if row.ground == ground_of_all() else None
    same = row.ground == _ground(row.general_now) and row.own == (row.own_now or 0) + _besides(name)
    return row if same else None


def make(name, language, build):
    """Return what ``build()`` makes of ``name``, and keep it, unless something happened on the site meanwhile."""
    since, before = instant(), newest()
    with held_at(since), heard_in(_noting, Noted()) as noted, lasting.listening() as heard, names.hearing() as named:
        content = build()
    values = _state(name, noted) | {
        "content": packed(content),
        "made_at": since, "until": heard.end(since), "quiet": noted.quiet,
        "named": sorted(named),
    }
    if newest() == before:
        _store(name, language, values, noted.streams or set())
    return content


def ground():
    """Return what narrow pages that are made now have as their ``ground``."""
    return _ground(Stream.objects.filter(general=True).aggregate(n=Sum("head"))["n"])


def ground_of_all():
    """Return what pages that read everything have as their ``ground``, made now."""
    return _ground(":".join(map(str, newest())))


def _ground(happened):
    return f"{edition()}:{happened or 0}"


def _besides(name):
    """Return how many events there are of what ``name`` reads besides the streams that it said."""
    kind, _colon, number = name.partition(":")
    return ALSO[kind](int(number)) if kind in ALSO else 0


def _state(name, noted):
    """Return the fields by which a page that was just built is known to be fresh."""
    if noted.streams is None:
        return {"whole": True, "ground": ground_of_all(), "own": 0}
    own = Stream.objects.filter(name__in=noted.streams).aggregate(n=Sum("head"))["n"] or 0
    return {"whole": False, "ground": ground(), "own": own + _besides(name)}


def _store(name, language, values, streams):
    """Write the page down with the streams that it reads; a database that cannot be written to now costs the next one."""
    try:
        with transaction.atomic():
            row, = KeptPage.objects.bulk_create(
                [KeptPage(name=name, language=language, **values)], update_conflicts=True,
                unique_fields=["name", "language"], update_fields=values,
            )
            known = set(row.readings.values_list("stream", flat=True))
            if known - streams:
                row.readings.filter(stream__in=known - streams).delete()
            KeptReading.objects.bulk_create(KeptReading(page=row, stream=each) for each in sorted(streams - known))
    except DatabaseError:
        log.warning("%s could not be kept", name, exc_info=True)
