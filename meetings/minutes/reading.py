"""The page of the minutes: the text that stands, who owes a signature until when, the versions and what changed."""

from difflib import SequenceMatcher

from django.utils.timezone import localtime

from yishi.acts import unbarred
from yishi.clock import lasting
from yishi.clock.story import today
from yishi.documents.archive import KEEPERS
from yishi.documents.models import State
from yishi.people.names import display_name
from yishi.people.rules import holds, with_seats
from yishi.text.diff import ADDED, REMOVED, diff
from yishi.workdays.periods import deadline

from ..along import along
from ..corrections.reading import shown as corrections_shown
from ..enums import MeetingState, SignerRole
from ..pages import SHAPES, open_acts, signatures, unsigned_still
from ..rules import SIGN_WORKDAYS
from ..slots import notes
from .asking import papers_of
from .readers import of_office, reads_draft, reads_whole
from .texts import is_behind, standing

WRITTEN = (MeetingState.CLOSED, MeetingState.SIGNED)
READ_CLOSELY = 4000  # characters: a longer change is shown as taken out and added, not word by word


def minutes_page(meeting, viewer, asked=None):
    """Return the context of the page of the minutes of ``meeting`` for ``viewer``; ``asked`` is the version wished for."""
    meeting = along(meeting, "signatures")
    drafts, signed = reads_draft(viewer, meeting), meeting.state == MeetingState.SIGNED
    office = drafts and of_office(viewer, meeting)
    acts = unsigned_still(open_acts(meeting, viewer), meeting, viewer)
    may_read = meeting.state in WRITTEN and (drafts or (signed and reads_whole(viewer, meeting)))
    page = {
        "meeting": meeting, "shape": SHAPES[meeting.state], "written": meeting.state in WRITTEN, "signed": signed,
        "may_read": may_read, "office": office, "signers": signers(meeting, viewer),
        "keeps": viewer is not None and holds(viewer, KEEPERS, meeting.community) and reads_whole(viewer, meeting),
        "acts": [act for act in acts if act.code.startswith(("minutes.", "corrections.")) and unbarred(act, meeting, viewer)],
    }
    if meeting.state == MeetingState.CLOSED:
        page["due"] = sign_due(meeting)
        page["late"] = page["due"].is_past(today())
        page["pending"] = pending(meeting) if office else []
    return page | (_text(meeting, viewer, office, signed, asked) if may_read else {})


def pending(meeting):
    """Return the titles of what was voted on at ``meeting`` and has no result yet."""
    return [note.title for found in notes(list(meeting.entries.all())).values() for note in found if note.pending]


def sign_due(meeting):
    """Return the Deadline by which both have signed, or None where the meeting is not closed."""
    return meeting.closed_at and deadline(localtime(meeting.closed_at).date(), workdays=SIGN_WORKDAYS)


def signers(meeting, viewer):
    """Return the two who sign: their role, their name, and when they signed (None: they owe it)."""
    given = {row.role: row for row in signatures(meeting, viewer)}
    lines = []
    for role, person in ((SignerRole.FACILITATOR, meeting.facilitator), (SignerRole.RECORDER, meeting.recorder)):
        row = given.get(role)
        lines.append({"role": role.label, "name": row.by if row else display_name(person, viewer), "at": row and row.at})
    return lines


def _text(meeting, viewer, office, signed, asked):
    """Return the version that is shown, and for the office all of them and what the shown one changed."""
    text = standing(meeting)
    versions = list(meeting.minutes_texts.prefetch_related(with_seats("by")).order_by("n")) if office else []
    shown = next((row for row in versions if row.n == asked), text)
    before = next((row for row in versions if row.n == shown.n - 1), None)
    for row in versions:
        row.who = display_name(row.by)
    papers = _papers(text) if signed else []
    corrections = corrections_shown(text.meeting, viewer, office=office) if signed else []
    return {
        "text": shown, "is_latest": shown.n == text.n, "versions": versions, "sections": lines_of(shown),
        "changes": changes(before, shown) if before else [], "before": before,
        "behind": office and not signed and bool(text.pk) and is_behind(text), "papers": papers,
        "corrections": corrections, "corrected": sum(row.status == "done" for row in corrections),
    }


def _papers(text):
    """Return the papers of ``text`` that are made or in the making."""
    found = papers_of(text)
    if not found or any(row.state != State.READY for row in found):
        lasting.passes()
    return [row for row in found if row.state != State.FAILED]


def lines_of(minutes):
    """Return the sections of ``minutes``, each with its text in lines."""
    return [{**section, "lines": section["text"].split("\n")} for section in minutes.sections]


def changes(before, after):
    """Return (title, changed lines as pieces (op, text)) for every section in which ``after`` differs from ``before``."""
    old = {section["code"]: section for section in before.sections}
    found = []
    for section in after.sections:
        was = old.pop(section["code"], {"text": ""})["text"]
        if was != section["text"]:
            found.append((section["title"], changed_lines(was.split("\n"), section["text"].split("\n"))))
    return found + [(section["title"], [[(REMOVED, section["text"])]]) for section in old.values()]


def changed_lines(old, new):
    """Return the lines of ``new`` that are not as in ``old``, each as pieces (op, text)."""
    lines = []
    for op, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "\n".join(old[i:j]), "\n".join(new[k:m])
        if op == "replace" and len(gone) + len(come) <= READ_CLOSELY:
            lines.append(diff(gone, come))
        elif op != "equal":
            lines.append([(way, text) for way, text in ((REMOVED, gone), (ADDED, come)) if text])
    return lines
