"""Step 4, deliberation (组织协商): the sittings of a matter, entering the step, and what was agreed."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET

from ..enums import MatterState
from ..guards import bars, calls
from ..guards import deliberate as guards
from ..guards.collect import every_report_answered
from ..models import Sitting
from . import add

MATTER = "consultation.Matter"
SITTABLE = (MatterState.AGENDA_REVIEW, MatterState.SURVEYING, MatterState.DELIBERATING)
CLERKS = frozenset({Role.COMMUNITY_SECRETARY, Role.RECORDER}) | STREET


def presides_over(person, matter):
    """``person`` is the facilitator of a meeting that has ``matter`` on its agenda."""
    return Sitting.objects.filter(matter=matter, entry__meeting__facilitator=person).standing().exists()


def records_for(person, matter):
    """``person`` is the recorder of a meeting that has ``matter`` on its agenda."""
    return Sitting.objects.filter(matter=matter, entry__meeting__recorder=person).standing().exists()


add(
    Act(
        code="sittings.put", label=_("Put it on a meeting’s agenda"), thing=MATTER, sources=SITTABLE,
        event="sittings.put_on", roles=CLERKS, owner=Role.COMMUNITY_SECRETARY,
    ),
    Act(
        code="sittings.take_off", label=_("Take it off a meeting’s agenda"), thing=MATTER, sources=SITTABLE,
        event="sittings.taken_off", roles=CLERKS, owner=Role.COMMUNITY_SECRETARY, bars=(bars.on_no_agenda,),
    ),
    Act(
        code="sittings.hold_by_papers", label=_("Record a ballot held by papers"), thing=MATTER,
        sources=(MatterState.DELIBERATING,), event="sittings.held_by_papers", roles=CLERKS, owner=Role.RECORDER,
    ),
    Act(
        code="deliberation.enter", label=_("Enter the deliberation"), thing=MATTER, sources=(MatterState.SURVEYING,),
        target=MatterState.DELIBERATING, event="deliberation.entered", roles=CLERKS | {Role.FACILITATOR},
        own=presides_over, owner=Role.FACILITATOR,
        guards=(guards.inquiry_published, guards.notice_kept, every_report_answered, calls.hearings_published),
        becomes=_("The inquiry is behind the matter: it is deliberated, and a ballot may decide it."),
    ),
    Act(
        code="deliberation.record_consensus", label=_("Record what was agreed"), thing=MATTER,
        sources=(MatterState.DELIBERATING,), event="deliberation.consensus_recorded",
        roles=frozenset({Role.RECORDER}), own=records_for, owner=Role.RECORDER,
    ),
)
