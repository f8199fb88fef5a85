"""Step 3, the inquiry before the deliberation (议前调研): planned, held, counted, weighed, closed, published."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role

from ..enums import MatterState
from ..guards import calls
from ..guards import research as guards
from ..guards.collect import statements_settled
from ..predicates import invited
from . import add

SURVEYING = (MatterState.SURVEYING,)
INQUIRERS = frozenset({Role.FACILITATOR, Role.RECORDER, Role.COMMUNITY_SECRETARY})


def _act(code, label, event, *own_guards, own=invited, owner=Role.RECORDER, sources=SURVEYING, **more):
    return Act(
        code=f"research.{code}", label=label, thing="consultation.Matter", sources=sources, owner=owner,
        event=f"research.{event}", roles=INQUIRERS, own=own, guards=own_guards, **more,
    )


OPEN = (guards.planned, guards.not_published)

add(
    _act("plan", _("Plan the inquiry"), "planned", guards.not_closed),
    _act("record_returns", _("Record the returns"), "returns_recorded", *OPEN),
    _act("record_finding", _("Record a finding"), "finding_recorded", *OPEN),
    _act("record_opinion", _("Record an expert’s opinion"), "opinion_recorded", *OPEN, owner=Role.EXPERT),
    _act("draft_option", _("Draft an option"), "option_drafted", *OPEN),
    _act(
        "plan_costs", _("Plan the costs"), "costs_planned", guards.planned, guards.costs_open,
        sources=(MatterState.SURVEYING, MatterState.DELIBERATING),
    ),
    _act(
        "close", _("Close the inquiry"), "closed", guards.planned, guards.not_closed, guards.period_over,
        guards.returns_final, own=None,
        becomes=_("The inquiry has ended; figures and findings can be corrected until its report is published."),
    ),
    _act(
        "publish", _("Publish the report of the inquiry"), "published", guards.planned, guards.not_published,
        guards.closed, guards.reportable, calls.call_closed, own=None, owner=Role.COMMUNITY_SECRETARY,
    ),
    _act(
        "close_call", _("Close the call for opinions"), "call_closed", guards.is_open_call, guards.published,
        statements_settled, calls.call_closed, own=None,
        owner=Role.COMMUNITY_SECRETARY, target=MatterState.COMPLETED,
        becomes=_("The call for opinions, and with it the matter, is completed."),
    ),
)
