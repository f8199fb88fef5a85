"""What must stand before an act on a request: the checklist on the page and the refusal are the same lines."""

from django.utils.translation import gettext as _

from consultation.collecting import ReportState
from yishi.checks import Check
from yishi.clock.spoken import day
from yishi.clock.story import today
from yishi.people.enums import Role

from .clock import clock_of, completion_last_day
from .enums import ANSWERS, FOR_OTHERS, ComplaintState, ContestState, Decision

OFFICER, DIRECTOR = Role.DISCLOSURE_OFFICER.label, Role.STREET_DIRECTOR.label


def asks_for_information(request):
    """What arts. 32 to 35, 42 and 44 provide is for requests for information; a correction has none of it."""
    return [Check("information", _("it asks for information, and not that a record be corrected"), not request.corrects, "",
                  why=_("art. 41"), over=_("It asks that a record be corrected (art. 41); this is for requests for information."))]


def not_asked_before(request):
    """The applicant is told once, and of everything at once."""
    done = request.completion_asked_on is None
    return [Check("once", _("the applicant has not been asked to complete it before"), done, "", why=_("art. 30: once"),
                  over=_("The applicant was asked to complete it. That is asked once, and of everything at once."))]


def within_seven_days(request):
    """The notice to complete goes out within seven working days of the receipt; for a correction no days are fixed."""
    if request.corrects or request.confirmed_on is None:
        return []
    last = completion_last_day(request).date
    label = _("the seven working days for it have not passed: they ended on %(day)s") if today() > last else _(
        "the seven working days for it have not passed: they end on %(day)s")
    over = _("The seven working days for it ended on %(day)s. Answer what was asked.") % {"day": day(last)} if today() > last else ""
    return [Check("seven", label % {"day": day(last)}, today() <= last, "", why=_("art. 30"), over=over)]


def somebody_asked(request):
    """Only who was asked can answer."""
    waiting = any(party.answered_on is None for party in request.parties.all())
    return [Check("asked", _("somebody was asked and has not answered yet"), waiting, OFFICER, "consulting.consult")]


def everybody_heard(request):
    """Nothing is answered while somebody who was asked may still speak."""
    waiting = [party for party in request.parties.all() if party.answered_on is None]
    return [Check("heard", _("everybody who was asked has answered, or the fifteen working days are over"), not waiting,
                  OFFICER, "consulting.hear", why=_("arts. 32, 34"))]


def not_extended_before(request):
    """A period is extended once."""
    return [Check("extended", _("the period has not been extended before"), not request.extended_days, "",
                  why=_("art. 33: at most twenty working days more"), over=_("The period was extended. That is done once."))]


def still_in_time(request):
    """An extension comes before the period has ended; a correction has none to extend."""
    clock = clock_of(request)
    if clock is None:
        return [Check("runs", _("a period of working days is running"), False, OFFICER)]
    label = _("the period has not ended: its last day is %(day)s") % {"day": day(clock.date)}
    over = _("The period ended on %(day)s. It is extended before its end.") % {"day": day(clock.date)}
    return [Check("in_time", label, today() <= clock.date, "", why=_("art. 33"), over=over)]


def reasons_not_asked_before(request):
    """The reasons are asked for once: they are sound, or the answer is that it is not processed."""
    return [Check("reasons", _("the reasons have not been asked for before"), request.reasons_asked_on is None, "",
                  why=_("art. 35"), over=_("The reasons were asked for. That is done once."))]


def not_charged_before(request):
    """One fee a request."""
    return [Check("charged", _("no fee has been asked for yet"), getattr(request, "fee", None) is None, "", why=_("art. 42"),
                  over=_("A fee has been asked for. One request has one fee."))]


def paper_to_be_given(request):
    """Only a paper that would be given can be taken out; the scan of who somebody is stays until the archive."""
    given = any(paper.use == "given" for paper in request.papers.all())
    return [Check("paper", _("a paper that would be given with the answer is in the file"), given, "",
                  over=_("No paper that would be given with the answer is in the file."))]


def answers_what_is_asked(request):
    """An answer is one of those that the Regulation has for what is asked: a record is put right by art. 41 alone."""
    label = _("the drafted answer, “%(kind)s”, is one that can be given to what is asked for")
    return [Check("fits", label % {"kind": request.get_decision_display()}, request.decision in ANSWERS[request.kind], DIRECTOR,
                  "decisions.send_back", why=_("arts. 36, 41"))]


def not_passed_on(request):
    """It becomes a report, or is forwarded: once, and never both."""
    return [
        Check("report", _("it has not been taken up as a report yet"), request.report_id is None, "",
              over=_("It was taken up as a report, and is handled as one.")),
        Check("forwarded", _("it has not been forwarded to another body"), not request.forwarded_to, "",
              over=_("It was forwarded to another body, and is handled there.")),
    ]


def redirected(request):
    """What was no request for information becomes a report, once."""
    return [
        Check("redirected", _("the answer says that it is not a request for information"),
              request.decision == Decision.REDIRECTED, "", why=_("art. 39"),
              over=_("Only what is answered as no request for information becomes a report.")),
        *not_passed_on(request),
    ]


def for_others(request):
    """What is for another body is forwarded there, once, and is then handled there alone."""
    return [
        Check("elsewhere", _("the answer says that another body is in charge, or that it is no request for information"),
              request.decision in FOR_OTHERS, "", why=_("arts. 36, 39"),
              over=_("Only what is answered as for another body, or as no request for information, is forwarded.")),
        *not_passed_on(request),
    ]


def report_answered(request):
    """As long as the report is not answered, whoever brought it has to be reached."""
    report = request.report
    waiting = report is not None and report.state in (ReportState.FILED, ReportState.MERGED) and not report.disposition
    return [Check("report", _("the report that it became is answered"), not waiting, "")]


def delivered(request):
    """A file is closed when its letter has arrived."""
    return [Check("delivered", _("the letter was delivered"), request.delivered_on is not None, OFFICER, "decisions.deliver")]


def not_delivered_before(request):
    """A letter is delivered once."""
    return [Check("once", _("the letter was not delivered before"), request.delivered_on is None, "",
                  over=_("The letter was delivered. The day of it stands."))]


def complaints_answered(request):
    """A file is closed when nobody waits for an answer."""
    waiting = request.complaints.filter(state=ComplaintState.OPEN).exists()
    return [Check("complaints", _("every complaint is answered"), not waiting, DIRECTOR, "complaints.reply")]


def contests_closed(request):
    """A file stays whole as long as somebody decides about it."""
    pending = request.contests.filter(state=ContestState.PENDING).exists()
    return [Check("contests", _("no reconsideration and no lawsuit is pending"), not pending, OFFICER, "contests.close",
                  why=_("art. 51"))]
