"""Meetings as their pages show them to everybody, and their minutes once both have signed. Who spoke stands in none.

Papers that lie on a meeting's table are public papers of the matters, and found as these.
"""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.enums import HELD_STATES, EntryState, MeetingState
from meetings.models import AgendaEntry, Meeting, Minutes

from ..enums import Kind
from ..reading import LONGEST
from ..sources import Row, Source, register

CHUNK = 100


def rows(numbers=None):
    """Yield the rows of the meetings with the keys ``numbers`` (None: of all): the meeting, and its signed minutes."""
    entries = AgendaEntry.objects.exclude(state=EntryState.STRUCK).order_by("n").prefetch_related("consensuses", "statements")
    signed = Minutes.objects.filter(signatures__n=2)
    meetings = Meeting.objects.prefetch_related(Prefetch("entries", entries, "agenda"), Prefetch("minutes_texts", signed, "signed"))
    if numbers is not None:
        meetings = meetings.filter(pk__in=numbers)
    for meeting in meetings.order_by("pk").iterator(CHUNK):
        held = meeting.state in HELD_STATES and not meeting.rule.private
        url = meeting.get_absolute_url() if held else meeting.page_address
        yield _row(meeting, Kind.MEETING, meeting.title, _of_meeting(meeting, held), url)
        if held and meeting.state == MeetingState.SIGNED:
            for minutes in meeting.signed:
                yield _row(meeting, Kind.MINUTES, _("Minutes: %(title)s") % {"title": meeting.title},
                           _text(f"{section['title']} {section['text']}" for section in minutes.sections),
                           reverse("meeting-minutes", args=[meeting.pk]))


def _row(meeting, kind, title, text, url):
    return Row(kind, meeting.pk, str(meeting.pk), title, text, url, meeting.community_id, meeting.date)


def _of_meeting(meeting, held):
    """Return the text of the page of ``meeting``: of a private one what is announced, of one held what was said and agreed."""
    found = [meeting.form_words or meeting.get_kind_display(), meeting.place_words, meeting.note]
    for entry in () if meeting.rule.private else meeting.agenda:
        found.append(entry.title)
        if held:
            found += [consensus.text for consensus in list(entry.consensuses.all())[-1:]]
            found += [statement.text for statement in entry.statements.all()]
    return _text(found)


def _text(parts):
    return "\n".join(str(part).strip() for part in parts if part)[:LONGEST]


register(Source("meeting", frozenset({Kind.MEETING, Kind.MINUTES}), rows))
