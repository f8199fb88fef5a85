"""The lottery of a meeting's seats: everything that is needed to repeat it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from yishi.web.access import PUBLIC

from ..enums import AdmittedBy
from ..models import Gallery
from .lottery import shown


class Lottery(View):
    """The committed list, the number that was named, the order it gave, and the recipe."""

    access = PUBLIC

    def get(self, request, pk):
        rows = Gallery.objects.filter(admission=AdmittedBy.LOT).select_related("meeting__community")
        return render(request, "meetings/gallery/lottery.html", shown(get_object_or_404(rows, meeting__pk=pk), request.actor))


class Codes(View):
    """The committed list as the file whose hash was published."""

    access = PUBLIC

    def get(self, request, pk):
        gallery = get_object_or_404(Gallery, meeting__pk=pk)
        if not gallery.list_text:
            raise Http404
        return HttpResponse(gallery.list_text, content_type="text/plain; charset=utf-8",
                            headers={"Content-Disposition": 'attachment; filename="codes.txt"'})
