"""Acts that append no event of their own, and so stand in no table: a vote on paper, entered by staff for the voter."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.checks import Check
from yishi.people.enums import Role

from ..polls.enums import PollState, Secrecy
from ..polls.transitions import ENTERERS


def takes_papers(poll):
    """Votes are cast on papers, not by raising hands."""
    done = poll.secrecy != Secrecy.SHOW_OF_HANDS
    over = _("Here hands are raised and counted in the room; there is no ballot to cast.")
    return [Check("papers_taken", _("votes are cast on papers in this ballot, not by hands"), done, over=over)]


VOTES = {
    "ballots.enter_paper": Act(
        code="ballots.enter_paper", label=_("Enter a paper vote"), thing="polls.Poll", sources=(PollState.OPEN,),
        event="", roles=ENTERERS, owner=Role.RECORDER, guards=(takes_papers,),
    ),
}
