"""The meetings, and the record of each: its agenda, who was there, what was said and agreed, who signed."""

from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.generic import View

from yishi.web.access import PUBLIC
from yishi.web.kept import for_visitors
from yishi.web.paging import page_by_key

from .models import Meeting
from .pages import record


class MeetingList(View):
    """Every meeting, the latest first, page by key."""

    access = PUBLIC

    def get(self, request):
        rows = Meeting.objects.select_related("community")
        page = page_by_key(rows, request, order=("-starts_at", "-pk"))
        return render(request, "meetings/list.html", {"page": page})


class MeetingRecord(View):
    """One page a meeting, for everybody to read; whoever has something to do there finds it on it."""

    access = PUBLIC

    def get(self, request, pk):
        meeting = get_object_or_404(Meeting.objects.select_related("community"), pk=pk)
        whole = for_visitors(request, f"meeting:{meeting.pk}", lambda: self.whole(meeting))
        return render(request, "meetings/record.html", {"meeting": meeting, "whole": whole})

    def whole(self, meeting):
        """Return everything below the name of the page, as its reader may read it."""
        return render_to_string("meetings/whole.html", record(meeting, self.request.actor), self.request)
