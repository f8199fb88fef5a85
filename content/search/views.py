"""Searching, saying what one wants to know, and reading what was looked for in vain."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.refusals import Invalid
from yishi.web.access import PUBLIC
from yishi.web.afterwards import afterwards

from .access import DISCLOSURE
from .domain import demand
from .forms import SearchForm
from .pages import answers, data
from .queries import DAYS
from .queries import demand as demanded


class Search(View):
    """What was found; ``&format=json`` gives the same as data. A post says "I want to know this"."""

    access = PUBLIC

    def get(self, request):
        context = answers(SearchForm(request.GET), request)
        json = request.GET.get("format") == "json"
        answer = JsonResponse(data(context)) if json else render(request, "search/search.html", context)
        if context["empty"] and not context["form"].narrowed:
            afterwards(answer, partial(demand.missed, context["query"], _visitor(request)))
        return answer

    def post(self, request):
        query = request.POST.get("q", "")
        try:
            demand.want(query, _visitor(request))
        except Invalid as refused:
            context = answers(SearchForm({}), request)
            return render(request, "search/search.html", {**context, "refused": refused}, status=422)
        messages.success(request, _("Noted. Whoever answers for what is published reads what people want to know."))
        return redirect(f"{reverse('search')}?{urlencode({'q': query[:100]})}")


class Demand(View):
    """What people looked for in vain and said they want to know, for whoever answers for what is published."""

    access = DISCLOSURE

    def get(self, request):
        return render(request, "search/demand.html", {"rows": demanded(), "days": DAYS})


def _visitor(request):
    return request.META.get("REMOTE_ADDR", "")
