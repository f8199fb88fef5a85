"""The list of matters, the one page of each, and its file."""

import tempfile
from functools import cache, partial

from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from yishi.web.access import PUBLIC, STAFF
from yishi.web.answers import until_next_event
from yishi.web.kept import answer
from yishi.web.paging import page_by_key

from ..domain.archive import pack
from ..filters import MatterFilter
from ..models import Matter
from ..pages.briefs import with_briefs
from ..pages.own import own as own_parts
from ..pages.own import own_record
from ..pages.whole import drawn, read_along_with, recorded
from ..queries.reports import with_support

IN_MEMORY = 4 * 1024 * 1024


@until_next_event
class MatterList(View):
    """Every matter, newest first, page by key."""

    access = PUBLIC

    def get(self, request):
        filters = MatterFilter(request.GET)
        matters = filters.narrow(with_support(Matter.objects.select_related("community", "inquiry")))
        page = page_by_key(matters, request)
        with_briefs(page.rows)
        return render(request, "consultation/matters.html", {"filters": filters, "page": page})


class MatterDetail(View):
    """One page a matter: the answer first, then the evidence."""

    access = PUBLIC

    def get(self, request, code):
        matter = cache(read_along_with(Matter.objects).filter(code=code).first)  # not asked where the whole answer is kept
        visitor = not request.user.is_authenticated
        pk = Matter.objects.filter(code=code).values_list("pk", flat=True).first() if visitor else getattr(matter(), "pk", None)
        if pk is None:  # a code that was typed in small letters leads to its matter
            return redirect(get_object_or_404(Matter.objects.exclude(code=code), code=code.upper()))
        return answer(
            request, f"matter:{pk}", "consultation/matter.html", lambda asked: drawn(matter(), asked), lambda: {"matter": matter()},
            lambda asked, content: own_parts(matter(), asked, content),
        )


class MatterRecord(View):
    """What happened to a matter, entry by entry, the newest first, page by key."""

    access = PUBLIC

    def get(self, request, code):
        matter = get_object_or_404(Matter.objects.select_related("community"), code=code)
        if request.GET:
            return render(request, "consultation/matter_record.html", {"matter": matter, "whole": recorded(matter, request)})
        name, build, own = f"matter-record:{matter.pk}", partial(recorded, matter), partial(own_record, matter)
        return answer(request, name, "consultation/matter_record.html", build, lambda: {"matter": matter}, own)


class Archive(View):
    """The whole file of a matter as a ZIP, for those who keep the community's records."""

    access = STAFF

    def get(self, request, code):
        matter = get_object_or_404(Matter.objects.select_related("community"), code=code)
        into = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the answer closes it
        pack(matter, into, viewer=request.actor)
        into.seek(0)
        return FileResponse(into, as_attachment=True, filename=f"{matter.code}.zip", content_type="application/zip")
