"""The outcome record: every figure of a matter with where it came from, recomputed and compared at any time."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import override

from yishi.clock.story import now
from yishi.journal.domain.events import digest_of
from yishi.journal.models import Event

from ..models import OutcomeRecord
from ..queries.figures import readings
from ..queries.sources import sources

SPEC = 1  # of the record's form; a later form gets the next number


def make(resolution):
    """Make and return the OutcomeRecord of a version, inside the transaction that publishes it.

    It speaks the language of the site, whatever language whoever publishes it reads.
    """
    with override(settings.LANGUAGE_CODE):
        content = compute(resolution.matter, resolution)
    return OutcomeRecord.objects.create(
        community=resolution.community, matter=resolution.matter, version=resolution.version, content=content,
        sha256=sha256_of(content),
    )


def compute(matter, resolution):
    """Return the content of a record as it stands now: plain JSON, fractions and decimals as exact texts."""
    return {
        "spec": SPEC, "matter": matter.code, "title": matter.title, "rule": matter.rule, "at": now().isoformat(),
        "resolution": {
            "number": str(resolution.number), "version": resolution.version, "dated": resolution.dated.isoformat(),
            "title": resolution.title, "text_sha256": hashlib.sha256(resolution.text.encode()).hexdigest(),
        },
        "figures": figures(matter),
    }


def figures(matter):
    """Return every figure of ``matter`` as it comes out now, with the rows and events behind it, in a few queries."""
    return _figures(matter, set())[0]


def _figures(matter, named):
    """Return the figures of ``matter``, and which of the events ``named`` stand in the journal as they were written."""
    found = readings(matter)
    own, heads, standing = _events(matter, found, named)
    counted = iter(sources([rows for reading in found for rows in reading.rows]))
    return [_figure(reading, own, heads, [next(counted) for _rows in reading.rows]) for reading in found], standing


@dataclass(frozen=True)
class Agreement:
    """Whether one figure still agrees with the rows and events it came from.

    ``value`` whether the figure itself comes out again, ``rows`` whether every source row is as it was, ``events``
    whether the journal events stand unchanged; ``moved_on`` whether the journal holds later events of its kind, so
    that a difference has its explanation there. ``now`` is the figure as it comes out today. ``label`` names it in
    the language that is spoken, or as it was recorded where it comes out nowhere any more.
    """

    code: str
    label: str
    recorded: Any
    now: Any
    value: bool
    rows: bool
    events: bool
    moved_on: bool

    @property
    def agrees(self):
        """Return whether value, rows and events all agree."""
        return self.value and self.rows and self.events


def verify(record):
    """Return an Agreement for every figure of ``record``, in its order, computed anew from rows and journal.

    A figure whose rows are gone, or that comes out nowhere any more, disagrees.
    """
    named = {_named(event) for figure in record.content["figures"] for event in figure["events"]}
    found, standing = _figures(record.matter, named)
    fresh = {figure["code"]: figure for figure in found}
    return [_compare(figure, fresh.get(figure["code"]), standing) for figure in record.content["figures"]]


def intact(record, resolution):
    """Return whether the content of ``record`` still has its hash, and names the text of ``resolution`` as it stands."""
    text = hashlib.sha256(resolution.text.encode()).hexdigest()
    return sha256_of(record.content) == record.sha256 and record.content["resolution"]["text_sha256"] == text


def sha256_of(content):
    """Return the SHA-256 over the canonical JSON of ``content``: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _figure(reading, own, heads, counted):
    events = [event for event in own if event.kind.startswith(reading.kinds or ("\0",)) and reading.of(event)]
    events += [heads[name] for name in sorted(reading.streams) if name in heads]
    return {
        "code": reading.code, "label": str(reading.label), "value": reading.value,
        "sources": [source for source in counted if source["count"]],
        "events": [{"stream": event.stream.name, "seq": event.seq, "digest": event.digest} for event in events],
    }


def _events(matter, readings, named):
    """Return the events of the stream of ``matter``; by its name the last of each stream that ``readings`` rest on; and those
    of ``named`` that are there with their digest, which is that of their content. One query.
    """
    streams = {name for reading in readings for name in reading.streams}
    there = Q(stream__name__in={name for name, _seq, _digest in named}, seq__in={seq for _name, seq, _digest in named})
    wanted = Q(stream__name=matter.stream_name) | Q(stream__name__in=streams, seq=F("stream__head")) | there
    own, heads, standing = [], {}, set()
    for event in Event.objects.filter(wanted).select_related("stream").order_by("seq"):
        name = event.stream.name
        if name == matter.stream_name:
            own.append(event)
        elif name in streams and event.seq == event.stream.head:
            heads[name] = event
        mark = (name, event.seq, event.digest)
        if mark in named and event.digest == digest_of(event):
            standing.add(mark)
    return own, heads, standing


def _compare(old, new, standing):
    stand = standing.issuperset(map(_named, old["events"]))
    if new is None:
        return Agreement(old["code"], old["label"], old["value"], None, False, False, stand, False)
    known = {_named(event)[:2] for event in old["events"]}
    later = [event for event in new["events"] if _named(event)[:2] not in known]
    return Agreement(
        old["code"], new["label"], old["value"], new["value"], old["value"] == new["value"],
        old["sources"] == new["sources"], stand, bool(later),
    )


def _named(event):
    return event["stream"], event["seq"], event["digest"]
