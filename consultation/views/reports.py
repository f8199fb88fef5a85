"""Reports: filing one without an account until the last step, reading them, supporting them."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.acts import may
from yishi.people.names import display_name
from yishi.people.rules import with_seats
from yishi.refusals import Refused
from yishi.web.access import PUBLIC, SIGNED_IN
from yishi.web.answers import until_next_event
from yishi.web.once import taken
from yishi.web.paging import page_by_key

from .. import drafts
from ..collecting import Moderation
from ..desk.report import ReportForm
from ..domain import attachments, reports
from ..domain.joint import collects
from ..filters import ReportFilter
from ..models import Matter, Report
from ..pages.dues import answer_owed
from ..pages.report import report_acts
from ..queries.reports import LEAST_CHARACTERS, reader_of, reporter_name, similar_matters, similar_reports
from ..transitions import TABLE
from ..transitions.collect import STANDING
from ..visibility import knows_reporter, may_read_paper, may_read_report, readable_reports

TRIES, SECONDS = 60, 3600  # forms that one address may send without signing in


class ReportNew(View):
    """The report form: filled in by anybody, sent by whoever has signed in; nothing typed is lost on the way."""

    access = PUBLIC

    def get(self, request):
        form = ReportForm(drafts.read(request) or None, actor=request.actor)
        return self.page(form, draft=form.is_bound)

    def post(self, request):
        form = ReportForm(request.POST, request.FILES, actor=request.actor)
        if request.actor is None and too_often(request):
            form.add_error(None, _("Too many forms have come from your connection. Sign in, or try again in an hour."))
            return self.page(form, status=429)
        whole = form.is_valid()
        drafts.keep(request, form)
        if "look" in request.POST:
            return self.looked(form)
        if not whole:
            return self.page(form, status=422)
        if request.actor is None:
            return redirect_to_login(request.path)
        return self.file(request, form)

    def looked(self, form):
        """Show what is like the text typed so far, with all that was typed and without a word about what is missing."""
        found = look(form.text_so_far(), form.nearby(), self.request.actor)
        typed = {name: value for name, value in form.data.items() if name != "website"}
        return self.page(ReportForm(initial=typed, actor=self.request.actor), similar=found)

    def file(self, request, form):
        """File the report with its photo, once; a refusal stands on the form with everything that was typed."""
        try:
            code = taken(form.cleaned_data["once"], request.actor.pk, form.text_so_far(), make=lambda: self.filed(request, form))
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            return self.page(form, status=refusal.status)
        if code is None:
            messages.info(request, _("This has been sent before, and was done once."))
        return redirect("report-sent", code) if code else redirect("my")

    def filed(self, request, form):
        """File the report with its photo and forget the draft; return the number of the report."""
        reports.too_many(request.actor)
        report = reports.file(form.community(), by=request.actor, **form.arguments())
        self.attach(request, form, report)
        drafts.drop(request)
        return report.code

    def attach(self, request, form, report):
        """Add the photo, if there is one. A report whose photo cannot be taken stands without it, and says so."""
        photo = form.cleaned_data.get("photo") or drafts.photo(request)
        if not photo:
            return
        try:
            attachments.attach(by=request.actor, title=_("Photo"), upload=photo, report=report)
        except Refused as refusal:
            messages.warning(request, _("The report is in, without its photo: %(why)s") % {"why": refusal})

    def page(self, form, status=200, draft=False, similar=None):
        context = {"form": form, "draft": draft, "similar": similar, "kept_photo": drafts.has_photo(self.request),
                   "least": LEAST_CHARACTERS}
        return render(self.request, "consultation/report_new.html", context, status=status)


class ReportSent(View):
    """What happens next with the report one has just sent: who reads it, until when it is answered, how to follow it."""

    access = SIGNED_IN

    def get(self, request, code):
        report = readable_or_404(code, request.actor)
        if request.actor.pk not in (report.reporter_id, report.entered_by_id) or report.disposition:
            return redirect("report", code)
        reads = reader_of(report)
        context = {"report": report, "due": answer_owed(report), "reads": reads and display_name(reads, request.actor)}
        return render(request, "consultation/report_sent.html", context)


class Similar(View):
    """What is like the text typed so far: a fragment that the form asks for while one types."""

    access = PUBLIC

    def get(self, request):
        form = ReportForm(request.GET, actor=request.actor)
        form.is_valid()
        return render(request, "consultation/similar.html", {"similar": look(form.text_so_far(), form.nearby(), request.actor)})


@until_next_event
class ReportList(View):
    """The reports that one may read, newest first, page by key."""

    access = PUBLIC

    def get(self, request):
        rows = Report.objects.select_related("community", "place__parent", "matter").prefetch_related(with_seats("reporter"))
        rows, matter = readable_reports(rows, request.actor), None
        if request.GET.get("matter"):
            matter = Matter.objects.filter(code__in=[request.GET["matter"][:24].replace("\0", "")]).first()
            if matter is None:
                messages.warning(request, _("There is no such matter; all reports are shown."))
            else:
                rows = rows.filter(matter=matter)
        filters = ReportFilter(request.GET)
        page = page_by_key(filters.narrow(rows), request, order=("-filed_at", "-pk"))
        for report in page:
            report.by = reporter_name(report, request.actor)
        return render(request, "consultation/reports.html", {"page": page, "matter": matter, "filters": filters})


class ReportDetail(View):
    """One report: its words, what became of it, who stands behind it."""

    access = PUBLIC

    def get(self, request, code):
        report, viewer = readable_or_404(code, request.actor), request.actor
        known = knows_reporter(report, viewer)
        context = {
            "report": report, "by": reporter_name(report, viewer), "known": known,
            "due": None if report.disposition or report.state not in STANDING else answer_owed(report),
            **behind(report, viewer),
            "may_support": may_support(report, viewer),
            "papers": [paper for paper in report.attachments.select_related("community", "report__community")
                       if may_read_paper(paper, viewer)],
            "versions": list(report.versions.order_by("n")) if known else [],
            "acts": report_acts(report, viewer),
        }
        return render(request, "consultation/report.html", context)


def behind(report, viewer):
    """Return how many ``supporters`` a report has, and whether ``viewer`` is one (``supports``) who can still take that back."""
    found = report.supports.aggregate(supporters=Count("pk"), mine=Count("pk", filter=Q(person=viewer)))
    return {"supporters": found["supporters"], "supports": bool(found["mine"]) and collects(report.matter)}


class Support(View):
    """Stand behind a report, or take that back. Whoever comes here from signing in is led to the report."""

    access = SIGNED_IN

    def get(self, request, code):
        return redirect("report", code)

    def post(self, request, code):
        report = readable_or_404(code, request.actor)
        try:
            if "back" in request.POST:
                reports.unsupport(report, by=request.actor)
                messages.success(request, _("Your support has been taken back."))
            else:
                reports.support(report, by=request.actor)
                messages.success(request, _("You stand behind this report. You are told what becomes of it."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("report", report.code)


def readable_or_404(code, viewer):
    """Return the report ``code`` if ``viewer`` may read it; 404 otherwise, as if it were not there."""
    rows = Report.objects.select_related("community", "place__parent", "matter", "reporter__community")
    report = get_object_or_404(rows, code=code)
    if not may_read_report(report, viewer):
        raise Http404
    return report


def may_support(report, viewer):
    """Return whether the button to support ``report`` is offered; visitors are offered it too, and sign in first."""
    act = TABLE["reports.support"]
    if report.state not in act.sources or not collects(report.matter):
        return False
    return viewer is None or (report.reporter_id != viewer.pk and may(act, report, viewer))


def look(text, community, viewer=None):
    """Return the open matters and the reports most like ``text`` that ``viewer`` may read, of everywhere for no community."""
    found = [
        report for report in similar_reports(text, community)
        if report.moderation != Moderation.REJECTED and (report.matter_id or may_read_report(report, viewer))
    ]
    return {"matters": similar_matters(text, community), "reports": found}


def too_often(request):
    """Count this form of a visitor, and return whether too many came from the same address within the hour."""
    key = f"report-form:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) > TRIES
    except ValueError:  # it ran out between the two calls
        return False
