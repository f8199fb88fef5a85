"""The acts on a poll: states, who may, who owes it, event. Data; ``consultation`` adds the guards of a matter."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET, holds

from . import guards
from .enums import Electorate, PollState, Secrecy

KEEPERS = frozenset({
    Role.FACILITATOR, Role.RECORDER, Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE,
}) | STREET
ENTERERS = frozenset({Role.RECORDER, Role.SUPERVISORY_MEMBER})
CERTIFIERS = frozenset({Role.FACILITATOR, Role.RECORDER, Role.SUPERVISORY_MEMBER})
# Who may stand beside the one who enters a paper, or go along to a home visit.
WITNESSES = ENTERERS | {
    Role.FACILITATOR, Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE, Role.GRID_WORKER, Role.BUILDING_HEAD,
    Role.OWNERS_COMMITTEE,
}

COMING = (PollState.DRAFT, PollState.ANNOUNCED)
ACTS = {}


def convenes_owners(person, poll):
    """Return whether ``person`` sits on the owners' committee and ``poll`` is a vote of owners."""
    return poll.electorate == Electorate.OWNERS and holds(person, {Role.OWNERS_COMMITTEE}, poll.community)


def annuls_before_the_close(person, poll):
    """Return whether ``person`` is the community's secretary, and the result of ``poll`` is not known yet.

    Hands are seen by everybody in the room: their result is known once they are counted.
    """
    if poll.state == PollState.CLOSED or not holds(person, {Role.COMMUNITY_SECRETARY}, poll.community):
        return False
    return poll.secrecy != Secrecy.SHOW_OF_HANDS or not poll.hand_counts.exists()


def _act(name, label, sources, event, roles, *, owner=Role.RECORDER, **more):
    ACTS[name] = Act(
        code=f"ballots.{name}", label=label, thing="polls.Poll", sources=tuple(sources), event=f"ballots.{event}",
        roles=roles, owner=owner, **more,
    )


_act("announce", _("Announce the ballot"), [PollState.DRAFT], "announced", KEEPERS, target=PollState.ANNOUNCED,
     own=convenes_owners, guards=(guards.can_be_answered, guards.has_a_window),
     becomes=_("Everybody reads when there is voting on what; the days of notice run from tomorrow."))
_act("freeze", _("Freeze the roll"), COMING, "roll_frozen", KEEPERS, own=convenes_owners,
     bars=(guards.frozen_already,),
     becomes=_("Who may vote is settled: nobody comes on the roll or leaves it any more."))
_act("recuse", _("Record a recusal"), (*COMING, PollState.OPEN), "recused",
     frozenset({Role.FACILITATOR, Role.RECORDER}))
_act("open", _("Open the ballot"), COMING, "opened", KEEPERS, target=PollState.OPEN, own=convenes_owners,
     guards=(guards.can_be_answered, guards.list_given, guards.notice_given, guards.hour_come),
     bars=(guards.not_opened_in_time,),
     becomes=_("The roll and the questions are settled, and voting begins."))
_act("enter_hands", _("Enter the show of hands"), [PollState.OPEN], "hands_entered", frozenset({Role.RECORDER}),
     bars=(guards.no_hands,))
_act("confirm_hands", _("Confirm the show of hands"), [PollState.OPEN], "hands_confirmed",
     frozenset({Role.FACILITATOR}), owner=Role.FACILITATOR, bars=(guards.no_hands, guards.counted_by_oneself))
_act("close", _("Close the ballot"), [PollState.OPEN], "closed", KEEPERS, target=PollState.CLOSED,
     own=convenes_owners, guards=(guards.window_over, guards.hands_confirmed),
     becomes=_("No more votes are taken, and they can be counted."))
_act("count_batch", _("Count a pile of papers"), [PollState.CLOSED], "batch_counted", ENTERERS,
     bars=(guards.no_piles,))
_act("confirm_batch", _("Count the pile a second time"), [PollState.CLOSED], "batch_confirmed", ENTERERS,
     owner=Role.SUPERVISORY_MEMBER, bars=(guards.no_piles,))
_act("withdraw_batch", _("Withdraw a count of papers"), [PollState.CLOSED], "batch_withdrawn", ENTERERS,
     bars=(guards.no_piles,))
_act("certify", _("Certify the count"), [PollState.CLOSED], "certified", CERTIFIERS, target=PollState.CERTIFIED,
     owner=Role.SUPERVISORY_MEMBER, guards=(guards.papers_counted, guards.roll_untouched, guards.definition_untouched),
     bars=(guards.took_part_in_the_count,),
     becomes=_("The count stands as the result, and everybody reads it."))
_act("annul", _("Annul the ballot"), (*COMING, PollState.OPEN, PollState.CLOSED), "annulled",
     STREET, target=PollState.ANNULLED, owner=Role.COMMUNITY_SECRETARY, own=annuls_before_the_close)
