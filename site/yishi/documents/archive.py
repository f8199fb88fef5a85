"""What an archive is made of: rows as they may be read, events with their chain, files; all in a ZIP that anybody can check.

The same state gives the same bytes: the order is fixed, and every file in the ZIP bears the same date.
"""

import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import FileField, ForeignKey
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from yishi.journal.domain.events import broken_links
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event, Stream
from yishi.people.enums import Role
from yishi.people.models import Person
from yishi.people.names import display_name
from yishi.people.rules import STREET

KEEPERS = frozenset({
    Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE, Role.RECORDER, Role.FACILITATOR, Role.SUPERVISORY_MEMBER,
    Role.DISPATCHER, Role.DISCLOSURE_OFFICER, Role.DISCIPLINE_INSPECTOR, Role.AUDIT_ADMIN,
}) | STREET
REMOVED = gettext_lazy("removed by law")
EPOCH = (1980, 1, 1, 0, 0, 0)
CHUNK = 1 << 16


class Bundle:
    """A ZIP in the making, into the binary file ``into``: paper by paper, so that the memory it takes stays small."""

    def __init__(self, into):
        self.zip, self.sums = zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=6), {}

    def __enter__(self):
        return self

    def __exit__(self, failed, *_rest):
        """Write ``SHA256SUMS``, which ``sha256sum -c`` checks, and end the file."""
        if not failed:
            self.put("SHA256SUMS", "".join(f"{self.sums[path]}  {path}\n" for path in sorted(self.sums)))
        self.zip.close()

    def put(self, path, text):
        """Write ``text`` as ``path``."""
        return self.copy(path, io.BytesIO(text.encode()))

    def copy(self, path, source):
        """Write the binary file ``source`` as ``path`` with a fixed date; return the SHA-256 of what was written."""
        info = zipfile.ZipInfo(path, EPOCH)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        digest = hashlib.sha256()
        with self.zip.open(info, "w") as sink:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                sink.write(chunk)
        self.sums[path] = digest.hexdigest()
        return self.sums[path]


class Names:
    """Names of persons as one viewer may read them, and of places and bodies; each looked up once."""

    def __init__(self, viewer):
        self.viewer, self.known = viewer, {}

    def __call__(self, key, model=Person):
        if key is None:
            return None
        if (model, key) not in self.known:
            row = model._base_manager.get(pk=key)
            self.known[model, key] = display_name(row, self.viewer) if model is Person else str(row)
        return self.known[model, key]


def row_of(row, names, path_of=str):
    """Return ``row`` as a dict: persons by the name the viewer may read, other rows by key and words, files by path."""
    out = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, ForeignKey) and field.related_model is Person:
            out[field.name] = names(value)
        elif isinstance(field, ForeignKey) and field.related_model._meta.app_label == "people":
            out[field.name] = value and {"id": value, "name": names(value, field.related_model)}
        elif isinstance(field, FileField):
            out[field.name] = value.name and path_of(row)
        else:
            out[field.name] = value
    return out


def events_of(streams):
    """Return (Stream, its events in order) for each of the ``streams`` (names) that anything was written to."""
    rows = Stream.objects.filter(name__in=streams).order_by("name")
    events = {}
    for event in Event.objects.filter(stream__in=rows).order_by("stream", "seq").select_related("stream"):
        events.setdefault(event.stream_id, []).append(event)
    return [(stream, events.get(stream.pk, [])) for stream in rows]


def put_journal(bundle, streams, names):
    """Write ``journal.json`` and ``journal.txt``: the events of the ``streams`` (names) with their chain, and in words."""
    found = events_of(streams)
    bundle.put("journal.json", as_json([_stream(stream, events, names) for stream, events in found]))
    bundle.put("journal.txt", "".join(
        f"{localtime(event.at):%Y-%m-%d %H:%M} {_sentence(event)}\n" for _head, events in found for event in events
    ))


def as_json(data):
    """Return ``data`` as canonical JSON that a person can read."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, default=_plain) + "\n"


def _stream(stream, events, names):
    return {
        "stream": stream.name, "head": stream.head, "head_hash": stream.head_hash, "broken": broken_links(stream),
        "events": [
            {
                "seq": event.seq, "kind": event.kind, "at": event.at, "actor": names(event.actor_id),
                "actor_id": event.actor_id, "on_behalf_of": names(event.on_behalf_of_id),
                "on_behalf_of_id": event.on_behalf_of_id, "payload": event.payload, "visibility": event.visibility,
                "previous": event.previous, "digest": event.digest,
            }
            for event in events
        ],
    }


def _sentence(event):
    """Return the event in a sentence; where its row was erased, that it was removed by law."""
    kind = kind_of(event)
    try:
        return kind.sentence(event) if kind.sentence else str(kind.label)
    except ObjectDoesNotExist:
        return f"{kind.label} · {REMOVED}"


def _plain(value):
    """Return ``value`` as JSON can hold it: instants in UTC, dates by ISO, exact figures as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
