"""The rows of the hall's transition table that are done from the console."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role

from .. import guards, withdrawing
from ..enums import MeetingState
from ..transitions import CHAIR, DESK, THING, add, leads, presides
from . import bars

OPEN, ADJOURNED = MeetingState.OPEN, MeetingState.ADJOURNED


def leads_or_attends(person, meeting):
    """``person`` leads this meeting or is present at it."""
    return leads(person, meeting) or meeting.attendances.filter(person=person, present=True).exists()


def _hand(code, label, sources, event):
    return Act(code, label, THING, sources, event, roles=CHAIR | DESK, own=leads_or_attends, owner=Role.FACILITATOR)


def _leading(code, label, sources, event, **more):
    return Act(code, label, THING, sources, event, roles=CHAIR | DESK, own=leads, owner=Role.FACILITATOR, **more)


def _chairing(code, label, sources, event, **more):
    return Act(code, label, THING, sources, event, roles=CHAIR, own=presides, owner=Role.FACILITATOR, **more)


add(
    _hand("speakers.raise_hand", _("Raise a hand"), (OPEN,), "speakers.hand_raised"),
    _hand("speakers.lower_hand", _("Take the hand down"), (OPEN, ADJOURNED), "speakers.hand_lowered"),
    _hand("speakers.undo_lower", _("Put the hand up again, taken down by mistake"), (OPEN,), "speakers.lower_undone"),
    _chairing("speakers.call", _("Give the floor"), (OPEN,), "speakers.called"),
    _leading("speakers.end", _("End the speech"), (OPEN,), "speakers.ended", bars=(bars.nobody_speaks,),
             becomes=_("The speech has ended; it counts as one of the two that a person has on an entry.")),
    _chairing("speakers.undo_call", _("Take the floor back, called by mistake"), (OPEN,), "speakers.call_undone",
              bars=(bars.nobody_speaks,),
              becomes=_("The floor is free again, the hand is up again, and the time does not count.")),
    _leading("speakers.undo_end", _("Give the floor back, ended by mistake"), (OPEN,), "speakers.end_undone",
             bars=(bars.none_to_go_on,),
             becomes=_("The same speech goes on, and so does its time.")),
    _leading("table.show_paper", _("Lay a paper on the table"), (OPEN, ADJOURNED), "table.paper_shown"),
    _leading("table.take_away", _("Take the paper from the table"), (OPEN, ADJOURNED), "table.paper_removed",
             bars=(bars.no_paper,),
             becomes=_("No paper lies on the table of the live page any more.")),
    _chairing("sitting.adjourn", _("Adjourn the meeting"), (OPEN,), "sitting.adjourned", target=ADJOURNED),
    _chairing("sitting.resume", _("Go on with the meeting"), (ADJOURNED,), "sitting.resumed", target=OPEN,
              guards=(guards.quorum_present,), becomes=_("The meeting goes on where it paused.")),
    _chairing("sitting.uncall", _("Take the call back, called by mistake"), (OPEN,), "sitting.entry_uncalled",
              bars=(withdrawing.begun,), becomes=_("The entry is to come again, and none is being dealt with.")),
    _chairing("sitting.reopen", _("Reopen the meeting, closed by mistake"), (MeetingState.CLOSED,), "sitting.reopened",
              target=OPEN, guards=(guards.record_unsigned, guards.quorum_present), bars=(guards.just_closed,)),
    _chairing("sitting.return_to", _("Take an entry up again"), (OPEN,), "sitting.entry_returned"),
)
