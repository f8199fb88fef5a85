"""Acts of the first step: reports, matters, petitions, their papers and numbers.

An act with no ``sources`` makes the thing that it names; the roles are asked of the community it is made in.
"""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET, holds

from ..collecting import PetitionState, ReportState
from ..enums import MatterState
from ..guards import bars
from ..guards import collect as guards
from ..predicates import brought_forward, owns_here, stands_behind
from . import add

FILERS = frozenset(Role) - {
    Role.CONTENT_MODERATOR, Role.DISCLOSURE_OFFICER, Role.DISCIPLINE_INSPECTOR, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN,
    Role.SECURITY_ADMIN,
}
ENTERERS = STREET | {
    Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE, Role.RECORDER, Role.GRID_WORKER, Role.DISPATCHER,
    Role.SERVICE_WINDOW_LEAD,
}
SUPPORTERS = frozenset({Role.RESIDENT, Role.OWNER, Role.RESIDENT_REP, Role.COUNCIL_MEMBER})
SORTERS = STREET | {Role.COMMUNITY_SECRETARY, Role.RECORDER}
ROUTERS = SORTERS | {Role.DISPATCHER}
# These propose in their own right; council members together (domain 3.2).
PROPOSERS = SORTERS | {
    Role.RESIDENT_REP, Role.PROPERTY_MANAGER, Role.OWNERS_COMMITTEE, Role.DEPARTMENT_LIAISON,
}
SIGNERS = frozenset({Role.RESIDENT, Role.RESIDENT_REP})
CLERKS = frozenset({Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE, Role.RECORDER})
PAPER_KEEPERS = ENTERERS | {
    Role.FACILITATOR, Role.SUPERVISORY_MEMBER, Role.PROPERTY_MANAGER, Role.OWNERS_COMMITTEE, Role.BUILDING_HEAD,
    Role.DEPARTMENT_LIAISON, Role.DISCLOSURE_OFFICER,
}
STANDING = (ReportState.FILED, ReportState.MERGED)
BEFORE_AGENDA = (MatterState.COLLECTING, MatterState.AGENDA_REVIEW)
COLLECTING = (MatterState.COLLECTING,)
UNDECIDED = (*BEFORE_AGENDA, MatterState.SURVEYING, MatterState.DELIBERATING)


def brought(person, report):
    """Return whether ``report`` is the person's own, or one that the person entered for somebody by office."""
    if report.reporter_id == person.pk:
        return True
    return report.entered_by_id == person.pk and holds(person, ENTERERS, report.community)


def _report(code, label, event, **fields):
    return Act(code=f"reports.{code}", label=label, thing="consultation.Report", event=event, **fields)


def _matter(code, label, event, **fields):
    return Act(code=f"matters.{code}", label=label, thing="consultation.Matter", event=event, **fields)


def _petition(code, label, event, **fields):
    return Act(code=f"petitions.{code}", label=label, thing="consultation.Petition", event=event, **fields)


add(
    _report("file", _("File a report"), "report.filed", sources=(), target=ReportState.FILED, roles=FILERS,
            own=owns_here),
    _report("amend", _("Amend the report"), "report.amended", sources=STANDING, own=brought,
            bars=(bars.report_answered, bars.collection_over)),
    _report("withdraw", _("Withdraw the report"), "report.withdrawn", sources=STANDING, target=ReportState.WITHDRAWN,
            own=brought, bars=(bars.collection_over,),
            becomes=_("The report is shown no more; where it is part of a matter, it leaves that, too.")),
    _report("support", _("Support"), "report.supported", sources=STANDING, roles=SUPPORTERS, own=owns_here,
            bars=(bars.collection_over, bars.behind_it_already),
            becomes=_("You stand behind the report; once it is part of a matter, your support counts there.")),
    _report("enter_support", _("Enter somebody’s support"), "report.supported", sources=STANDING, roles=ENTERERS,
            bars=(bars.collection_over,)),
    _report("unsupport", _("Take the support back"), "report.unsupported", sources=STANDING, roles=SUPPORTERS,
            own=stands_behind, bars=(bars.collection_over,),
            becomes=_("You no longer count among those who support the report.")),
    _report("merge", _("Merge into a matter"), "report.merged", sources=(ReportState.FILED,),
            target=ReportState.MERGED, roles=SORTERS, owner=Role.RECORDER),
    _report("unmerge", _("Undo the merge"), "report.unmerged", sources=(ReportState.MERGED,),
            target=ReportState.FILED, roles=SORTERS, bars=(bars.kept_by_its_matter,),
            becomes=_("The report leaves the matter and waits to be taken up again, with its own supporters.")),
    _report("dispose", _("Answer the report"), "report.disposed", sources=STANDING, roles=SORTERS,
            owner=Role.RECORDER),
    _report("convert", _("Turn into an appeal"), "report.converted", sources=(ReportState.FILED,),
            target=ReportState.CONVERTED, roles=ROUTERS),
    _report("hand_over", _("Hand over to the body in charge"), "report.handed_over", sources=(ReportState.FILED,),
            target=ReportState.HANDED_OVER, roles=ROUTERS),
    _report("moderate", _("Review the statement"), "report.moderated", sources=STANDING,
            roles=frozenset({Role.CONTENT_MODERATOR}), bars=(bars.no_statement,)),
    Act(code="attachments.attach_to_report", label=_("Add a picture or paper"), thing="consultation.Report",
        sources=STANDING, event="report.attached", roles=ENTERERS, own=brought),
)

