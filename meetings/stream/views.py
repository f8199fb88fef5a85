"""The live page of a meeting, the screen in its hall, and the stream for those who ask instead of listening."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.generic import View

from yishi.clock.story import now
from yishi.web.access import PUBLIC
from yishi.web.kept import kept, until_next_event

from ..models import Meeting
from .feed import feed
from .log import with_head
from .page import live, live_address
from .screen import opens
from .visibility import eye_of, watchable
from .wall import screen

SECONDS = 5  # for which the wall is kept: somebody's time runs on it


def watched(pk):
    """Return the meeting ``pk``; there is no page of one that nobody may watch."""
    meeting = get_object_or_404(with_head(Meeting.objects.select_related("community")), pk=pk)
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


class Live(View):
    """The meeting as it runs. With ``?panels`` the pieces alone that are drawn anew."""

    access = PUBLIC

    def get(self, request, pk):
        meeting, part = watched(pk), "panels" if "panels" in request.GET else "hall"
        template = f"meetings/stream/{part}.html"
        whole = until_next_event(
            request, f"{part}:{pk}", lambda: render_to_string(template, live(meeting, request.actor), request)
        )
        page = "bare" if part == "panels" else "live"
        return render(request, f"meetings/stream/{page}.html", {"meeting": meeting, "whole": whole})


class Screen(View):
    """The meeting on the wall of its hall, as everybody may see it: no account, only the address that the leaders have."""

    access = PUBLIC

    def get(self, request, pk, token):
        meeting = watched(pk)
        if not opens(meeting, token):
            raise Http404
        address = request.build_absolute_uri(live_address(meeting))
        name = f"screen:{pk}:{now().second // SECONDS}"
        whole = kept(name, lambda: render_to_string("meetings/stream/wall.html", screen(meeting, address)))
        page = "bare" if "panels" in request.GET else "screen"
        return render(request, f"meetings/stream/{page}.html", {"meeting": meeting, "whole": whole})
