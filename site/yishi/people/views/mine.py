"""The person's own page: what waits for one, and everything that the site holds about one."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views import View

from yishi.web.access import SIGNED_IN

from ..duties import duties_of, followed_by
from ..personal_data import HOLDINGS, export
from ..rules import is_staff


class Mine(View):
    """What waits for the person who has signed in, and what became of what he or she brought."""

    access = SIGNED_IN

    def get(self, request):
        followed = followed_by(request.actor)
        context = {"duties": duties_of(request.actor), "followed": followed, "holdings": list(HOLDINGS.values())}
        context["in_office"] = is_staff(request.actor)
        context["unused"] = [duty for duty, owed in followed if not owed]
        return render(request, "people/mine.html", context)


class MyData(View):
    """Everything held about the person, as one JSON file to keep (Personal Information Protection Law, art. 45)."""

    access = SIGNED_IN

    def get(self, request):
        answer = JsonResponse(export(request.actor), json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
        answer["Cache-Control"] = "no-store"
        return answer
