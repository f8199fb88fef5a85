"""From an event to the JSON that goes out: the journal holds ids, so each kind joins its row. Data, not ifs.

A floor registers an ``Encoder`` for each kind that it appends to a meeting's stream. A kind without one tells no more
than that it happened.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.timezone import localtime
from django.utils.translation import override

from yishi.journal.kinds import kind_of, preload
from yishi.people.models import Person, Seat

from .visibility import Audience


@dataclass(frozen=True)
class Encoder:
    """How events of the kind ``kind`` read.

    ``figures`` are the keys of the payload that are handed on as they are. ``rows(keys)`` reads the rows of many events
    at once, {key: row}; ``key(event)`` is the key of an event's own. ``fields(row, named)`` returns what is told of the
    row to everybody, ``inside(row, named)`` what is told besides to members in the hall and to those in office,
    ``office(row, named)`` what to those in office alone; ``named(key, words)`` is the name, as they may read it, of the
    person with that key, or of nobody but ``words``.
    ``panels`` are those that are drawn anew.
    """

    kind: str
    figures: tuple = ()
    key: Callable | None = None
    rows: Callable | None = None
    fields: Callable = lambda row, named: {}
    inside: Callable = lambda row, named: {}
    office: Callable = lambda row, named: {}
    panels: tuple = ()


ENCODERS: dict[str, Encoder] = {}


def register(*encoders):
    """Plug encoders in. A kind is taken once; a second one stops the site from starting."""
    for encoder in encoders:
        if encoder.kind in ENCODERS and ENCODERS[encoder.kind] != encoder:
            raise ValueError(f"{encoder.kind} has two encoders")
        ENCODERS[encoder.kind] = encoder


def encode(events, eyes):
    """Return {eye: [(seq, JSON)]} of ``events`` (with stream and community), each written once for each of ``eyes``.

    A fixed number of queries, however many events and eyes there are: the rows of each sort are read at once, and so are
    the persons whom they name.
    """
    preload(events)
    found = [(event, ENCODERS.get(event.kind) or Encoder(event.kind)) for event in events]
    rows = _rows(found)
    people = persons(_named_in(found, rows))
    return {eye: [(event.seq, _written(event, encoder, rows, people, eye)) for event, encoder in found] for eye in eyes}


def persons(keys):
    """Return {key: person} of the persons with ``keys``, with the seats by which they are named."""
    if not keys:
        return {}
    seats = Prefetch("seats", Seat.objects.select_related("place", "body"))
    return {row.pk: row for row in Person.objects.filter(pk__in=keys).select_related("community").prefetch_related(seats)}


def dumped(message):
    """Return ``message`` as the JSON that goes out."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def _rows(found):
    """Return {reader: {key: row}} of what stands behind the events ``found``."""
    keys = defaultdict(set)
    for event, encoder in found:
        if encoder.rows:
            keys[encoder.rows].add(encoder.key(event))
    return {reader: reader(several - {None}) for reader, several in keys.items()}


def _named_in(found, rows):
    """Return the keys of the persons whom the events ``found`` name."""
    asked = set()
    for event, encoder in found:
        _data(event, encoder, rows, lambda key, words="": asked.add(key), Audience.STAFF)
    return asked - {None}


def _written(event, encoder, rows, people, eye):
    head = {"seq": event.seq, "type": "other", "at": localtime(event.at).isoformat(timespec="seconds")}
    if not eye.sees(event):
        return dumped(head)

    def named(key, words=""):
        return eye.named(people.get(key), words, event.community)

    with override(eye.language):
        told = {"type": event.kind, "sentence": kind_of(event).read(event)}
        data = _data(event, encoder, rows, named, eye.audience)
        return dumped({**head, **told, "data": data, "panels": encoder.panels})


def _data(event, encoder, rows, named, audience):
    """Return what ``audience`` reads of ``event``: its figures and its row, or that the row was removed by law."""
    data = {name: event.payload.get(name) for name in encoder.figures}
    if encoder.rows is None:
        return data
    row = rows[encoder.rows].get(encoder.key(event))
    if row is None:
        return {**data, "removed": True}
    told = (encoder.fields, encoder.inside, encoder.office)[:audience + 1]
    return {**data, **{name: value for fields in told for name, value in fields(row, named).items()}}
