"""Service guides as everybody reads them: the list, one guide, what to bring on one page, earlier versions, the way out."""

from types import SimpleNamespace
from urllib.parse import urlsplit

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.documents.sheet import code_to_scan
from yishi.web.access import PUBLIC
from yishi.web.answers import until_next_event
from yishi.web.paging import page_by_key

from ..access import keeps_guides
from ..forms import GuideFilter, RatingForm
from ..models import Guide
from ..pages import whole
from ..queries import listed, open_drafts


@until_next_event
class Guides(View):
    """The services, found by words and by whom they are for."""

    access = PUBLIC

    def get(self, request):
        filters = GuideFilter(request.GET)
        page = page_by_key(filters.narrow(listed()), request, order=("code",))
        keeps = keeps_guides(request)
        context = {"page": page, "filters": filters, "keeps": keeps, "drafts": open_drafts() if keeps else ()}
        return render(request, "guides/list.html", context)


@until_next_event
class One(View):
    """One service: everything one has to know before one goes there, and how others found it."""

    access = PUBLIC

    def get(self, request, code):
        guide = get_object_or_404(Guide.objects.select_related("community"), code=code)
        if guide.withdrawn_on:
            return render(request, "guides/withdrawn.html", {"guide": guide, "keeps": keeps_guides(request)}, status=410)
        return render(request, "guides/guide.html", whole(guide, request, RatingForm()))


@until_next_event
class Bring(View):
    """What to bring, where and when, on one page to print."""

    access = PUBLIC

    def get(self, request, code):
        guide = found(code)
        address = request.build_absolute_uri(guide.get_absolute_url())
        context = {"guide": guide, "address": address, "code_to_scan": code_to_scan(address)}
        return render(request, "guides/bring.html", context)


class Version(View):
    """What a guide said from an earlier day on."""

    access = PUBLIC

    def get(self, request, code, version):
        guide = found(code)
        row = get_object_or_404(guide.versions, n=version)
        said = SimpleNamespace(**row.content)
        return render(request, "guides/version.html", {"guide": guide, "version": row, "said": said})


class Out(View):
    """The notice before a link that leaves this site: to the outside system, or to where legal aid is booked."""

    access = PUBLIC

    def get(self, request, code):
        guide, aid = found(code), request.GET.get("to") == "aid"
        address = guide.aid_url if aid else guide.online_url
        if not address:
            raise Http404
        words = _("where legal aid is booked") if aid else guide.online or guide.name
        context = {"guide": guide, "address": address, "host": urlsplit(address).hostname, "words": words}
        return render(request, "guides/out.html", context)


def found(code):
    """Return the standing guide ``code``, or 404."""
    return get_object_or_404(Guide.objects.standing().select_related("community"), code=code)
