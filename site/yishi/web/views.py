from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.generic import View
from django.views.i18n import set_language as switch_language

from .access import PUBLIC, WORKSHOP, access
from .comfort import A_YEAR, COOKIE, ReadingForm, reading_of
from .samples import COLOURS, DAY, STATUSES, samples


@access(PUBLIC)
def healthz(request):
    """Answer 200 where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@access(PUBLIC)
@require_POST
def set_language(request):
    """Remember the reader's language, and go back to the page."""
    return switch_language(request)


@access(PUBLIC)
def rights(request):
    """What a resident may do and ask for, with the articles of law."""
    return render(request, "web/rights.html")


@access(WORKSHOP)
def styleguide(request):
    """Every piece of the look with its name, for those who build pages of them."""
    shown = [(name, f"web/pieces/{name}.html", render_to_string(f"web/pieces/{name}.html", sample)) for name, sample in samples()]
    return render(request, "web/styleguide.html", {"shown": shown, "statuses": STATUSES, "colours": COLOURS, "day": DAY})


class ReadingSettings(View):
    """Large type, theme and contrast: the form, and what any button of the shell sends to it."""

    access = PUBLIC

    def get(self, request):
        return self.page(request, ReadingForm(None, reading_of(request)))

    def post(self, request):
        form = ReadingForm(request.POST, reading_of(request))
        if not form.is_valid():
            return self.page(request, form, status=422)
        answer = HttpResponseRedirect(local(request, request.POST.get("next", "")))
        answer.set_cookie(COOKIE, form.reading().cookie, A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
        return answer

    def page(self, request, form, status=200):
        way_back = request.POST.get("next") or request.GET.get("next", "")
        return render(request, "web/reading.html", {"form": form, "next": local(request, way_back)}, status=status)


def local(request, address):
    """Return ``address`` where it lies on this site, else the front page: a form never leads a reader elsewhere."""
    allowed = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if allowed and address.startswith("/") else "/"
