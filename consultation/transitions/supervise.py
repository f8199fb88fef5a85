"""Acts of step 6: carrying out, accepting, supervising, rating, closing, following up."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET, holds, seats_of
from yishi.refusals import Refused

from ..enums import MatterState
from ..guards import bars
from ..guards import supervise as guards
from ..guards.publish import objections_answered, published
from ..models.execution import MilestoneState
from ..models.satisfaction import FollowUpState, SurveyState
from ..models.supervision import CallState, OrderState
from ..predicates import owns_here
from . import add

EXECUTORS = frozenset({
    Role.GRID_WORKER, Role.COMMUNITY_SECRETARY, Role.PROPERTY_MANAGER, Role.OWNERS_COMMITTEE, Role.DEPARTMENT_LIAISON,
}) | STREET
INSPECTORS = frozenset({Role.GRID_WORKER, Role.SUPERVISORY_MEMBER})
SUPERVISORS = frozenset({Role.SUPERVISORY_MEMBER, Role.DISPATCHER}) | STREET
RATERS = frozenset({Role.RESIDENT, Role.OWNER, Role.RESIDENT_REP})
ENTERERS = frozenset({Role.RECORDER, Role.COMMUNITY_SECRETARY, Role.SERVICE_WINDOW_LEAD, Role.GRID_WORKER})
CLOSERS = frozenset({Role.COMMUNITY_SECRETARY}) | STREET

UNDER_WAY = (MatterState.PUBLISHING, MatterState.EXECUTING)  # steps 5 and 6 overlap
AFTERWARDS = (*UNDER_WAY, MatterState.COMPLETED, MatterState.CLOSED_NOT_PASSED)
UNFINISHED = (MilestoneState.PENDING, MilestoneState.IN_PROGRESS)


def leads(person, thing):
    """Return whether ``person`` has a seat in the body that carries out the matter of ``thing``."""
    execution = getattr(getattr(thing, "matter", thing), "execution", None)
    return bool(execution and execution.lead_id and execution.lead_id in {seat.body_id for seat in seats_of(person)})


def was_called(person, response):
    """Return whether ``person`` has a seat in the body that was whistled for."""
    return bool(response.body_id and response.body_id in {seat.body_id for seat in seats_of(person)})


def rated_already(survey, person):
    """Everybody rates once; those who enter the ratings of others go on."""
    if not holds(person, ENTERERS, survey.community) and survey.ratings.filter(person=person).exists():
        raise Refused(_("You have rated the result already. Everybody rates once."))


def _milestone(name, label, event, sources=UNFINISHED, target=None):
    return Act(
        code=f"execution.{name}", label=label, thing="consultation.Milestone", sources=sources, target=target,
        event=event, roles=EXECUTORS, own=leads, owner=Role.COMMUNITY_SECRETARY, guards=(guards.under_way,),
    )


def _matter(code, label, event, roles, *, sources=UNDER_WAY, **fields):
    return Act(code=code, label=label, thing="consultation.Matter", sources=sources, event=event, roles=roles, **fields)


CLOSING = (
    guards.lead_named, guards.milestones_closed, guards.accepted, guards.survey_ended, published, objections_answered,
)

add(
    _matter("execution.start", _("Name who carries it out"), "execution.started", CLOSERS | {Role.RECORDER},
            owner=Role.COMMUNITY_SECRETARY, guards=(guards.resolution_published, guards.posting_not_awaited),
            bars=(bars.led_already,)),
    _matter("execution.lead", _("Hand the lead over"), "execution.led", CLOSERS,
            owner=Role.COMMUNITY_SECRETARY, guards=(guards.lead_named,)),
    _matter("execution.add_milestone", _("Set a milestone"), "milestone.added", EXECUTORS, own=leads,
            owner=Role.COMMUNITY_SECRETARY, guards=(guards.posting_not_awaited, guards.lead_named)),
    _milestone("report_progress", _("Report progress"), "milestone.progressed", target=MilestoneState.IN_PROGRESS),
    _milestone("report_risk", _("Report a risk"), "milestone.at_risk"),
    _milestone("record_delay", _("Explain a delay"), "milestone.delayed"),
    _milestone("complete", _("Report it done"), "milestone.completed", target=MilestoneState.DONE),
    _milestone("add_evidence", _("Add evidence"), "milestone.evidenced", sources=tuple(MilestoneState)),
    _matter("execution.close", _("Close as completed"), "execution.closed", CLOSERS, sources=(MatterState.EXECUTING,),
            target=MatterState.COMPLETED, owner=Role.COMMUNITY_SECRETARY,
            guards=(guards.ballot_passed, guards.milestones_set, *CLOSING),
            becomes=_("The matter is closed as completed, with the day of its closing; follow-ups that are owed stay owed.")),
    _matter("execution.close_not_passed", _("Close as not passed"), "execution.closed_not_passed", CLOSERS,
            sources=(MatterState.EXECUTING,), target=MatterState.CLOSED_NOT_PASSED, owner=Role.COMMUNITY_SECRETARY,
            guards=(guards.ballot_not_passed, *CLOSING),
            becomes=_("The matter is closed as not passed, with the day of its closing; follow-ups that are owed stay owed.")),
    _matter("inspections.inspect", _("Inspect the work"), "inspection.made", INSPECTORS, owner=Role.SUPERVISORY_MEMBER,
            guards=(guards.posting_not_awaited, guards.lead_named, guards.accountability_recorded)),
    _matter("supervision.order", _("Give a supervision order"), "order.given", SUPERVISORS,
            owner=Role.SUPERVISORY_MEMBER, guards=(guards.lead_named,)),
    Act(
        code="supervision.reply", label=_("Answer the order"), thing="consultation.SupervisionOrder",
        sources=(OrderState.OPEN,), target=OrderState.REPLIED, event="order.replied", roles=EXECUTORS, own=leads,
        owner=Role.PROPERTY_MANAGER,
    ),
    _matter("supervision.whistle", _("Whistle for departments"), "whistle.blown", SUPERVISORS, owner=Role.DISPATCHER),
    Act(
        code="supervision.respond", label=_("Report for duty"), thing="consultation.WhistleResponse",
        sources=(CallState.CALLED,), target=CallState.ARRIVED, event="whistle.answered", own=was_called,
        roles=frozenset({Role.DEPARTMENT_LIAISON, Role.DISPATCHER}) | STREET,
        owner=Role.DEPARTMENT_LIAISON,
    ),
    Act(
        code="supervision.rate_response", label=_("Rate the answer"), thing="consultation.WhistleResponse",
        sources=(CallState.ARRIVED,), event="whistle.rated", roles=STREET | {Role.DISPATCHER},
        owner=Role.DISPATCHER, guards=(guards.response_not_rated,),
    ),
    Act(
        code="supervision.rate_caller", label=_("Rate the call"), thing="consultation.WhistleResponse",
        sources=(CallState.ARRIVED,), event="whistle.caller_rated", own=was_called,
        roles=frozenset({Role.DEPARTMENT_LIAISON}), owner=Role.DEPARTMENT_LIAISON, guards=(guards.caller_not_rated,),
    ),
    _matter("supervision.account", _("Hold to account"), "accountability.recorded", STREET,
            owner=Role.STREET_DIRECTOR, guards=(guards.lead_named,)),
    _matter("satisfaction.open_survey", _("Ask whether the result satisfies"), "survey.opened",
            CLOSERS | {Role.RECORDER, Role.SUPERVISORY_MEMBER}, owner=Role.COMMUNITY_SECRETARY,
            guards=(guards.lead_named, guards.nothing_due, guards.accepted, guards.within_seven_days,
                    guards.no_survey_runs)),
    Act(
        code="satisfaction.rate", label=_("Rate the result"), thing="consultation.SatisfactionSurvey",
        sources=(SurveyState.OPEN,), event="rating.given", roles=RATERS | ENTERERS, own=owns_here,
        owner=Role.RESIDENT, guards=(guards.survey_takes_ratings,), bars=(rated_already,),
    ),
    _matter("follow_ups.add", _("Set a follow-up"), "follow_up.set", SUPERVISORS | CLOSERS, sources=AFTERWARDS,
            owner=Role.COMMUNITY_SECRETARY),
    Act(
        code="follow_ups.finish", label=_("Report the follow-up done"), thing="consultation.FollowUp",
        sources=(FollowUpState.OWED,), target=FollowUpState.DONE, event="follow_up.done", roles=EXECUTORS, own=leads,
        owner=Role.COMMUNITY_SECRETARY,
    ),
)
