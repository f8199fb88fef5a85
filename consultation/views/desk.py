"""The workbench of those in office: what is owed by me, by when, and several reports taken up at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.generic import View

from yishi.refusals import Refused
from yishi.web.access import STAFF

from ..desk.doing import act_of
from ..desk.taking_up import TakeUp
from ..desk.undoing import with_undo_of_each
from ..domain import answers
from ..pages.calendar import calendar, ics
from ..pages.text_templates import templates_of
from ..pages.workbench import places_of, workbench


class Desk(View):
    """One thing in focus and what its reader owes on it; the lists of what waits, and what may be begun."""

    access = STAFF

    def get(self, request):
        return render(request, "consultation/desk.html", workbench(request.actor, request))


class Calendar(View):
    """A month of dates, each with why it is that day; without JavaScript."""

    access = STAFF

    def get(self, request):
        return render(
            request, "consultation/desk/calendar.html", calendar(request.actor, places_of(request.actor), request)
        )


class CalendarFile(View):
    """What is owed by me as a file for one's own calendar."""

    access = STAFF

    def get(self, request):
        text = ics(request.actor, places_of(request.actor), request.get_host())
        return HttpResponse(text, content_type="text/calendar; charset=utf-8",
                            headers={"Content-Disposition": 'attachment; filename="yishi.ics"'})


class Reports(View):
    """Several reports at once: merged into one matter, all or none, or a matter begun with them."""

    access = STAFF

    def get(self, request):
        if "open" in request.GET:
            return self.begin(TakeUp(actor=request.actor, initial={"reports": request.GET.getlist("reports")}))
        return self.page(TakeUp(actor=request.actor, initial={"reports": request.GET.getlist("reports")}))

    def post(self, request):
        form = TakeUp(request.POST, actor=request.actor)
        if "open" in request.POST:
            return self.begin(form)
        if not form.is_valid() or form.opens_only:
            return self.page(form, 422)
        reports, matter = list(form.cleaned_data["reports"]), form.cleaned_data["matter"]
        try:
            answers.merge(reports, matter, by=request.actor)
        except Refused as refusal:
            form.refuse(refusal, reports)
            return self.page(form, refusal.status)
        messages.success(request, with_undo_of_each(_merged(len(reports)), act_of("reports.merge"), reports, request.actor))
        return redirect(matter.get_absolute_url())

    def begin(self, form):
        """Lead to the form that opens a matter, with the ticked reports; where none is ticked, ask for one."""
        ticked = form.ticked()
        if not ticked:
            return self.page(form, 422) if form.is_bound else redirect("desk")
        query = "&".join(f"reports={report.pk}" for report in ticked)
        return redirect(f"{reverse('act-new', args=['matters.open', ticked[0].community.code])}?{query}")

    def page(self, form, status=200):
        return render(self.request, "consultation/desk/take_up.html", {"form": form}, status=status)


def _merged(n):
    return ngettext("%(n)s report was merged.", "%(n)s reports were merged.", n) % {"n": n}


class Templates(View):
    """The recurring texts of my communities: in use, to be made, to be retired."""

    access = STAFF

    def get(self, request):
        return render(request, "consultation/desk/templates.html", templates_of(request.actor))
