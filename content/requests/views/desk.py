"""The officer's board and the file of one request."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from yishi.instance.queries import street
from yishi.refusals import Refused
from yishi.web.access import Access
from yishi.web.paging import page_by_key

from .. import holding
from ..domain import intake
from ..forms import CounterForm
from ..lights import light_of
from ..models import Request
from ..pages import SHOWS, file_of, of_code
from ..rules import at_the_desk, may_enter, may_read

DESK = Access("requests_desk", lambda request: request.actor is not None and at_the_desk(request.actor))
LABELS = {
    "open": _("Not answered yet"), "confirm": _("To be confirmed"), "running": _("Being answered"),
    "waiting": _("The clock stands"), "signing": _("To be signed"), "ended": _("Answered"), "all": _("All"),
}


class Board(View):
    """Every request with its light: by word and shape, with the last day and why it is that day."""

    access = DESK

    def get(self, request):
        place = street()
        if place is None or not may_read(request.actor, Request(community=place)):
            return redirect("request-enter")
        show = request.GET.get("show", "")
        show, code = show if show in SHOWS else "open", request.GET.get("q", "").strip().replace("\x00", "")[:24]
        rows = Request.objects.whole().filter(SHOWS[show], code__icontains=code)
        newest = show in {"ended", "all"}
        page = page_by_key(rows, request, order=("-submitted_at", "-pk") if newest else ("submitted_at", "pk"))
        for row in page:
            row.light = light_of(row)
        context = {"page": page, "show": show, "q": code, "labels": LABELS, "may_enter": may_enter(request.actor, place)}
        return render(request, "requests/desk.html", context)


class Counter(View):
    """A request entered from paper, fax or the counter; the receipt goes to the applicant."""

    access = DESK

    def get(self, request):
        return self.page(CounterForm())

    def post(self, request):
        form = CounterForm(request.POST, request.FILES)
        self.page_place()
        if not form.is_valid():
            return self.page(form, 422)
        try:
            row, key = intake.enter(street(), by=request.actor, **form.arguments())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.page(form, refusal.status)
        holding.keep_receipt(request, row, key, by_the_office=True)
        return redirect("request-sent")

    def page_place(self):
        """Return the sub-district; refuse whoever takes no requests in there."""
        place = street()
        if place is None:
            raise Http404
        if not may_enter(self.request.actor, place):
            raise PermissionDenied
        return place

    def page(self, form, status=200):
        self.page_place()
        return render(self.request, "requests/counter.html", {"form": form}, status=status)


class File(View):
    """The file of a request: the period drawn, what may be done, papers, letters, what happened."""

    access = DESK

    def get(self, request, code):
        row = of_code(code)
        if row is None or not may_read(request.actor, row):
            raise Http404
        answer = render(request, "requests/file.html", file_of(row, request.actor))
        answer["Cache-Control"] = "private, no-store"
        return answer
