"""Keeping what can be found as visitors may read it: by the events of the journal, or all anew."""

import datetime as dt
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import override

from yishi.clock.story import real_now
from yishi.journal.models import Event

from ..models import Cursor, Entry, Word
from ..questions import of_database
from ..sources import SOURCES, of, with_beside
from ..suggesting import sound, words_of

engine = of_database()
CHUNK, AT_ONCE = 500, 5000
LAG = dt.timedelta(seconds=60)  # no transaction that appends an event lasts longer
FIELDS = ("community_id", "source", "title", "text", "url", "dated")


def refresh(streams):
    """Make what can be found of the ``streams`` (names, "matter:7") what a visitor may read now; return how many changed."""
    changed = 0
    for source, numbers in of(streams).items():
        for some in _chunks(sorted(numbers), CHUNK):
            with override(settings.LANGUAGE_CODE):
                rows = with_beside(source.rows(some))
            owned = [f"{source.stream}:{number}" for number in some]
            standing = _named(Entry.objects.filter(source__in=owned, kind__in=source.kinds))
            changed += _write(source, rows, standing)
            changed += _take_out([entry for name, entry in standing.items() if name not in _names(rows)])
    return changed


def rebuild(progress=lambda rows: rows):
    """Make everything that can be found anew, and take out what is gone; return how many things there are."""
    known = set()
    Word.objects.all().delete()
    with override(settings.LANGUAGE_CODE):
        for source in [source for sources in SOURCES.values() for source in sources]:
            for rows in _chunks(progress(source.rows(None)), CHUNK):
                known |= _names(rows)
                _write(source, with_beside(rows), _standing(rows), anew=True)
    gone = [entry for entry in Entry.objects.only("kind", "key").iterator() if (entry.kind, entry.key) not in known]
    _take_out(gone)
    return len(known)


def hear():
    """Refresh what the events since the last time have made stale; return how many things changed.

    Each event is heard again a minute after it was first seen, since events may be committed out of the order of their keys.
    The first time everything in the journal is new.
    """
    moment = real_now()
    row, _new = Cursor.objects.get_or_create(pk=1, defaults={"at": moment})
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    rests = moment - row.at >= LAG and row.settled < row.heard
    if last <= row.heard and not rests:
        return 0
    events = list(Event.objects.filter(pk__gt=row.settled).order_by("pk").values_list("pk", "stream__name")[:AT_ONCE])
    changed = refresh(dict.fromkeys(name for _pk, name in events))
    if len(events) == AT_ONCE:
        new = {"settled": events[-1][0], "heard": events[-1][0]}
    elif rests or row.settled == row.heard:
        new = {"settled": row.heard, "heard": last, "at": moment}
    else:
        new = {"heard": last}
    Cursor.objects.filter(pk=1, settled=row.settled, heard=row.heard).update(**new)
    return changed


def _write(source, rows, standing, anew=False):
    """Write the ``rows`` that are new or changed, and put them into the index (``anew``: all of them); return how many."""
    new, changed, same = [], [], []
    for row in rows:
        entry = standing.get((row.kind, row.key)) or Entry(kind=row.kind, key=row.key)
        values = (row.community, f"{source.stream}:{row.number}", row.title, row.text, row.url, row.dated)
        differs = values != tuple(getattr(entry, name) for name in FIELDS)
        for name, value in zip(FIELDS, values, strict=True):
            setattr(entry, name, value)
        (new if entry.pk is None else changed if differs else same).append(entry)
    indexed = new + changed + (same if anew else [])
    if indexed:
        with transaction.atomic():
            Entry.objects.bulk_create(new)
            Entry.objects.bulk_update(changed, FIELDS)
            engine.put(indexed)
            words = {word for entry in indexed for word in words_of(entry.title)}
            Word.objects.bulk_create([Word(text=word, sound=sound(word)) for word in words], ignore_conflicts=True)
    return len(new) + len(changed)


def _take_out(entries):
    """Let nobody find ``entries`` any more; return how many they were."""
    with transaction.atomic():
        engine.take_out(entries)
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return len(entries)


def _standing(rows):
    """Return the entries in which ``rows`` stand already, by kind and key."""
    found = {}
    for kind in {row.kind for row in rows}:
        found |= _named(Entry.objects.filter(kind=kind, key__in=[row.key for row in rows if row.kind == kind]))
    return found


def _named(entries):
    return {(entry.kind, entry.key): entry for entry in entries}


def _names(rows):
    return {(row.kind, row.key) for row in rows}


def _chunks(rows, size):
    """Yield ``rows`` in lists of ``size``."""
    rest = iter(rows)
    while some := list(islice(rest, size)):
        yield some
