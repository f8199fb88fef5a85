"""The log, for the audit administrator: to read, to check, to take out as a table. Nobody changes it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.people.rules import sits_as
from yishi.refusals import Refused
from yishi.web.access import Access
from yishi.web.paging import page_by_key

from . import audit
from .domain import audits
from .forms import LogFilter

AUDITOR = Access("auditor", lambda request: sits_as(request.actor, {Role.AUDIT_ADMIN}))


class Log(View):
    """Every event within the auditor's places, the newest first."""

    access = AUDITOR

    def get(self, request):
        filters = LogFilter(request.GET)
        rows = audit.read_along(filters.found(audit.events_of(request.actor)))
        page = page_by_key(rows, request, size=audit.SIZE)
        audit.lines(page.rows, request.actor)
        context = {"filters": filters, "page": page, "checked": audit.last_check(request.actor)}
        return render(request, "journal/log.html", context)


class Check(View):
    """Checks the chain of the whole log, and records that it was checked."""

    access = AUDITOR

    def post(self, request):
        try:
            checked = audits.check(by=request.actor)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            said = messages.error if checked.payload["broken"] else messages.success
            said(request, _("Events checked: %(n)s.") % {"n": checked.payload["events"]})
        return redirect("log")


class Table(View):
    """Takes out what the filters find, as a CSV. It is a POST, for it leaves a trace."""

    access = AUDITOR

    def post(self, request):
        rows = LogFilter(request.POST).found(audit.events_of(request.actor))
        upto = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
        try:
            audits.record_export(rows, by=request.actor)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("log")
        answer = HttpResponse(audit.table(rows.filter(pk__lte=upto), request.actor), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="log-{today().isoformat()}.csv"'
        return answer
