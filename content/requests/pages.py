"""What the pages of a request show, put together from rows that were read along."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultation.queries.reports import answer_due
from consultation.visibility import may_read_report
from yishi.acts import may
from yishi.checks import over, unmet
from yishi.journal.queries import timeline
from yishi.people.names import display_name

from .clock import clock_of, fee_due
from .drawing import clock_bar
from .enums import ENDED, TO_OTHERS, Kind, PartyKind, State
from .letters import competent_of
from .lights import light_of
from .models import Request
from .rules import applicant_name, gives_papers, may_see_proof
from .transitions import TABLE, is_applicant

WAITING = (State.COMPLETING, State.CONSULTING, State.PAYING)
RECEIVED = {Kind.INFORMATION: gettext_lazy("It counts as received; the period runs from the day after."),
            Kind.CORRECTION: gettext_lazy("It counts as received.")}
COMPLETED = {Kind.INFORMATION: gettext_lazy("It was completed; the period begins anew."),
             Kind.CORRECTION: gettext_lazy("It was completed.")}
SHOWS = {  # what the board can show, in its order
    "open": Q(state__in=[state for state in State if state not in ENDED]), "confirm": Q(state=State.SUBMITTED),
    "running": Q(state__in=(State.RUNNING, State.EXPLAINING)), "waiting": Q(state__in=WAITING), "signing": Q(state=State.SIGNING),
    "ended": Q(state__in=ENDED), "all": Q(),
}


def of_code(code):
    """Return the Request ``code`` with what its page needs, or None. A fixed number of queries."""
    return Request.objects.whole().filter(code=code).first()


def story_of(request):
    """Return what happened to ``request`` by its dates, in words for the applicant, as the timeline piece takes it."""
    found = [(request.submitted_on, _("Your request came in."), "")]
    found += [(day, words, text) for day, words, text in (
        (request.confirmed_on, RECEIVED[request.kind], ""),
        (request.completion_asked_on, _("You were asked to complete it."), request.to_complete),
        (request.completed_on, COMPLETED[request.kind], request.completion),
        (request.extended_on, _("The period was extended by %(n)s working days.") % {"n": request.extended_days},
         request.extension_reason),
        (request.reasons_asked_on, _("You were asked for the reasons of so many requests."), ""),
        (request.decided_on, _("It was answered: %(kind)s.") % {"kind": request.get_decision_display()}, ""),
        (request.forwarded_on, _("It was forwarded to: %(body)s.") % {"body": request.forwarded_to}, ""),
        (request.archived_on, _("It went to the archive; your contact and the scan were erased."), ""),
    ) if day and (day != request.decided_on or request.state in ENDED)]
    for party in request.parties.all():
        other = party.kind == PartyKind.JOINT_BODY
        found.append((party.asked_on, _("Another body was asked.") if other else _("A third party was asked."), ""))
    found += [(day, _("The clock goes on."), "") for day in _heard_on(request.parties.all())]
    fee = getattr(request, "fee", None)
    if fee:
        found.append((fee.notified_on, _("A fee of %(yuan)s yuan was asked for.") % {"yuan": fee.yuan}, fee.reason))
        found += [(fee.paid_on, _("The fee was paid."), "")] if fee.paid_on else []
    return [{"at": day, "title": words, "text": text} for day, words, text in sorted(found, key=lambda line: line[0])]


def _heard_on(parties):
    """Return the days on which an answer came in and nobody else of ``parties`` was waited for any more."""
    waited = [(party.asked_on, party.answered_on or dt.date.max) for party in parties]
    return {day for _since, day in waited if day < dt.date.max and not any(since <= day < until for since, until in waited)}


def letters_of(request, *, for_applicant):
    """Return the letters of ``request`` as the papers piece takes them; of those to others the applicant reads none."""
    rows = request.letters.order_by("pk")
    if for_applicant:
        rows = rows.exclude(kind__in=TO_OTHERS)
    return [{"title": f"{row.get_kind_display()} · {row}", "href": row.get_absolute_url(), "kind": ""} for row in rows]


def given_of(request):
    """Return the papers given with the answer, once it is out; none with an answer that gives nothing."""
    if not gives_papers(request):
        return []
    return [_paper(row) for row in request.papers.filter(use="given")]


def drawn(request):
    """Return the picture of the period of ``request``, or ""."""
    clock = clock_of(request)
    return clock_bar(clock, request.decided_on if request.state in ENDED else None) if clock else ""


def followed(request, viewer=None):
    """Return the context of the page by which an applicant follows ``request``; ``viewer`` is who is signed in, or None."""
    return {
        "row": request, "light": light_of(request), "picture": drawn(request), "story": story_of(request),
        "letters": letters_of(request, for_applicant=True), "given": given_of(request),
        "complaints": list(request.complaints.all()), "may_complete": request.state == State.COMPLETING,
        "fee_by": request.state == State.PAYING and fee_due(request.fee).date, "competent": competent_of(request.community),
        "report_due": request.report and answer_due(request.report).date,
        "by_key": viewer is None or not is_applicant(viewer, request),
        "report_readable": bool(request.report) and may_read_report(request.report, viewer),
    }


def file_of(request, viewer):
    """Return the context of the officer's page of ``request`` as ``viewer`` reads it."""
    papers = [row for row in request.papers.all() if row.use == "given" or may_see_proof(viewer, request)]
    story = [
        {"at": line["at"], "title": line["sentence"], "by": line["actor"]}
        for line in timeline(request.stream_name, viewer) if line["type"] == "event"
    ]
    return {
        "row": request, "light": light_of(request), "picture": drawn(request), "timeline": story,
        "applicant": applicant_name(request, viewer), "sees_proof": may_see_proof(viewer, request),
        "papers": [_paper(row) for row in papers],
        "letters": letters_of(request, for_applicant=False), "parties": list(request.parties.all()),
        "acts": acts_on(request, viewer), "answers": list(request.answers.all()), "complaints": list(request.complaints.all()),
        "contests": list(request.contests.all()), "enters_contests": may(TABLE["contests.enter"], request, viewer),
        "answers_complaints": may(TABLE["complaints.reply"], request, viewer),
        "draft": draft_of(request), "given": [row for row in papers if row.use == "given"], "fee": getattr(request, "fee", None),
        "extended_by": request.extended_by and display_name(request.extended_by, viewer),
    }


def draft_of(request):
    """Return the template of what the answer to ``request`` says, or "" where none is drafted."""
    return f"requests/letters/{request.decision}.html" if request.decision else ""


def acts_on(thing, viewer):
    """Return (act, what is missing) of every act that ``viewer`` may do to ``thing``, now or once that is there."""
    found = [act for act in TABLE.values() if act.thing == thing._meta.label and thing.state in act.sources]
    acts = [(act, unmet(act.checklist(thing))) for act in found if may(act, thing, viewer)]
    return [(act, missing) for act, missing in acts if not over(missing)]


def _paper(row):
    href = reverse("request-paper", args=[row.pk]) if row.file else ""
    return {"title": row.title, "href": href, "size": row.size, "kind": "" if row.file else _("on paper, at the office")}
