"""Feeds, open data and the site map."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.views.generic import View

from yishi.clock.story import now
from yishi.people.enums import PlaceKind
from yishi.people.models import Place
from yishi.text.figures import whole_number
from yishi.web.access import PUBLIC

from .. import feeds
from ..queries import coded, entry_named, heading_named

CLOSED = ("/admin/", "/desk/", "/my/", "/sign-in/", "/search/")  # desks, and pages without end
TYPES = {"atom": "application/atom+xml; charset=utf-8", "rss": "application/rss+xml; charset=utf-8"}


class Feed(View):
    """What was published last: everything, of an entry, of a community."""

    access = PUBLIC

    def get(self, request, form, code=None, community=None):
        entry, place = entry_named(code) if code else None, community_named(community or request.GET.get("community"))
        if form not in (*TYPES, "json") or (code and entry is None):
            raise Http404
        with translation.override(feeds.LANGUAGE.lower()):
            return self.feed(form, entry, place)

    def feed(self, form, entry, place):
        """Return the feed of ``entry`` and ``place`` in the form asked for, in its own language whoever asks."""
        address, here = self.request.build_absolute_uri, self.request.build_absolute_uri()
        street = Place.objects.filter(kind=PlaceKind.SUBDISTRICT).first()
        said = {"title": feeds.title_of(street, entry, place), "address": address, "here": here,
                "home": entry.heading.get_absolute_url() if entry else reverse("catalogue")}
        items = feeds.newest(entry and entry.heading, place)
        if form == "json":
            return open_to_all(JsonResponse(feeds.json_feed(items, **said), content_type="application/feed+json",
                                            json_dumps_params={"ensure_ascii": False}))
        return open_to_all(HttpResponse(feeds.xml(form, items, **said), content_type=TYPES[form]))


class Items(View):
    """Everything that is published, 500 a page, with the columns of the catalogue."""

    access = PUBLIC

    def get(self, request):
        said = {name: request.GET[name] for name in ("entry", "community") if request.GET.get(name)}
        heading, place = heading_named(said.get("entry", "")), community_named(said.get("community"))
        if "entry" in said and heading is None:
            raise Http404
        records, more = feeds.page(heading, place, whole_number(request.GET.get("after", "")), request.build_absolute_uri)
        following = more and f"{reverse('catalogue-items-json')}?{urlencode({**said, 'after': more})}"
        return open_to_all(JsonResponse({"as_of": now().isoformat(), "results": records, "next": following},
                                        json_dumps_params={"ensure_ascii": False}))


class SiteMap(View):
    """The addresses that a search engine should know."""

    access = PUBLIC

    def get(self, request):
        rows = [(request.build_absolute_uri(path), day) for path, day in feeds.sitemap()]
        return render(request, "catalogue/sitemap.xml", {"rows": rows}, content_type="application/xml")


class Robots(View):
    """What a search engine need not look at, and where the site map is."""

    access = PUBLIC

    def get(self, request):
        closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
        text = f"User-agent: *\n{closed}Sitemap: {request.build_absolute_uri(reverse('sitemap'))}\n"
        return HttpResponse(text, content_type="text/plain; charset=utf-8")


def community_named(code):
    """Return the place with ``code``, None where none is named; 404 where there is no such place."""
    return get_object_or_404(Place, code=coded(code)) if code else None


def open_to_all(response):
    """Return ``response`` readable from any site, and asked for anew each time."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-cache"
    return response
