"""The front page."""

from django.shortcuts import render
from django.views.generic import View

from yishi.web.access import PUBLIC

from .queries import front_page


class Home(View):
    """What is being decided now, what comes next, what came out, and what was promised."""

    access = PUBLIC

    def get(self, request):
        return render(request, "content/home.html", front_page(request.actor))
