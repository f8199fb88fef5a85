"""What everybody may open: what it is, the form, the receipt, what was published."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.clock.story import today
from yishi.instance.queries import street
from yishi.refusals import Refused
from yishi.web.access import PUBLIC
from yishi.web.answers import until_next_event
from yishi.web.paging import page_by_key
from yishi.web.throttle import tries

from .. import holding, yearly
from ..domain import intake
from ..enums import AnswerState
from ..forms import RequestForm
from ..models import Answer
from ..pages import acts_on
from ..queries import published_answers
from ..rules import may_read

TRIES, HOUR, SHOWN = 20, 3600, 5


@until_next_event
class Room(View):
    """What one may ask for, how, how long it takes, and what was published of it."""

    access = PUBLIC

    def get(self, request):
        return render(request, "requests/room.html", {"answers": list(published_answers().order_by("-pk")[:SHOWN])})


class New(View):
    """The form of art. 29: for anybody, without an account and without a reason."""

    access = PUBLIC

    def get(self, request):
        return self.page(RequestForm())

    def post(self, request):
        form = RequestForm(request.POST, request.FILES)
        if form.is_valid() and tries("request-new", request.META.get("REMOTE_ADDR", ""), seconds=HOUR) > TRIES:
            form.add_error(None, _("Too many requests came from here within an hour. Wait a little, or bring it to the office."))
        if not form.is_valid():
            return self.page(form, 422)
        return self.send(request, form)

    def send(self, request, form):
        """Take the request in; a refusal stands on the form with everything that was typed."""
        try:
            row, key = intake.submit(self.place(), by=request.actor, **form.arguments())
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.page(form, refusal.status)
        holding.keep_receipt(request, row, key)
        holding.hold(request, row)
        return redirect("request-sent")

    def place(self):
        """Return the sub-district that is asked; 404 before the site has one."""
        found = street()
        if found is None:
            raise Http404
        return found

    def page(self, form, status=200):
        return render(self.request, "requests/new.html", {"form": form}, status=status)


class Sent(View):
    """The receipt: code and key, shown once."""

    access = PUBLIC

    def get(self, request):
        receipt = holding.take_receipt(request)
        if receipt is None:
            return redirect("request-status")
        answer = render(request, "requests/sent.html", {
            "receipt": receipt, "status_page": request.build_absolute_uri(reverse("request-status"))})
        answer["Cache-Control"] = "private, no-store"
        return answer


@until_next_event
class Published(View):
    """The answers that were published, newest first, page by key."""

    access = PUBLIC

    def get(self, request):
        return render(request, "requests/published.html", {"page": page_by_key(published_answers(), request)})


@until_next_event
class PublishedAnswer(View):
    """One published answer; before it is released, for those who review it."""

    access = PUBLIC

    def get(self, request, pk):
        rows = Answer.objects.select_related("community", "request__community", "request__applicant")
        answer = get_object_or_404(rows, pk=pk)
        inside = may_read(request.actor, answer.request)
        if answer.state != AnswerState.PUBLISHED and not inside:
            raise Http404
        acts = acts_on(answer, request.actor) if inside else []
        return render(request, "requests/answer.html", {"answer": answer, "inside": inside, "acts": acts})


@until_next_event
class Figures(View):
    """The figures of a year as its report counts them; of the running year what is counted so far."""

    access = PUBLIC

    def get(self, request, year=None):
        running = today().year
        year = running if year is None else year
        if not yearly.FIRST_YEAR <= year <= running:
            raise Http404
        return render(request, "requests/figures.html", {"yearly": yearly.of(year), "running": year == running})
