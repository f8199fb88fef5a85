"""What is published by pages: the ten of one each, a community's affairs, a page passed on, its pictures."""

from functools import partial
from io import BytesIO
from urllib.parse import urlencode

import segno
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.images import get_image_model

from yishi.clock.story import today
from yishi.documents.views import answer
from yishi.people.models import Place
from yishi.people.rules import sits_as
from yishi.release import REVIEWERS
from yishi.web.access import PUBLIC, Access
from yishi.web.afterwards import afterwards
from yishi.web.answers import until_something_happens
from yishi.web.paging import page_by_key

from . import printing, queries, serving
from .domain import counting, reviews
from .enums import Affairs, CommunityKind
from .forms import AgainForm
from .models import OpenPage

REVIEWER = Access("page_reviewer", lambda request: sits_as(request.actor, REVIEWERS))
A_DAY = "public, max-age=86400"  # an address does not change


class Shown(View):
    """A public page of the editors', at its address; from one that it had before one is led on.

    For visitors it is kept a while, and every opening is counted.
    """

    access = PUBLIC

    def get(self, request, trail):
        answer = until_something_happens(request, partial(self.found, request, trail))
        if serving.OPENED in answer.headers:
            page, community = map(int, answer.headers[serving.OPENED].split())
            del answer.headers[serving.OPENED]
            counting.opened(page, community, request.headers.get("User-Agent", ""))
            afterwards(answer, counting.write_in_time)
        return answer

    def found(self, request, trail):
        """Return the page at ``trail``, drawn."""
        page = queries.at(trail)
        if page is not None:
            return page.serve(request).render()
        if address := queries.moved(request.path):
            return redirect(address, permanent=True)
        raise Http404


class TenOfOneEach(View):
    """The ten things of which there is one each, every one with what proves it."""

    access = PUBLIC

    def get(self, request):
        reviews = queries.reviews_of_late()
        rows = queries.ten(reviews)
        context = {"rows": rows, "there": sum("href" in row for row in rows), "flow": queries.FLOW, "reviews": reviews}
        return render(request, "pages/ten.html", context)


class CommunityAffairs(View):
    """What a community has made known to its residents, newest first."""

    access = PUBLIC

    def get(self, request, code):
        community = get_object_or_404(Place.objects.communities(), code=code.upper())
        affairs = request.GET.get("affairs", "") if request.GET.get("affairs") in Affairs.values else ""
        kind = request.GET.get("kind", "") if request.GET.get("kind") in CommunityKind.values else ""
        rows = queries.of_community(community, affairs, kind)
        context = {
            "community": community, "page": page_by_key(rows, request, order=("-posted_from", "-pk")), "today": today(),
            "affairs": [{"label": _("Everything"), "href": "?", "current": not (affairs or kind)},
                        *_chips("affairs", affairs, Affairs.choices)],
            "kinds": _chips("kind", kind, CommunityKind.choices), "kind": kind,
            "accent": serving.accent_of(community.pk, queries.accents_of(community)),
        }
        return render(request, "pages/community.html", context)


def _chips(name, chosen, choices):
    """Return the ways to narrow the list by ``name``: dicts with label, href and current."""
    return [{"label": label, "href": f"?{urlencode({name: value})}", "current": value == chosen} for value, label in choices]


class Withheld(View):
    """What is kept back, and the yearly look at it."""

    access = REVIEWER

    def get(self, request, form=None, key=0):
        rows = queries.withheld_for(request.actor)
        for row in rows:
            row.form = form if form is not None and row.pk == key else AgainForm(prefix=f"r{row.pk}")
        return render(request, "pages/withheld.html", {"reviews": rows, "today": today()}, status=422 if form else 200)

    def post(self, request):
        asked = request.POST.get("review", "")
        review = next((row for row in queries.withheld_for(request.actor) if str(row.pk) == asked), None)
        if review is None:
            raise Http404
        form = AgainForm(request.POST, prefix=f"r{review.pk}")
        if not form.is_valid():
            return self.get(request, form, review.pk)
        still, words = form.cleaned_data["still"] == "yes", form.cleaned_data["words"]
        reviews.look_again(review, by=request.actor, still=still, words=words)
        return redirect("pages-withheld")


def _public(pk):
    return get_object_or_404(OpenPage.objects.live().select_related("community"), id=pk, made_on__isnull=False)


class Versions(View):
    """The versions of a page that were public, and what changed from one to the next."""

    access = PUBLIC

    def get(self, request, pk):
        page = _public(pk)
        return render(request, "pages/versions.html", {"page": page, "versions": queries.versions_of(page)})


class QRCode(View):
    """The address of a page as a QR code, drawn as SVG."""

    access = PUBLIC

    def get(self, request, pk):
        page, out = _public(pk), BytesIO()
        segno.make(request.build_absolute_uri(page.url), error="m", micro=False).save(
            out, kind="svg", scale=4, border=4, light="#fff", title=_("QR code of this page")
        )
        return HttpResponse(out.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": A_DAY})


class Card(View):
    """What a page is about, on one sheet with its QR code."""

    access = PUBLIC

    def get(self, request, pk):
        page = _public(pk)
        context = {"page": page, "address": request.build_absolute_uri(page.url)}
        return render(request, "pages/card.html", context)


class ReportPaper(View):
    """A yearly report as the paper that was made when it went out."""

    access = PUBLIC

    def get(self, request, pk):
        page = get_object_or_404(printing.reports(), id=pk)
        return answer(request, printing.paper_of(page), name=f"report-{page.year}", title=page.title, back=page.url)


class Picture(View):
    """A picture in the size that a page shows: for everybody where the page is public, before that for editors alone."""

    access = PUBLIC

    def get(self, request, name):
        shape = get_object_or_404(get_image_model().get_rendition_model().objects.select_related("image"), file=f"images/{name}")
        editor = request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")
        public = queries.is_public(shape.image)
        if not public and not editor:
            raise Http404
        try:
            answer = FileResponse(shape.file.open("rb"))
        except FileNotFoundError:
            raise Http404 from None
        answer["Cache-Control"] = A_DAY if public else "private, no-cache"
        return answer
