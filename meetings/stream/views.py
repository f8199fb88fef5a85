"""The stream for those who ask instead of listening."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import View

from yishi.web.access import PUBLIC

from ..models import Meeting
from .feed import feed
from .visibility import eye_of, watchable


def watched(pk):
    """Return the meeting ``pk``; there is no page of one that nobody may watch."""
    meeting = get_object_or_404(Meeting.objects.select_related("community"), pk=pk)
    if not watchable(meeting):
        raise Http404
    return meeting


class Events(View):
    """The events of a meeting after the number that one has."""

    access = PUBLIC

    def get(self, request, pk):
        meeting = watched(pk)
        seen = request.headers.get("If-None-Match", "")
        return feed(meeting, eye_of(meeting, request.actor), request.GET.get("after", "0"), seen)
