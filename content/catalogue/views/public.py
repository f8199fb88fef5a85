"""The three lists, an entry with what is published under it, an item's address, and the editions there were."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from yishi.people.models import Place
from yishi.web.access import PUBLIC
from yishi.web.answers import until_next_event
from yishi.web.paging import page_by_key

from ..enums import Kind, Openness
from ..forms import CatalogueFilter
from ..history import history
from ..models import Edition, Item
from ..queries import (
    answered_faults,
    coded,
    counts,
    edition_in_force,
    entries_of,
    entry_named,
    items_of,
    tagged,
    wishes_this_year,
)
from .demand import wished

ENTRIES_A_PAGE = 100


@until_next_event
class Catalogue(View):
    """One of the three lists of the edition in force, or of an earlier one."""

    access = PUBLIC

    def get(self, request, edition=None):
        numbered = edition is not None
        edition = get_object_or_404(Edition.objects.exclude(state="draft"), pk=edition) if numbered else edition_in_force()
        if edition is None:
            return render(request, "catalogue/none.html")
        filters = CatalogueFilter(request.GET, topics=edition.topics.all())
        rows = filters.narrow(entries_of(edition, filters.list))
        page = page_by_key(rows, request, size=ENTRIES_A_PAGE, order=("seq", "pk"))
        found = counts(edition)
        lists = [(kind, label, found[kind]) for kind, label in Kind.choices]
        context = {"edition": edition, "filters": filters, "page": page, "lists": lists, "kind": filters.list,
                   "numbered": numbered, "here": request.path}
        return render(request, "catalogue/catalogue.html", context)


@until_next_event
class EntryPage(View):
    """The columns of one entry, and what is published under it, newest first, page by key."""

    access = PUBLIC

    def get(self, request, code):
        entry = entry_named(code)
        if entry is None:
            raise Http404
        asked = coded(request.GET.get("community"))
        community = Place.objects.filter(code=asked).first() if asked else None
        tag = Openness(request.GET["openness"]) if request.GET.get("openness") in Openness.values else ""
        page = page_by_key(tagged(items_of(entry.heading, community), tag), request, order=("-published_on", "-pk"))
        context = {
            "entry": entry, "page": page, "community": community, "communities": Place.objects.communities(),
            "tag": tag, "tags": Openness,
            "wishes": wishes_this_year(entry.heading), "wished": wished(request), "faults": answered_faults(heading=entry.heading),
        }
        return render(request, "catalogue/entry.html", context)


class ItemAddress(View):
    """The address by the index number, for good: it leads on to the page; a withdrawn item says why it is gone."""

    access = PUBLIC

    def get(self, request, index_no):
        item = get_object_or_404(Item.objects.select_related("heading", "community"), index_no=coded(index_no))
        if item.withdrawn_on:
            return render(request, "catalogue/withdrawn.html", {"item": item}, status=410)
        return redirect(item.url)


@until_next_event
class History(View):
    """Every edition there was, and what it changed."""

    access = PUBLIC

    def get(self, request):
        return render(request, "catalogue/history.html", {"editions": history()})
