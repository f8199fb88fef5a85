"""Petitions: the demands for a meeting, each with its counter and the one button that is one's own."""

from django.shortcuts import get_object_or_404, render
from django.views.generic import View

from yishi.web.access import PUBLIC
from yishi.web.answers import until_next_event
from yishi.web.paging import page_by_key

from ..models import Petition
from ..pages.petitions import SHAPES, opening, petition_page


@until_next_event
class PetitionList(View):
    """Every petition, the newest first, page by key."""

    access = PUBLIC

    def get(self, request):
        page = page_by_key(Petition.objects.select_related("community"), request)
        for petition in page:
            petition.shape = SHAPES[petition.state]
        return render(request, "consultation/petitions.html", {"page": page, "opening": opening(request.actor)})


@until_next_event
class PetitionDetail(View):
    """One petition: what is asked, how many have signed, how many are needed, and what came of it."""

    access = PUBLIC

    def get(self, request, pk):
        petition = get_object_or_404(Petition.objects.select_related("community", "matter"), pk=pk)
        return render(request, "consultation/petition.html", petition_page(petition, request.actor))
