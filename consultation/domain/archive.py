"""One matter, one file (一事一档): all of it in a ZIP that anybody can check, the same bytes for the same state."""

import io
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishi.documents.archive import KEEPERS, Bundle, Names, as_json, put_journal, row_of
from yishi.people.rules import holds
from yishi.refusals import Forbidden

from ..models import Attachment
from ..polls.enums import PollState
from ..polls.models import Poll
from ..polls.queries import results
from ..queries.dossier import rows_of, streams_of


def archive(matter, *, viewer):
    """Return the file of ``matter`` as the bytes of a ZIP (Organic Law of Urban Residents' Committees art. 39).

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
    with override(settings.LANGUAGE_CODE), Bundle(into) as bundle:
        rows, names = rows_of(matter), Names(viewer)
        bundle.put("README.txt", _readme(matter))
        for model, own in rows.items():
            folder = "versions" if _is_version(model) else "record"
            bundle.put(f"{folder}/{model._meta.label_lower}.json", as_json([row_of(row, names, path_of) for row in own]))
        bundle.put("polls.json", as_json([_poll(poll) for poll in rows.get(Poll, [])]))
        put_journal(bundle, streams_of(rows), names)
        bundle.put("papers.json", as_json([put_paper(bundle, row) for row in rows.get(Attachment, [])]))


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


def _poll(poll):
    counted = results(poll) if poll.state == PollState.CERTIFIED else []
    return {
        "poll": poll.pk, "state": poll.state,
        "results": [{**each.figures(), "sentence": str(each.sentence)} for each in counted],
    }


def path_of(attachment):
    """Return where the file of ``attachment`` lies in an archive."""
    return f"papers/{attachment.pk:06d}{PurePosixPath(attachment.file.name).suffix.lower()}"


def put_paper(bundle, attachment):
    """Write the file of ``attachment`` and return its line: whether it is there and unaltered is said, not hidden."""
    line = {
        "attachment": attachment.pk, "title": attachment.title, "kind": attachment.kind, "sha256": attachment.sha256,
    }
    if not attachment.file:
        return {**line, "state": "in the office's folder"}
    path = path_of(attachment)
    try:
        with attachment.file.storage.open(attachment.file.name) as source:
            found = bundle.copy(path, source)
    except FileNotFoundError:
        return {**line, "state": "missing"}
    return {**line, "path": path, "state": "whole" if found == attachment.sha256 else "altered"}
