"""One matter, one file (一事一档): all of it in a ZIP that anybody can check, the same bytes for the same state."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import FileField, ForeignKey
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from yishi.journal.domain.events import broken_links
from yishi.journal.kinds import kind_of
from yishi.people.enums import Role
from yishi.people.models import Person
from yishi.people.names import display_name
from yishi.people.rules import STREET, holds
from yishi.refusals import Forbidden

from ..models import Attachment
from ..polls.enums import PollState
from ..polls.models import Poll
from ..polls.queries import results
from ..queries.dossier import events_of, rows_of, streams_of

KEEPERS = frozenset({
    Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE, Role.RECORDER, Role.FACILITATOR, Role.SUPERVISORY_MEMBER,
    Role.DISPATCHER, Role.DISCLOSURE_OFFICER, Role.DISCIPLINE_INSPECTOR, Role.AUDIT_ADMIN,
}) | STREET
EPOCH = (1980, 1, 1, 0, 0, 0)
CHUNK = 1 << 16


def archive(matter, *, viewer):
    """Return the file of ``matter`` as the bytes of a ZIP (Organic Law of Residents' Committees art. 39).

    It holds ``record/`` (every row, a table a file), ``versions/`` (texts in their versions), ``polls.json`` (counts of
    certified ballots; never who voted or how), ``journal.json`` and ``journal.txt`` (the events with their chain),
    ``papers/`` and ``SHA256SUMS``, which ``sha256sum -c`` checks. Persons are named as ``viewer`` may read them.
    Forbidden to who does not keep the community's records.
    """
    into = io.BytesIO()
    pack(matter, into, viewer=viewer)
    return into.getvalue()


def pack(matter, into, *, viewer):
    """Write the ZIP of ``archive`` into the binary file ``into``, paper by paper; the memory it takes stays small."""
    if viewer is None or not holds(viewer, KEEPERS, matter.community):
        raise Forbidden(_("The file of a matter is handed to those who keep the records of its community."))
    with override(settings.LANGUAGE_CODE), zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        rows, sums = rows_of(matter), {}
        names = _Names(viewer)
        for path, data in _texts(matter, rows, names):
            sums[path] = _put(target, path, data.encode())
        papers = [_paper(target, row, sums) for row in rows.get(Attachment, [])]
        sums["papers.json"] = _put(target, "papers.json", _json(papers).encode())
        _put(target, "SHA256SUMS", "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode())


class _Names:
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


def _texts(matter, rows, names):
    """Yield (path, text) of every file but the papers, in a fixed order."""
    yield "README.txt", _readme(matter)
    for model, own in rows.items():
        folder = "versions" if _is_version(model) else "record"
        yield f"{folder}/{model._meta.label_lower}.json", _json([_row(row, names) for row in own])
    yield "polls.json", _json([_poll(poll) for poll in rows.get(Poll, [])])
    streams = events_of(streams_of(rows))
    yield "journal.json", _json([_stream(stream, events, names) for stream, events in streams])
    yield "journal.txt", "".join(
        f"{localtime(event.at):%Y-%m-%d %H:%M} {_sentence(event)}\n" for _head, events in streams for event in events
    )


def _readme(matter):
    lines = (
        f"{matter.code} {matter.title}",
        _("The whole file of this matter. “sha256sum -c SHA256SUMS” shows that nothing in it was changed."),
        _("In journal.json every event carries the hash of the one before it. Of votes only the counts are kept."),
    )
    return "\n".join(lines) + "\n"


def _is_version(model):
    fields = {field.name for field in model._meta.concrete_fields}
    return "version" in fields or model.__name__.endswith(("Version", "Text"))


def _row(row, names):
    """Return ``row`` as a dict: persons by the name the viewer may read, other rows by key and words, files by path."""
    out = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, ForeignKey) and field.related_model is Person:
            out[field.name] = names(value)
        elif isinstance(field, ForeignKey) and field.related_model._meta.app_label == "people":
            out[field.name] = value and {"id": value, "name": names(value, field.related_model)}
        elif isinstance(field, FileField):
            out[field.name] = value.name and _path(row)
        else:
            out[field.name] = value
    return out


def _poll(poll):
    counted = results(poll) if poll.state == PollState.CERTIFIED else []
    return {
        "poll": poll.pk, "state": poll.state,
        "results": [{**each.figures(), "sentence": str(each.sentence)} for each in counted],
    }


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
        return f"{kind.label} · {gettext_lazy('removed by law')}"


def _path(attachment):
    return f"papers/{attachment.pk:06d}{PurePosixPath(attachment.file.name).suffix.lower()}"


def _paper(target, attachment, sums):
    """Write the file of ``attachment`` and return its line: whether it is there and unaltered is said, not hidden."""
    line = {
        "attachment": attachment.pk, "title": attachment.title, "kind": attachment.kind, "sha256": attachment.sha256,
    }
    path = _path(attachment)
    if not attachment.file:
        return {**line, "state": "in the office's folder"}
    try:
        with attachment.file.storage.open(attachment.file.name) as source:
            sums[path] = _copy(target, path, source)
    except FileNotFoundError:
        return {**line, "state": "missing"}
    return {**line, "path": path, "state": "whole" if sums[path] == attachment.sha256 else "altered"}


def _put(target, path, data):
    return _copy(target, path, io.BytesIO(data))


def _copy(target, path, source):
    """Write ``source`` as ``path`` with a fixed date, and return the SHA-256 of what was written."""
    info = zipfile.ZipInfo(path, EPOCH)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    digest = hashlib.sha256()
    with target.open(info, "w") as sink:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            sink.write(chunk)
    return digest.hexdigest()


def _json(data):
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, default=_plain) + "\n"


def _plain(value):
    """Return ``value`` as JSON can hold it: instants in UTC, dates by ISO, exact figures as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
