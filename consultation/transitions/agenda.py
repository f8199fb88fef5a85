"""Step 2, setting the agenda (拟定议题): the acts from a proposed matter to an item on an agenda, or to its refusal."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import OFFICES, Role
from yishi.people.rules import STREET

from ..enums import MatterState
from ..guards import agenda as guards
from ..guards import bars
from ..guards.collect import every_report_answered
from ..predicates import owns_here, studies_for_several
from . import add

MATTER = "consultation.Matter"
REVIEW, STUDY = (MatterState.AGENDA_REVIEW,), (MatterState.AGENDA_REVIEW, MatterState.SURVEYING)
NOT_ENDED = (*STUDY, MatterState.DELIBERATING)
ADMITTERS = frozenset({Role.COMMUNITY_SECRETARY}) | STREET
CLERKS = ADMITTERS | {Role.RECORDER}
BYSTANDERS = {Role.MEDIA, Role.DISCIPLINE_INSPECTOR, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN}
CONCERNED = OFFICES - BYSTANDERS | {Role.RESIDENT, Role.OWNER, Role.STAKEHOLDER}

add(
    Act(
        code="agenda.revise_text", label=_("Write the text of the item"), thing=MATTER, sources=REVIEW,
        event="agenda.text_revised", roles=CLERKS, owner=Role.RECORDER,
    ),
    Act(
        code="agenda.record_admission", label=_("Record the admission checklist"), thing=MATTER, sources=REVIEW,
        event="agenda.admission_recorded", roles=ADMITTERS, owner=Role.COMMUNITY_SECRETARY,
    ),
    Act(
        code="agenda.name_stakeholder", label=_("Name a stakeholder"), thing=MATTER, sources=STUDY,
        event="agenda.stakeholder_named", roles=CLERKS | {Role.FACILITATOR}, owner=Role.RECORDER,
    ),
    Act(
        code="agenda.declare_conflict", label=_("Declare an interest"), thing=MATTER, sources=NOT_ENDED,
        event="agenda.conflict_declared", roles=CONCERNED, own=owns_here,
    ),
    Act(
        code="agenda.declare_no_conflict", label=_("Record that no interest is declared"), thing=MATTER,
        sources=NOT_ENDED, event="agenda.no_conflict_declared", roles=CLERKS, owner=Role.COMMUNITY_SECRETARY,
    ),
    Act(
        code="agenda.review", label=_("Record the party organisation’s agreement"), thing=MATTER, sources=REVIEW,
        event="agenda.reviewed", roles=frozenset({Role.COMMUNITY_SECRETARY}), own=studies_for_several,
        owner=Role.COMMUNITY_SECRETARY, guards=(guards.text_written,), bars=(bars.interested,),
    ),
    Act(
        code="agenda.return_for_work", label=_("Return the item for more work"), thing=MATTER, sources=REVIEW,
        event="agenda.returned", roles=frozenset({Role.COMMUNITY_SECRETARY}), own=studies_for_several,
        owner=Role.COMMUNITY_SECRETARY, guards=(guards.text_written,), bars=(bars.interested,),
    ),
    Act(
        code="agenda.number", label=_("Take a number from the register"), thing=MATTER, sources=REVIEW,
        event="agenda.numbered", roles=CLERKS, owner=Role.RECORDER, guards=(guards.checklist_recorded,),
    ),
    Act(
        code="agenda.schedule", label=_("Put it on the agenda of a day"), thing=MATTER, sources=REVIEW,
        event="agenda.scheduled", roles=CLERKS, owner=Role.RECORDER, guards=(guards.checklist_recorded,),
    ),
    Act(
        code="agenda.post_notice", label=_("Post the notice of the item"), thing=MATTER, sources=REVIEW,
        event="agenda.notice_posted", roles=CLERKS, owner=Role.RECORDER,
        guards=(guards.text_written, guards.party_agreed),
    ),
    Act(
        code="agenda.admit", label=_("Admit the item"), thing=MATTER, sources=REVIEW, target=MatterState.SURVEYING,
        event="agenda.admitted", roles=ADMITTERS, owner=Role.COMMUNITY_SECRETARY,
        guards=(
            guards.text_written, guards.checklist_recorded, guards.admissible, guards.conflict_checked,
            guards.party_agreed, guards.noticed, guards.stakeholders_named, every_report_answered,
        ),
        bars=(bars.interested,),
        becomes=_("The item is admitted: the inquiry begins, and who decides by which rule stands from now on."),
    ),
    Act(
        code="agenda.decline", label=_("Do not admit the item"), thing=MATTER, sources=REVIEW,
        target=MatterState.DECLINED, event="agenda.declined", roles=ADMITTERS, owner=Role.COMMUNITY_SECRETARY,
        bars=(bars.interested,),
    ),
)
