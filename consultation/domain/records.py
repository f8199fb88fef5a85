"""The outcome record: every figure of a matter with where it came from, recomputed and compared at any time."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils.translation import override

from yishi.clock.story import now
from yishi.journal.domain.events import digest_of
from yishi.journal.models import Event

from ..models import OutcomeRecord, Resolution
from ..queries.figures import readings

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
    events = _events(matter)
    return {
        "spec": SPEC, "matter": matter.code, "title": matter.title, "rule": matter.rule, "at": now().isoformat(),
        "resolution": {
            "number": str(resolution.number), "version": resolution.version, "dated": resolution.dated.isoformat(),
            "title": resolution.title, "text_sha256": hashlib.sha256(resolution.text.encode()).hexdigest(),
        },
        "figures": [_figure(reading, events) for reading in readings(matter)],
    }


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
    resolution = Resolution.objects.select_related("matter__community").get(
        matter=record.matter_id, version=record.version
    )
    fresh = {figure["code"]: figure for figure in compute(resolution.matter, resolution)["figures"]}
    return [_compare(figure, fresh.get(figure["code"])) for figure in record.content["figures"]]


def intact(record):
    """Return whether the content of ``record`` still has its hash, and names the text of its version as it stands."""
    resolution = Resolution.objects.get(matter=record.matter_id, version=record.version)
    text = hashlib.sha256(resolution.text.encode()).hexdigest()
    return sha256_of(record.content) == record.sha256 and record.content["resolution"]["text_sha256"] == text


def sha256_of(content):
    """Return the SHA-256 over the canonical JSON of ``content``: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _figure(reading, events):
    own = [event for event in events if event.kind.startswith(reading.kinds or ("\0",)) and reading.of(event)]
    heads = Event.objects.filter(
        stream__name__in=reading.streams, seq=F("stream__head")
    ).select_related("stream").order_by("stream__name")
    return {
        "code": reading.code, "label": str(reading.label), "value": reading.value,
        "sources": [source for rows in reading.rows if (source := _source(rows))["count"]],
        "events": [
            {"stream": event.stream.name, "seq": event.seq, "digest": event.digest} for event in (*own, *heads)
        ],
    }


def _source(rows):
    """Return model, number and hash of the rows of a queryset: every column, by key, one canonical line a row."""
    fields = [field.attname for field in rows.model._meta.concrete_fields]
    digest, count = hashlib.sha256(), 0
    for values in rows.order_by("pk").distinct().values_list(*fields).iterator(chunk_size=2000):
        line = json.dumps([_exact(value) for value in values], separators=(",", ":"), ensure_ascii=False)
        digest.update(f"{line}\n".encode())
        count += 1
    return {"model": rows.model._meta.label, "count": count, "sha256": digest.hexdigest()}


def _exact(value):
    """Return a column's value as text that is the same on every engine."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return str(value)


def _events(matter):
    return list(Event.objects.filter(stream__name=matter.stream_name).select_related("stream").order_by("seq"))


def _compare(old, new):
    stand = _standing(old["events"])
    if new is None:
        return Agreement(old["code"], old["label"], old["value"], None, False, False, stand, False)
    known = [(event["stream"], event["seq"]) for event in old["events"]]
    later = [event for event in new["events"] if (event["stream"], event["seq"]) not in known]
    return Agreement(
        old["code"], new["label"], old["value"], new["value"], old["value"] == new["value"],
        old["sources"] == new["sources"], stand, bool(later),
    )


def _standing(references):
    """Return whether every referenced event is there with its digest, and the digest is that of its content."""
    for reference in references:
        event = Event.objects.filter(stream__name=reference["stream"], seq=reference["seq"]).select_related("stream")
        found = event.first()
        if found is None or found.digest != reference["digest"] or digest_of(found) != reference["digest"]:
            return False
    return True
