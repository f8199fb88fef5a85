"""One meeting, one file: its record, the minutes in their versions, the journal with its chain, the signed paper."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishi.documents.archive import KEEPERS, Bundle, Names, as_json, put_journal, row_of
from yishi.documents.models import State
from yishi.people.rules import holds
from yishi.refusals import Forbidden

from ..models import (
    AgendaEntry,
    Attendance,
    Consensus,
    Correction,
    CorrectionAnswer,
    Invitation,
    Meeting,
    Minutes,
    MinutesObjection,
    Pause,
    Recusal,
    Reopening,
    ReviewCount,
    SignedMinutes,
    SpeakRequest,
    Statement,
    StatementVersion,
    Withdrawal,
)
from ..slots import SLOTS, notes
from .asking import papers_of
from .readers import reads_whole

# model → how its rows are found by their meeting
ROWS = {
    Meeting: "pk", AgendaEntry: "meeting", Attendance: "meeting", Consensus: "entry__meeting",
    Correction: "meeting", CorrectionAnswer: "correction__meeting", Invitation: "meeting",
    Minutes: "meeting", MinutesObjection: "meeting",
    Pause: "meeting", Recusal: "entry__meeting", Reopening: "meeting", ReviewCount: "meeting", SignedMinutes: "meeting",
    SpeakRequest: "meeting", Statement: "meeting", StatementVersion: "statement__meeting", Withdrawal: "meeting",
}


def pack(meeting, into, *, viewer):
    """Write the file of ``meeting`` as a ZIP into the binary file ``into`` (Organic Law of Urban Residents' Committees art. 39).

    It holds ``record/`` (every row of the record, a table a file; who watched is none of it), ``votes.json`` (counts, never who
    voted or how), ``journal.json`` and ``journal.txt`` (the events with their chain), ``papers/`` (the signed minutes, and
    what the slots have of the matters dealt with), ``papers.json``, and ``SHA256SUMS``. Persons are named as ``viewer`` may
    read them; the same state gives the same bytes. Forbidden to who does not keep the community's records, and of a private
    meeting to who does not belong to it.
    """
    if viewer is None or not holds(viewer, KEEPERS, meeting.community) or not reads_whole(viewer, meeting):
        raise Forbidden(_("The file of a meeting is handed to those who keep the records of its community."))
    with override(settings.LANGUAGE_CODE), Bundle(into) as bundle:
        names = Names(viewer)
        bundle.put("README.txt", _readme(meeting))
        for model, path in ROWS.items():
            rows = model._base_manager.filter(**{path: meeting.pk}).order_by("pk")
            if found := [row_of(row, names) for row in rows]:
                bundle.put(f"record/{model._meta.label_lower}.json", as_json(found))
        bundle.put("votes.json", as_json(_votes(meeting)))
        put_journal(bundle, [meeting.stream_name], names)
        bundle.put("papers.json", as_json(_papers(bundle, meeting) + _filed(bundle, meeting, viewer)))


def _readme(meeting):
    lines = (
        meeting.title,
        _("The whole file of this meeting. “sha256sum -c SHA256SUMS” shows that nothing in it was changed."),
        _("In journal.json every event carries the hash of the one before it. Of votes only the counts are kept."),
    )
    return "\n".join(lines) + "\n"


def _votes(meeting):
    """Return what was voted on, by the entry: in words and as figures."""
    entries = {entry.pk: entry for entry in meeting.entries.order_by("n")}
    return [
        {"entry": entries[key].n, "title": note.title, "lines": list(note.lines), "figures": note.figures,
         "at": note.at, "until": note.until}
        for key, found in notes(list(entries.values())).items() for note in found
    ]


def _papers(bundle, meeting):
    """Write the papers of the signed minutes, as signed and with each correction; return their lines."""
    texts = Minutes.objects.filter(pk__in=meeting.signatures.filter(n=2).values("minutes"))
    return [_paper(bundle, text, document) for text in texts for document in papers_of(text)]


def _filed(bundle, meeting, viewer):
    """Let every slot write the papers of what was dealt with; return their lines."""
    entries = list(meeting.entries.order_by("n"))
    return [line for slot in SLOTS.values() if slot.filed for line in slot.filed(entries, bundle, viewer)]


def _paper(bundle, text, document):
    """Write the paper ``document`` of the signed ``text``; return its line: whether it is there and unaltered is said."""
    line = {"paper": "minutes", "version": document.version, "sha256": document.sha256}
    path = "papers/minutes.pdf" if document.version == text.n else f"papers/minutes-version-{document.version}.pdf"
    if document.state != State.READY:
        return {**line, "state": "not made yet"}
    try:
        with default_storage.open(document.path) as source:
            found = bundle.copy(path, source)
    except FileNotFoundError:
        return {**line, "state": "missing"}
    return {**line, "path": path, "state": "whole" if found == document.sha256 else "altered"}
