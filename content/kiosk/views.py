"""Screens in the hall: a notice board that turns by itself, and a first page for whoever stands before a kiosk."""

from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from yishi.documents.sheet import code_to_scan
from yishi.people.models import Place
from yishi.web import comfort
from yishi.web.access import PUBLIC

from .middleware import COOKIE, ON, is_kiosk
from .slides import slides

SECONDS = 15  # a slide
A_YEAR = 365 * 24 * 3600
LARGE = comfort.Reading(size="elder").cookie


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
    """The first page of a kiosk, in large type. A POST makes this screen one, or no longer.

    On a kiosk every page leads back here after a while; whoever had signed in is signed out, and what was kept of them is
    gone: a draft, the key of a request, the language and the type they chose.
    """

    access = PUBLIC

    def get(self, request):
        here = is_kiosk(request)
        if here and is_used(request):
            logout(request)
            return as_new(request, redirect("kiosk"))
        return render(request, "kiosk/kiosk.html", {"here": here})

    def post(self, request):
        answer = redirect("kiosk")
        if is_kiosk(request):
            for name in (COOKIE, comfort.COOKIE):
                answer.delete_cookie(name)
            return answer
        answer.set_cookie(COOKIE, ON, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
        return as_new(request, answer)


def is_used(request):
    """Return whether the screen knows anything of whoever stood before it."""
    chosen = request.COOKIES.get(comfort.COOKIE) != LARGE or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return bool(chosen or request.session.keys())


def as_new(request, answer):
    """Return ``answer``, after which the screen shows large type in the language of the site again."""
    answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    answer.set_cookie(comfort.COOKIE, LARGE, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer
