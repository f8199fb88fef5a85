"""The poster that announces a meeting: what, when, where, and how one may come and watch; a code to scan."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from yishi.clock.spoken import moment, since_year
from yishi.documents.fitting import fitting, head, part
from yishi.documents.sheet import address, code_to_scan, paper
from yishi.journal.models import Event
from yishi.text.side_by_side import aside

from ..enums import EntryState, MeetingState
from ..gallery.section import HOW
from ..models import Gallery, Meeting
from ..notice import CALLED, excused, notice_of

ENTRIES = 8
SPEAK = gettext_noop("Residents who come to watch may speak when the chair calls them.")
SILENT = gettext_noop(
    "Observers do not speak and do not vote; they may hand in a written opinion up to 5 working days afterwards, and are answered."
)


def write(document):
    """Return the Job of the poster, or None where the meeting was called off."""
    meeting = Meeting.objects.select_related("community").filter(pk=document.subject).first()
    if meeting is None or meeting.state == MeetingState.CANCELLED:
        return None
    entries = list(meeting.entries.exclude(state=EntryState.STRUCK).order_by("n"))
    called = Event.objects.filter(stream__name=meeting.stream_name, kind__in=CALLED).order_by("-seq").first()
    where, notice = address(meeting.page_address), notice_of(meeting)
    gallery = Gallery.objects.filter(meeting=meeting).select_related("meeting").first()
    words = {
        "meeting": meeting, "day": aside(since_year(meeting.starts_at), date_format(localtime(meeting.starts_at), "D")),
        "entries": entries[:ENTRIES], "more": len(entries) - ENTRIES,
        "scan": code_to_scan(where), "page_address": where, "tel": meeting.community.tel,
        "watching": watching(meeting, gallery),
        "special": notice is not None and not notice.kept and excused(meeting),
        "headline": _("You may come and watch: %(title)s") % {"title": meeting.title},
    }
    words["size"] = fitting(lambda em: height(words, em))
    return paper(
        document, "meetings/papers/poster.html", words, css=("paper", "poster"), author=meeting.community.name,
        title=words["headline"], made=called.at if called else meeting.starts_at,
    )


def watching(meeting, gallery):
    """Return the sentences that say how one may watch ``meeting``."""
    found = [_("Online everybody may follow; no seat is needed."), _(SPEAK if meeting.rule.observers_speak else SILENT)]
    if not meeting.observer_seats:
        return found
    seats = [ngettext(
        "There is %(n)s seat for observers in the room. Register by the code, or at the community office.",
        "There are %(n)s seats for observers in the room. Register by the code, or at the community office.",
        meeting.observer_seats,
    ) % {"n": meeting.observer_seats}]
    if gallery:
        until = _("Registration runs until %(when)s; then the list is closed.") % {"when": moment(gallery.registers_until)}
        seats += [str(HOW[gallery.admission]), until]
    return [_(" ").join(seats), *found]


def height(words, em):
    """Return how many mm high the poster becomes with a letter of ``em`` mm."""
    meeting, entries = words["meeting"], [entry.title for entry in words["entries"]]
    notes = 3 * words["special"] + (words["more"] > 0)
    parts = part(words["watching"], em) + (part(entries, em) if entries else 0)
    return head(meeting.title, [words["day"], meeting.place_words], em) + 1.4 * em * notes + parts
