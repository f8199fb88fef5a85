"""Appending to the journal, and checking that its chain stands."""

import hashlib
import json
from datetime import UTC

from django.db import connection, transaction
from django.db.models import F
from django.dispatch import Signal

from yishi.clock.story import now

from ..kinds import KINDS
from ..models import Event, Stream
from ..streams import is_general

appended = Signal()  # sent after the commit, with ``events``; notices and doorbells listen


def append(stream, kind, *, by, community, on_behalf_of=None, payload=None):
    """Append one event of ``kind`` to the stream named ``stream``, and return it.

    It gets the stream's next number and is chained to the event before. Must be called inside ``atomic()``; the
    listeners hear of it after the commit. ``payload`` holds row ids, figures and salted hashes, never names or texts.
    """
    return append_all([(stream, kind, payload or {})], by=by, community=community, on_behalf_of=on_behalf_of)[0]


def append_all(entries, *, by, community, on_behalf_of=None):
    """Append several events at once, of ``entries`` (stream, kind, payload); streams are locked in sorted order."""
    if not connection.in_atomic_block:
        raise RuntimeError("an event is appended in the transaction of its change")
    heads = {name: _locked(name, community) for name in sorted({name for name, _kind, _payload in entries})}
    events = []
    for name, kind, payload in entries:
        stream = heads[name]
        event = Event(
            community=community, stream=stream, seq=stream.head + 1, kind=kind, at=now(), actor=by,
            on_behalf_of=on_behalf_of, payload=payload, visibility=KINDS[kind].visibility, previous=stream.head_hash,
        )
        event.digest = digest_of(event)
        event.save(force_insert=True)
        stream.head, stream.head_hash = event.seq, event.digest
        events.append(event)
    for stream in heads.values():
        Stream.objects.filter(pk=stream.pk).update(head=stream.head, head_hash=stream.head_hash)
    transaction.on_commit(lambda: appended.send(Event, events=events))
    return events


def hold(*names, community):
    """Lock the streams named, in sorted order, until the commit: for an act inside which another act appends too."""
    for name in sorted(names):
        _locked(name, community)


def digest_of(event):
    """Return the SHA-256 of ``event``, chained to the one before, over its canonical JSON."""
    body = {
        "stream": event.stream.name, "seq": event.seq, "kind": event.kind, "at": event.at.astimezone(UTC).isoformat(),
        "actor": event.actor_id, "on_behalf_of": event.on_behalf_of_id, "payload": event.payload,
        "visibility": event.visibility, "previous": event.previous,
    }
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def broken_links(stream):
    """Return the numbers of the events of ``stream`` at which the chain does not hold; empty where all is well."""
    previous, wanted, broken = "", 1, []
    for event in stream.events.order_by("seq").select_related("stream"):
        if event.seq != wanted or event.previous != previous or event.digest != digest_of(event):
            broken.append(event.seq)
        previous, wanted = event.digest, event.seq + 1
    return broken


def _locked(name, community):
    """Return the stream row, made at its first event, and locked until the commit."""
    rows = Stream.objects.filter(name=name)
    if not rows.update(head=F("head")):  # an UPDATE takes the row's lock; SQLite's writer is alone anyway
        Stream.objects.get_or_create(name=name, defaults={"community": community, "general": is_general(name)})
        rows.update(head=F("head"))
    return rows.get()