add(
    _matter("open", _("Open a matter"), "matter.opened", sources=(), target=MatterState.COLLECTING, roles=SORTERS,
            owner=Role.RECORDER),
    _matter("revise_summary", _("Revise the summary"), "matter.summary_revised", roles=SORTERS,
            sources=(*BEFORE_AGENDA, MatterState.SURVEYING, MatterState.DELIBERATING, MatterState.PUBLISHING,
                     MatterState.EXECUTING)),
    _matter("classify", _("Set topic and place"), "matter.classified", sources=COLLECTING, roles=SORTERS,
            owner=Role.RECORDER),
    _matter("record_initiative", _("Record who puts it forward"), "matter.initiative_recorded", sources=COLLECTING,
            roles=SORTERS),
    _matter("declare_no_duplicate", _("Declare: no duplicate"), "matter.no_duplicate_declared", sources=COLLECTING,
            roles=SORTERS, owner=Role.RECORDER),
    _matter("check_privacy", _("Declare: privacy checked"), "matter.privacy_checked", sources=COLLECTING,
            roles=SORTERS, owner=Role.RECORDER),
    _matter("propose", _("Propose for the agenda"), "matter.proposed", sources=COLLECTING,
            target=MatterState.AGENDA_REVIEW, roles=PROPOSERS | {Role.COUNCIL_MEMBER}, own=brought_forward,
            owner=Role.RECORDER,
            guards=(guards.goes_to_the_agenda, guards.supported, guards.every_report_answered, guards.classified,
                    guards.no_duplicate, guards.privacy_checked),
            becomes=_("The collecting ends, and it is decided whether the matter goes on the agenda.")),
    _matter("begin_study", _("Begin the study"), "matter.study_begun", sources=COLLECTING,
            target=MatterState.SURVEYING, roles=SORTERS, owner=Role.RECORDER,
            guards=(guards.goes_to_its_study, guards.something_collected, guards.privacy_checked),
            becomes=_("The collecting ends, and the study of what was said begins.")),
    _matter("convert", _("Turn the matter into an appeal"), "matter.converted", sources=UNDECIDED,
            target=MatterState.CONVERTED, roles=ROUTERS, guards=(guards.no_vote_begun,)),
    _matter("hand_over", _("Hand the matter over"), "matter.handed_over", sources=UNDECIDED,
            target=MatterState.HANDED_OVER, roles=ROUTERS, guards=(guards.no_vote_begun,)),
    Act(code="attachments.attach", label=_("Add a paper"), thing="consultation.Matter", sources=tuple(MatterState),
        event="matter.attached", roles=PAPER_KEEPERS),
)

add(
    _petition("open", _("Open a petition"), "petition.opened", sources=(), target=PetitionState.OPEN,
              roles=SIGNERS | CLERKS),
    _petition("sign", _("Sign"), "petition.signed", sources=(PetitionState.OPEN,), roles=SIGNERS,
              bars=(bars.not_entitled,),
              becomes=_("Your signature counts; with enough of them the meeting has to be called.")),
    _petition("enter", _("Enter a signature"), "petition.signed", sources=(PetitionState.OPEN,), roles=CLERKS),
    _petition("unsign", _("Take the signature back"), "petition.unsigned", sources=(PetitionState.OPEN,),
              roles=SIGNERS,
              becomes=_("Your signature no longer counts.")),
    _petition("answer", _("Call the meeting"), "petition.answered", sources=(PetitionState.REACHED,),
              target=PetitionState.ANSWERED, roles=frozenset({Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE}),
              owner=Role.COMMUNITY_SECRETARY),
)

add(
    Act(code="numbers.explain", label=_("Explain a number"), thing="consultation.NumberLine", sources=(),
        event="number.explained", roles=SORTERS | {Role.DISCLOSURE_OFFICER}, owner=Role.RECORDER),
    Act(code="categories.add", label=_("Add a category"), thing="consultation.Category", sources=(),
        event="category.added", roles=STREET | {Role.DISPATCHER}),
)
