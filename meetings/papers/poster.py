"""The poster that announces a meeting: what, when, where, and how one may come and watch; a code to scan."""

from django.utils.translation import gettext as _

from yishi.documents.sheet import address, code_to_scan, paper
from yishi.journal.models import Event

from ..enums import EntryState, MeetingState
from ..gallery.section import HOW
from ..models import Gallery, Meeting
from ..notice import CALLED, excused, notice_of

ENTRIES = 8


def write(document):
    """Return the Job of the poster, or None where the meeting was called off."""
    meeting = Meeting.objects.select_related("community").filter(pk=document.subject).first()
    if meeting is None or meeting.state == MeetingState.CANCELLED:
        return None
    entries = list(meeting.entries.exclude(state=EntryState.STRUCK).order_by("n"))
    called = Event.objects.filter(stream__name=meeting.stream_name, kind__in=CALLED).order_by("-seq").first()
    where, notice = address(meeting.page_address), notice_of(meeting)
    gallery = Gallery.objects.filter(meeting=meeting).first()
    words = {
        "meeting": meeting, "rule": meeting.rule, "entries": entries[:ENTRIES], "more": len(entries) - ENTRIES,
        "scan": code_to_scan(where), "page_address": where, "tel": meeting.community.tel,
        "gallery": gallery, "how": HOW[gallery.admission] if gallery else "",
        "special": notice is not None and not notice.kept and excused(meeting),
        "headline": _("You may come and watch: %(title)s") % {"title": meeting.title},
    }
    return paper(
        document, "meetings/papers/poster.html", words, css=("paper", "poster"), author=meeting.community.name,
        title=words["headline"], made=called.at if called else meeting.starts_at,
    )
