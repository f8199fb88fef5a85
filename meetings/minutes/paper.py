"""The paper of the minutes: the text as both signed it, who signed when, and the code by which it is checked."""

import itertools

from yishi.documents.sheet import address, code_to_scan, paper
from yishi.people.names import display_name
from yishi.people.rules import with_seats

from ..models import Minutes
from .reading import lines_of

FOLLOWING = {"present"}  # what stands after the signatures, as the standard sets the minutes of a meeting


def write(document):
    """Return the Job of the paper of the minutes that ``document`` names, or None where they are not signed by both."""
    rows = Minutes.objects.select_related("meeting__community")
    text = rows.filter(meeting=document.subject, n=document.version).first()
    signed = list(text.signatures.prefetch_related(with_seats("person")).order_by("n")) if text else []
    if len(signed) != 2:
        return None
    meeting, where = text.meeting, address(f"/check/{text.sha256}/")
    parts = lines_of(text)
    words = {
        "meeting": meeting, "minutes": text, "chapters": itertools.count(1), "scan": code_to_scan(where),
        "check_address": where, "parts": [part for part in parts if part["code"] not in FOLLOWING],
        "following": [part for part in parts if part["code"] in FOLLOWING], "signed": [
            {"role": row.get_role_display(), "name": display_name(row.person), "at": row.at} for row in signed
        ],
    }
    return paper(
        document, "meetings/papers/minutes.html", words, title=meeting.title, author=meeting.community.name,
        made=signed[-1].at, css=("paper", "gazette", "minutes"),
    )
