from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from yishi.journal.kinds import kind_of
from yishi.web.access import SIGNED_IN
from yishi.web.paging import page_by_key

from .domain.notices import mark_all_read, mark_read
from .models import Notice
from .queries import notices_of, readings, unread_count


class Notices(View):
    """What the person has been told; POST marks all of it as read, up to the newest that the page showed."""

    access = SIGNED_IN

    def get(self, request):
        page = page_by_key(notices_of(request.actor), request)
        shown = readings(page, request.actor)
        words = {"page": page, "readings": shown, "unread": unread_count(request.actor)}
        return render(request, "notices/list.html", words)

    def post(self, request):
        newest = request.POST.get("upto", "")
        if newest.isascii() and newest.isdigit() and len(newest) < 19:
            mark_all_read(request.actor, upto=int(newest))
        return redirect("notices")


class Open(View):
    """Marks one notice as read and goes to the thing it speaks of. Nobody's notice but one's own is found."""

    access = SIGNED_IN

    def post(self, request, key):
        notice = get_object_or_404(Notice.objects.select_related("event__stream"), pk=key, person=request.actor)
        mark_read(notice, request.actor)
        kind = kind_of(notice.event)
        return redirect((kind.address and kind.address(notice.event)) or "notices")
