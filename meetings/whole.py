"""The pages of a meeting as they are kept for visitors, and which streams of the journal they read."""

from functools import partial

from django.http import Http404
from django.template.loader import render_to_string

from yishi.web import keeping
from yishi.web.kept import PART
from yishi.web.ready import page

from .announcing import announced
from .enums import UNDER_WAY, MeetingState
from .minutes.readers import reads_whole
from .minutes.reading import minutes_page
from .minutes.replay import drawn
from .models import Meeting
from .pages import record
from .slots import streams_of

ENDED = (MeetingState.SIGNED, MeetingState.CANCELLED)


def announcement(meeting, request):
    """Return what the page of ``meeting`` announces."""
    reads(meeting)
    return render_to_string("meetings/announced.html", announced(meeting, request.actor), request)


def whole_record(meeting, request):
    """Return everything below the name of the record of ``meeting``."""
    reads(meeting)
    return render_to_string("meetings/whole.html", record(meeting, request.actor), request)


def whole_minutes(meeting, request):
    """Return everything below the name of the page of the minutes; the office may ask for an earlier version."""
    reads(meeting)
    asked = request.GET.get("version", "")
    n = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None
    return render_to_string("meetings/minutes/whole.html", minutes_page(meeting, request.actor, n), request)


def whole_replay(meeting, request):
    """Return the evening of ``meeting`` once more."""
    reads(meeting)
    return drawn(meeting, request)


def as_visitors(meeting, request, content):
    """Return the ``content`` of a page of ``meeting`` as visitors read it, where it says the same to whoever holds no seat.

    None while it goes on, where it is private, and where a part of it is each reader's own.
    """
    apart = meeting.state in UNDER_WAY or meeting.rule.private or PART.search(content)
    return None if apart else content


def reads(meeting):
    """Say which streams a page of ``meeting`` reads: its own, and those of what its agenda deals with.

    Of a page that is drawn for one reader, and not kept, nothing is said.
    """
    if not keeping.noting():
        return
    keeping.reads(meeting.stream_name, *streams_of(list(meeting.entries.all())))
    if meeting.state in ENDED:
        keeping.quiet()


def _made(draw, public, number, request):
    """Draw the page of the meeting ``number`` where there is one for visitors; ``public`` pages there are of each."""
    meeting = Meeting.objects.select_related("community").filter(pk=number).first()
    if meeting is None or not (public or reads_whole(None, meeting)):
        raise Http404
    return draw(meeting, request)


page("announced", partial(_made, announcement, True), "meeting")
page("meeting", partial(_made, whole_record, False), "meeting")
page("minutes", partial(_made, whole_minutes, True), "meeting")
page("replay", partial(_made, whole_replay, True), "meeting")
