"""Acts of posting: notices, ballots, reports and resolutions put up for all to read, and the proof of it."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.people.rules import STREET

from ..enums import OPEN_STATES, MatterState
from ..models import PostingState
from . import add

POSTERS = frozenset({
    Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE, Role.RECORDER, Role.FACILITATOR, Role.OWNERS_COMMITTEE,
    Role.DISCLOSURE_OFFICER,
}) | STREET

# A corrected resolution is posted even when the matter has ended.
POSTED_IN = (*OPEN_STATES, MatterState.COMPLETED, MatterState.CLOSED_NOT_PASSED)

add(
    Act(
        code="postings.post", label=_("Post for all to read"), thing="consultation.Matter", sources=POSTED_IN,
        event="posting.made", roles=POSTERS, owner=Role.RECORDER,
    ),
    Act(
        code="postings.prove", label=_("Enter a proof of posting"), thing="consultation.Posting",
        sources=(PostingState.STANDING,), event="posting.proved",
        roles=POSTERS | {Role.SUPERVISORY_MEMBER, Role.BUILDING_HEAD, Role.GRID_WORKER}, owner=Role.RECORDER,
    ),
    Act(
        code="postings.withdraw", label=_("Withdraw a posting entered by mistake"), thing="consultation.Posting",
        sources=(PostingState.STANDING,), target=PostingState.WITHDRAWN, event="posting.withdrawn",
        roles=frozenset({Role.COMMUNITY_SECRETARY, Role.RECORDER}) | STREET, owner=Role.RECORDER,
    ),
)
