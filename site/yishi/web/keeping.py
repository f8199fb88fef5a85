"""The store of kept pages: whether one stands, and how one is made.

While it is built, a page may say what it reads (``reads``), so that other events do not touch it; one that says nothing
reads everything. When it changes by time alone is heard from ``yishi.clock.lasting``.
"""

import datetime as dt
import logging
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q, Sum

from yishi.clock import lasting
from yishi.clock.story import held_at, instant
from yishi.journal.models import Event, Stream
from yishi.journal.queries import BEHIND, newest
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


def noting():
    """Return whether what is being built is to be kept, so that somebody listens to what it reads."""
    return _noting.get() is not None


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
    """Return the KeptPage of ``name``, where it says what would be built now; else None. One to three queries."""
    row = _row(name, language)
    return row if row is not None and _stands(row) else None


def lately(name, language, reader=None):
    """Return the KeptPage of ``name``, where it says what would be built now, or would have been YISHI_PAGES_LAG seconds ago.

    What touched it happened since then, and the worker is about to make it anew. ``reader`` (the key of a person) is not
    kept waiting for what they did themselves: then None. One to six queries.
    """
    row = _row(name, language)
    if row is None or _stands(row):
        return row
    then = instant() - dt.timedelta(seconds=settings.YISHI_PAGES_LAG)
    if row.made_at > instant() or row.until <= then or row.ground.partition(":")[0] != edition():
        return None
    happened = _happened(row)
    if happened is None or any(at <= then or (reader and reader in by) for at, *by in happened):
        return None
    return row


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


def _row(name, language):
    """Return the KeptPage of ``name`` with what has happened until now, or None: one query.

    Written in SQL: putting such a query together costs more than asking it.
    """
    return next(iter(KeptPage.objects.raw(STANDING, [name, language])), None)


def _stands(row):
    """Return whether ``row`` says what would be built now."""
    if not row.made_at <= instant() < row.until:
        return False
    if row.whole:
        return row.ground == ground_of_all()
    return row.ground == _ground(row.general_now) and row.own == _own(row)


def _own(row):
    """Return how many events there are of what ``row`` reads."""
    return (row.own_now or 0) + _besides(row.name)


def _happened(row):
    """Return (when, actor, on whose behalf) of every event that touched ``row`` since it was made; None where that cannot be
    said: among the newest are not as many, or too many."""
    events, newest_key = Event.objects.order_by("-pk").values_list("at", "actor", "on_behalf_of"), newest()[0] or 0
    if row.whole:
        last = row.ground.split(":")[1]
        found = list(events.filter(pk__gt=last)[:BEHIND]) if last.isdigit() else []
        return found if 0 < len(found) < BEHIND or row.ground == ground_of_all() else None
    missed = (row.general_now or 0) - int(row.ground.partition(":")[2]) + _own(row) - row.own
    of_row = Q(stream__general=True) | Q(stream__name__in=row.readings.values("stream"))
    found = list(events.filter(of_row, pk__gt=newest_key - BEHIND)[:max(missed, 0)])
    return found if len(found) == missed else None


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
