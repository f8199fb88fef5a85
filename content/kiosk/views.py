"""Screens in the hall: a notice board that turns by itself, and a first page for whoever stands before a kiosk."""

from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from yishi.documents.sheet import code_to_scan
from yishi.people.models import Place
from yishi.web.access import PUBLIC

from .middleware import COOKIE, ON, is_kiosk
from .slides import slides

SECONDS = 15  # a slide
A_YEAR = 365 * 24 * 3600


class Board(View):
    """One notice in large letters, and after a while the next; it can be stopped and turned by hand."""

    access = PUBLIC

    def get(self, request, code=None):
        community = get_object_or_404(Place.objects.communities(), code=code) if code else None
        found = slides(community)
        n, total = number_in(request.GET.get("n", ""), len(found)), max(len(found), 1)
        context = {"community": community, "total": len(found), "n": n, "at": n + 1, "stopped": "stop" in request.GET,
                   "before": (n - 1) % total, "following": (n + 1) % total}
        if found:
            context |= {"slide": found[n], "code": code_to_scan(request.build_absolute_uri(found[n].url))}
        answer = render(request, "kiosk/board.html", context)
        if not context["stopped"]:
            answer["Refresh"] = f"{SECONDS}; url={request.path}?n={context['following']}"
        return answer


def number_in(said, total):
    """Return the number of the slide that an address asks for; whatever makes no sense is the first."""
    return int(said[:6]) % total if total and said.isascii() and said.isdigit() else 0


class Kiosk(View):
    """The first page of a kiosk. A POST makes this screen one, or no longer.

    On a kiosk every page leads back here after a while; whoever had signed in is signed out, and what the session knew of
    them is gone: a draft, the key of a request.
    """

    access = PUBLIC

    def get(self, request):
        here = is_kiosk(request)
        if here and request.session.keys():
            logout(request)
            return redirect("kiosk")
        return render(request, "kiosk/kiosk.html", {"here": here})

    def post(self, request):
        answer = redirect("kiosk")
        if is_kiosk(request):
            answer.delete_cookie(COOKIE)
        else:
            answer.set_cookie(COOKIE, ON, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
        return answer
