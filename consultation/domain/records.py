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
    found = readings(matter)
    own, heads = _events(matter, found)
    counted = iter(sources([rows for reading in found for rows in reading.rows]))
    return [_figure(reading, own, heads, [next(counted) for _rows in reading.rows]) for reading in found]


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
    fresh = {figure["code"]: figure for figure in figures(record.matter)}
    standing = _standing(record)
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


def _events(matter, readings):
    """Return the events of the stream of ``matter``, and by its name the last of each stream that ``readings`` rest on."""
    streams = {name for reading in readings for name in reading.streams}
    wanted = Q(stream__name=matter.stream_name) | Q(stream__name__in=streams, seq=F("stream__head"))
    own, heads = [], {}
    for event in Event.objects.filter(wanted).select_related("stream").order_by("seq"):
        if event.stream.name == matter.stream_name:
            own.append(event)
        else:
            heads[event.stream.name] = event
    return own, heads


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


def _standing(record):
    """Return the events that ``record`` names and that are there with their digest, which is that of their content."""
    named = {_named(event) for figure in record.content["figures"] for event in figure["events"]}
    streams, numbers, _digests = zip(*named, strict=True) if named else ((), (), ())
    there = Event.objects.filter(stream__name__in=set(streams), seq__in=set(numbers)).select_related("stream")
    return named & {(event.stream.name, event.seq, event.digest) for event in there if event.digest == digest_of(event)}


def _named(event):
    return event["stream"], event["seq"], event["digest"]
