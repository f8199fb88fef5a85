"""The paper of the minutes: the text as both signed it, who signed when, its corrections, and the code that checks it."""

import itertools

from yishi.documents.sheet import address, code_to_scan, paper
from yishi.people.names import display_name
from yishi.people.rules import with_seats

from ..corrections.reading import shown
from ..models import Minutes
from .reading import lines_of

FOLLOWING = {"present"}  # what stands after the signatures, as the standard sets the minutes of a meeting


def write(document):
    """Return the Job of the paper of the minutes that ``document`` names, or None where they are not signed by both."""
    text = Minutes.objects.select_related("meeting__community").filter(meeting=document.subject, signatures__n=2).first()
    signed = list(text.signatures.prefetch_related(with_seats("person")).order_by("n")) if text else []
    corrected = [row for row in shown(text.meeting, None) if row.answer.version <= document.version] if text else []
    if len(signed) != 2 or document.version != text.n + len(corrected):
        return None
    meeting, last = text.meeting, corrected[-1].answer if corrected else None
    where = address(f"/check/{(last or text).sha256}/")
    parts = lines_of(text)
    words = {
        "meeting": meeting, "minutes": text, "corrections": corrected, "chapters": itertools.count(1), "scan": code_to_scan(where),
        "check_address": where, "parts": [part for part in parts if part["code"] not in FOLLOWING],
        "following": [part for part in parts if part["code"] in FOLLOWING], "signed": [
            {"role": row.get_role_display(), "name": display_name(row.person), "at": row.at} for row in signed
        ],
    }
    return paper(
        document, "meetings/papers/minutes.html", words, title=meeting.title, author=meeting.community.name,
        made=(last or signed[-1]).at, css=("paper", "gazette", "minutes"),
    )
