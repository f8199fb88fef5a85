"""The acts on a request, in the order of the Regulation's articles. Data, not ifs: refusals and forms are read from it."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET

from . import guards
from .enums import ANSWERABLE, UNDER_WAY, AnswerState, ComplaintState, ContestState, State

HANDLERS = frozenset({Role.DISCLOSURE_OFFICER})
ENTERERS = HANDLERS | {Role.SERVICE_WINDOW_LEAD}
SIGNERS = STREET
OFFICER, DIRECTOR = Role.DISCLOSURE_OFFICER, Role.STREET_DIRECTOR
REQUEST = "information.Request"


def is_applicant(person, thing):
    """Return whether ``person`` made the request by their own account."""
    request = getattr(thing, "request", thing)
    applicant = getattr(request, "applicant", None)
    return bool(applicant and applicant.person_id and applicant.person_id == person.pk)


def _act(code, label, event, sources=(), target=None, roles=HANDLERS, owner=OFFICER, thing=REQUEST, **more):
    return Act(code=code, label=label, thing=thing, sources=tuple(sources), target=target, event=event, roles=roles,
               owner=owner, **more)


ACTS = (
    _act("intake.enter", _("Enter a request from paper or the counter"), "request.received", roles=ENTERERS),
    _act("intake.confirm", _("Confirm that it was received"), "request.confirmed", [State.SUBMITTED], State.RUNNING),
    _act("intake.ask_completion", _("Ask the applicant to complete it"), "request.completion_asked", [State.RUNNING],
         State.COMPLETING, guards=(guards.not_asked_before, guards.within_seven_days)),
    _act("intake.complete", _("Enter the completed request"), "request.completed", [State.COMPLETING], State.RUNNING,
         own=is_applicant, owner=None),
    _act("consulting.consult", _("Ask a third party or another body"), "request.party_asked",
         [State.RUNNING, State.CONSULTING], State.CONSULTING, guards=(guards.asks_for_information,)),
    _act("consulting.hear", _("Enter what they answered"), "request.party_answered", [State.CONSULTING],
         guards=(guards.somebody_asked,)),
    _act("timing.extend", _("Approve an extension"), "request.extended", UNDER_WAY, roles=SIGNERS, owner=DIRECTOR,
         guards=(guards.asks_for_information, guards.not_extended_before, guards.still_in_time)),
    _act("timing.ask_reasons", _("Ask for the reasons of so many requests"), "request.reasons_asked", [State.RUNNING],
         State.EXPLAINING, guards=(guards.asks_for_information, guards.reasons_not_asked_before)),
    _act("timing.take_reasons", _("Enter the reasons and set the term"), "request.reasons_given", [State.EXPLAINING],
         State.RUNNING),
    _act("timing.charge", _("Give notice of a fee"), "request.charged", [State.RUNNING], State.PAYING,
         guards=(guards.asks_for_information, guards.not_charged_before)),
    _act("timing.pay", _("Enter that the fee was paid"), "request.paid", [State.PAYING], State.RUNNING),
    _act("decisions.attach", _("Add a paper to be given"), "request.paper_added",
         [State.RUNNING, State.CONSULTING, State.SIGNING]),
    _act("decisions.take_out", _("Take a paper out"), "request.paper_taken_out",
         [State.RUNNING, State.CONSULTING, State.SIGNING], guards=(guards.paper_to_be_given,)),
    _act("decisions.draft", _("Draft the answer"), "request.drafted", ANSWERABLE, State.SIGNING,
         guards=(guards.everybody_heard,)),
    _act("decisions.send_back", _("Send the draft back"), "request.sent_back", [State.SIGNING], roles=SIGNERS, owner=DIRECTOR),
    _act("decisions.sign", _("Sign the answer"), "request.decided", [State.SIGNING], State.DECIDED, roles=SIGNERS,
         owner=DIRECTOR, guards=(guards.answers_what_is_asked,)),
    _act("decisions.convert", _("Take it up as a report"), "request.converted", [State.DECIDED], roles=SIGNERS,
         owner=DIRECTOR, guards=(guards.asks_for_information, guards.redirected)),
    _act("decisions.forward", _("Forward it to another body"), "request.forwarded", [State.DECIDED],
         guards=(guards.asks_for_information, guards.for_others)),
    _act("decisions.deliver", _("Enter that the letter was delivered"), "request.delivered", [State.DECIDED],
         guards=(guards.not_delivered_before,)),
    _act("decisions.archive", _("Put it into the archive"), "request.archived", [State.DECIDED], State.ARCHIVED,
         guards=(guards.delivered, guards.complaints_answered, guards.contests_closed, guards.report_answered)),
    _act("published.propose", _("Propose something to be published"), "request.publication_proposed",
         [State.DECIDED, State.ARCHIVED], guards=(guards.asks_for_information,)),
    _act("published.publish", _("Review it and publish"), "request.published", [AnswerState.PROPOSED],
         AnswerState.PUBLISHED, roles=SIGNERS, owner=DIRECTOR, thing="information.Answer"),
    _act("published.decline", _("Do not publish it"), "request.publication_declined", [AnswerState.PROPOSED],
         AnswerState.DECLINED, roles=SIGNERS, owner=DIRECTOR, thing="information.Answer"),
    _act("published.withdraw", _("Take it down"), "request.publication_withdrawn", [AnswerState.PUBLISHED],
         AnswerState.WITHDRAWN, roles=SIGNERS, owner=DIRECTOR, thing="information.Answer"),
    _act("complaints.reply", _("Answer the complaint"), "request.complaint_answered", [ComplaintState.OPEN],
         ComplaintState.ANSWERED, roles=SIGNERS, owner=DIRECTOR, thing="information.Complaint"),
    _act("contests.enter", _("Enter a reconsideration or a lawsuit"), "request.contested", State),
    _act("contests.close", _("Enter how it ended"), "request.contest_closed", [ContestState.PENDING],
         thing="information.Contest"),
)
TABLE = {act.code: act for act in ACTS}
