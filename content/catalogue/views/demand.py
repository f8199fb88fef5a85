"""What readers tell the office: I want to know; and this is not true."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from yishi.refusals import Invalid
from yishi.web.access import PUBLIC
from yishi.web.once import taken
from yishi.web.throttle import tries
from yishi.web.views import local

from ..about import about
from ..domain import demand
from ..forms import FaultForm
from ..models import FaultReport
from ..queries import heading_named
from ..rules import may_keep

WISHES, FAULTS = 1, 5  # from one address in ten minutes; of wishes, for one entry
COUNTED = gettext_lazy("Counted. What many ask for is reviewed for the next catalogue.")


def wished(request):
    """Return whether whoever sends ``request`` comes from having wished: nothing else is known of them."""
    return any(str(told) == COUNTED for told in messages.get_messages(request))


class WishToKnow(View):
    """Counts that somebody wants to know more under an entry, and leads back to where it says so."""

    access = PUBLIC

    def post(self, request, code):
        heading = heading_named(code)
        if heading is None:
            raise Http404
        if tries("wish", code, request.META.get("REMOTE_ADDR", "")) <= WISHES:
            demand.wish(heading)
        messages.success(request, COUNTED)
        return redirect(f"{reverse('catalogue-entry', args=[code])}#wish")


class Fault(View):
    """The form by which something untrue, out of date or missing is told."""

    access = PUBLIC

    def get(self, request):
        return self.page(request, FaultForm())

    def post(self, request):
        form = FaultForm(request.POST)
        if form.is_valid() and tries("fault", request.META.get("REMOTE_ADDR", "")) > FAULTS:
            form.add_error(None, _("That were many reports at once. Nothing you wrote is lost: send it again in ten minutes."))
        if not form.is_valid():
            return self.page(request, form, 422)
        return self.send(request, form, about(request.GET))

    def send(self, request, form, thing):
        """File the report, once however often the form is sent; a refusal stands on it with what was typed."""
        words = form.cleaned_data["words"]
        try:
            made = taken(form.cleaned_data["once"], thing["page"], words,
                         make=lambda: demand.report(words, by=request.actor, **thing).pk)
        except Invalid as refusal:
            form.add_error(refusal.field, str(refusal))
            return self.page(request, form, refusal.status)
        if made:
            return redirect("catalogue-fault-answer", made)
        messages.info(request, _("This has been sent before, and was taken once."))
        return redirect(local(request, thing["page"]))

    def page(self, request, form, status=200):
        thing = about(request.GET)
        return render(request, "catalogue/fault.html", {"form": form, "about": thing, "back": local(request, thing["page"])},
                      status=status)


class FaultAnswer(View):
    """What became of a report: its day and its answer for everybody, its words for the office and who reported."""

    access = PUBLIC

    def get(self, request, fault):
        row = get_object_or_404(FaultReport.objects.select_related("item", "heading", "community"), pk=fault)
        own = request.actor is not None and row.reporter_id == request.actor.pk
        context = {"fault": row, "reads": own or may_keep(request.actor, row.community), "back": local(request, row.page),
                   "here": request.build_absolute_uri(reverse("catalogue-fault-answer", args=[row.pk]))}
        return render(request, "catalogue/fault_answer.html", context)
