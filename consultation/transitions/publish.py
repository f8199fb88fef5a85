"""Step 5: the resolution is drafted, published, posted, objected to, reported back, filed, and corrected."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET
from yishi.release import REVIEWERS

from ..enums import MatterState
from ..guards import bars, calls, deliberate
from ..guards import publish as guards
from ..guards.collect import every_report_answered
from ..models import AnswerState, ResolutionState
from ..predicates import owns_here
from ..speaking import CLERKS, SPEAKERS
from . import add

SECRETARY, RECORDER = Role.COMMUNITY_SECRETARY, Role.RECORDER
PUBLISHERS = frozenset({SECRETARY}) | STREET
DRAFTERS = PUBLISHERS | {RECORDER}
ANSWERERS = PUBLISHERS | {Role.COMMUNITY_COMMITTEE, Role.OWNERS_COMMITTEE}
MATTER, RESOLUTION = "consultation.Matter", "consultation.Resolution"
DRAFT, PUBLISHED, ORDERED = ResolutionState.DRAFT, ResolutionState.PUBLISHED, ResolutionState.ORDERED_TO_CORRECT
PUBLISHING = (MatterState.PUBLISHING,)
PUBLISHED_ON = (MatterState.PUBLISHING, MatterState.EXECUTING)

add(
    Act(
        code="outcomes.draft", label=_("Draft the resolution"), thing=MATTER, sources=(MatterState.DELIBERATING,),
        target=MatterState.PUBLISHING, event="outcome.drafted", roles=DRAFTERS, owner=RECORDER,
        guards=(deliberate.minutes_signed, deliberate.decided, every_report_answered, calls.hearing_records_signed),
    ),
    Act(
        code="outcomes.revise", label=_("Revise the draft"), thing=RESOLUTION, sources=(DRAFT,),
        event="outcome.revised", roles=DRAFTERS, owner=RECORDER,
    ),
    Act(
        code="outcomes.take_number", label=_("Take the number from the register"), thing=RESOLUTION, sources=(DRAFT,),
        event="outcome.numbered", roles=DRAFTERS, owner=RECORDER, bars=(bars.numbered,),
    ),
    Act(
        code="outcomes.name_task", label=_("Name a next task"), thing=RESOLUTION, sources=(DRAFT,),
        event="outcome.task_named", roles=DRAFTERS, owner=RECORDER,
    ),
    Act(
        code="outcomes.drop_task", label=_("Take a next task out of the draft"), thing=RESOLUTION, sources=(DRAFT,),
        event="outcome.task_dropped", roles=DRAFTERS, owner=RECORDER,
    ),
    Act(
        code="outcomes.record_no_task", label=_("Record that there is no next task"), thing=RESOLUTION,
        sources=(DRAFT,), event="outcome.no_task_recorded", roles=DRAFTERS, owner=RECORDER,
        bars=(bars.tasks_named,),
        becomes=_("It stands on record, and you answer for it, that no task follows from the resolution."),
    ),
    Act(
        code="outcomes.record_minority", label=_("Record a minority opinion"), thing=MATTER,
        sources=(MatterState.DELIBERATING, MatterState.PUBLISHING), event="minority.recorded",
        roles=DRAFTERS | {Role.FACILITATOR, Role.SUPERVISORY_MEMBER}, owner=RECORDER,
    ),
    Act(
        code="outcomes.answer_minority", label=_("Answer a minority opinion"), thing="consultation.MinorityOpinion",
        sources=(AnswerState.OPEN,), target=AnswerState.ANSWERED, event="minority.answered", roles=DRAFTERS,
        owner=SECRETARY,
    ),
    Act(
        code="outcomes.record_no_minority", label=_("Record that there is no minority opinion"), thing=MATTER,
        sources=(MatterState.DELIBERATING, MatterState.PUBLISHING), event="minority.none_recorded", roles=DRAFTERS,
        owner=RECORDER, bars=(bars.minority_recorded,),
        becomes=_("It stands on record, and you answer for it, that nobody gave a reason against the result."),
    ),
    Act(
        code="releases.review", label=_("Review before release"), thing=RESOLUTION, sources=(DRAFT,),
        event="outcome.reviewed", roles=REVIEWERS, owner=Role.DISCLOSURE_OFFICER, bars=(bars.had_a_hand,),
    ),
    Act(
        code="outcomes.publish", label=_("Publish the resolution"), thing=RESOLUTION, sources=(DRAFT,),
        target=PUBLISHED, event="outcome.published", roles=PUBLISHERS, owner=SECRETARY,
        guards=(
            guards.numbered, guards.figures_present, guards.minority_settled, guards.tasks_named,
            guards.reviewed, guards.posting_planned,
        ),
        becomes=_("The resolution is in force, and everybody reads it; a version before it stays to be read."),
    ),
    Act(
        code="outcomes.correct", label=_("Draft a corrected version"), thing=RESOLUTION, sources=(PUBLISHED, ORDERED),
        event="outcome.correction_drafted", roles=DRAFTERS, owner=SECRETARY, bars=(bars.being_corrected,),
    ),
    Act(
        code="outcomes.report_back", label=_("Report the result back"), thing=MATTER, sources=PUBLISHED_ON,
        event="outcome.reported_back", roles=DRAFTERS | {Role.COMMUNITY_COMMITTEE, Role.GRID_WORKER}, owner=RECORDER,
        guards=(guards.objectable,),
    ),
    Act(
        code="outcomes.end_posting", label=_("End the posting"), thing=MATTER, sources=PUBLISHING,
        target=MatterState.EXECUTING, event="outcome.posting_ended", roles=DRAFTERS, owner=SECRETARY,
        guards=(
            guards.published, guards.posted_long_enough, guards.posting_proved, guards.objections_answered,
            guards.minority_settled, guards.reported_back, guards.filed,
        ),
        becomes=_("The time of posting is over, and the matter stands at being carried out."),
    ),
    Act(
        code="objections.object_to", label=_("Object to the result"), thing=MATTER, sources=PUBLISHED_ON,
        event="objection.raised", roles=SPEAKERS | CLERKS, own=owns_here, guards=(guards.objectable,),
        bars=(bars.posting_over,),
    ),
    Act(
        code="objections.answer", label=_("Answer the objection"), thing="consultation.Objection",
        sources=(AnswerState.OPEN,), target=AnswerState.ANSWERED, event="objection.answered", roles=ANSWERERS,
        owner=SECRETARY,
    ),
    Act(
        code="filing.file_with_street", label=_("File with the sub-district office"), thing=RESOLUTION,
        sources=(PUBLISHED,), event="outcome.filed", roles=DRAFTERS, owner=SECRETARY, bars=(bars.filed_already,),
    ),
    Act(
        code="filing.order_correction", label=_("Order a correction"), thing=RESOLUTION, sources=(PUBLISHED,),
        target=ORDERED, event="outcome.correction_ordered", roles=STREET, owner=Role.STREET_DIRECTOR,
    ),
    Act(
        code="inquiries.ask", label=_("Ask about what is published"), thing=MATTER, sources=tuple(MatterState),
        event="question.asked", roles=SPEAKERS | CLERKS, own=owns_here,
    ),
    Act(
        code="inquiries.answer", label=_("Answer the question"), thing="consultation.InquiryNote",
        sources=(AnswerState.OPEN,), target=AnswerState.ANSWERED, event="question.answered",
        roles=ANSWERERS | {RECORDER, Role.SUPERVISORY_MEMBER}, owner=SECRETARY,
    ),
)
