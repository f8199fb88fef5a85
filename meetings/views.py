"""The meetings, and the record of each: its agenda, who was there, what was said and agreed, who signed."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.documents.views import answer
from yishi.web.access import PUBLIC
from yishi.web.answers import until_next_event
from yishi.web.kept import answer as answer_page

from . import listing
from .enums import MeetingState
from .minutes.readers import reads_whole
from .models import Meeting
from .pages import SHAPES
from .papers.asking import poster_of
from .stream.page import ways
from .whole import announcement, as_visitors, whole_record


def around(request, name, build, meeting):
    """Answer with what ``build`` makes of ``meeting``, its name and the ways on above it."""
    def head():
        return {"meeting": meeting, "shape": SHAPES[meeting.state], **ways(meeting, request.actor)}

    return answer_page(request, name, "meetings/page.html", build, head, partial(as_visitors, meeting))


@until_next_event
class MeetingList(View):
    """Every meeting: what goes on now, what comes, and page by key what was."""

    access = PUBLIC

    def get(self, request):
        return render(request, "meetings/list.html", listing.listed(request))


@until_next_event
class Month(View):
    """A month of days with the meetings on each; without JavaScript."""

    access = PUBLIC

    def get(self, request):
        return render(request, "meetings/month.html", listing.month(request))


class CalendarFile(View):
    """The meetings of about a year as a file for one's own calendar, to be subscribed to."""

    access = PUBLIC

    def get(self, request, pk=None):
        meetings = None
        if pk is not None:
            meetings = [get_object_or_404(Meeting.objects.select_related("community"), pk=pk)]
        name = f"meeting-{pk}" if pk else "meetings"
        return HttpResponse(
            listing.file_of(request, meetings), content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
        )


class MeetingPage(View):
    """What a meeting announces: when, where, what on, and how one may watch."""

    access = PUBLIC

    def get(self, request, pk):
        meeting = get_object_or_404(Meeting.objects.select_related("community"), pk=pk)
        return around(request, f"announced:{pk}", partial(announcement, meeting), meeting)


class Poster(View):
    """The poster that announces a meeting; of one that was called off there is none."""

    access = PUBLIC

    def get(self, request, pk):
        meeting = get_object_or_404(Meeting, pk=pk)
        document = poster_of(meeting)
        if document is None or meeting.state == MeetingState.CANCELLED:
            raise Http404
        return answer(
            request, document, title=_("Poster of the meeting"), name=f"meeting-{pk}", back=meeting.page_address
        )


class MeetingRecord(View):
    """One page a meeting, for everybody to read; whoever has something to do there finds it on it."""

    access = PUBLIC

    def get(self, request, pk):
        meeting = get_object_or_404(Meeting.objects.select_related("community"), pk=pk)
        if not reads_whole(request.actor, meeting):
            return redirect(meeting.page_address)
        return around(request, f"meeting:{pk}", partial(whole_record, meeting), meeting)
