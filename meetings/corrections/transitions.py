"""The rows of corrections in the hall's table: the recorder proposes, the facilitator countersigns or refuses."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.checks import Check
from yishi.people.enums import Role
from yishi.refusals import Refused

from ..enums import MeetingState
from ..transitions import CHAIR, DESK, THING, add, presides, records
from .reading import waiting

OWN_PROPOSAL = _("You have proposed this correction; another person answers it (four eyes).")
SIGNED = (MeetingState.SIGNED,)


def none_waits(meeting):
    """One correction is answered before the next is proposed."""
    return [
        Check(
            "no_correction_waits", _("no other correction waits for its answer"), waiting(meeting) is None,
            owes=Role.FACILITATOR.label, act="corrections.countersign",
        )
    ]


def one_waits(meeting):
    """A correction is proposed and not answered yet."""
    return [
        Check(
            "correction_waits", _("a correction is proposed and waits for its answer"), waiting(meeting) is not None,
            owes=Role.RECORDER.label, act="corrections.propose",
        )
    ]


def proposed_by_oneself(meeting, person):
    """Nobody answers what they have proposed."""
    row = waiting(meeting)
    if row is not None and row.by_id == person.pk:
        raise Refused(OWN_PROPOSAL)


def _answering(code, label, event):
    return Act(
        code, label, THING, SIGNED, event, roles=CHAIR, own=presides, owner=Role.FACILITATOR, guards=(one_waits,),
        bars=(proposed_by_oneself,),
    )


add(
    Act("corrections.propose", _("Propose a correction of the minutes"), THING, SIGNED, "corrections.proposed", roles=DESK,
        own=records, owner=Role.RECORDER, guards=(none_waits,)),
    _answering("corrections.countersign", _("Countersign the correction"), "corrections.countersigned"),
    _answering("corrections.refuse", _("Refuse the correction"), "corrections.refused"),
)
