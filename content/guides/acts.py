"""What may be done to a guide, to its texts and to a rating, and by whom."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.release import REVIEWERS

from .enums import DraftState

EDITORS = frozenset({Role.DISCLOSURE_OFFICER, Role.SERVICE_WINDOW_LEAD})
PUT = Act("drafts.put", _("write a service guide"), "guides.Draft", (), "guides.drafted", roles=EDITORS)
SUBMIT = Act(
    "drafts.submit", _("submit for review"), "guides.Draft", (DraftState.DRAFT, DraftState.RETURNED), "guides.submitted",
    DraftState.SUBMITTED, roles=EDITORS,
)
SEND_BACK = Act(
    "drafts.send_back", _("send it back"), "guides.Draft", (DraftState.SUBMITTED,), "guides.sent_back", DraftState.RETURNED,
    roles=REVIEWERS,
)
RELEASE = Act(
    "guides.release", _("review and publish"), "guides.Draft", (DraftState.SUBMITTED,), "guides.released", DraftState.RELEASED,
    roles=REVIEWERS,
)
WITHDRAW = Act("guides.withdraw", _("withdraw a guide"), "guides.Guide", (), "guides.withdrawn", roles=EDITORS | REVIEWERS)
ANSWER = Act(
    "ratings.answer", _("answer a rating"), "guides.Rating", (), "guides.answered", roles=EDITORS,
    owner=Role.SERVICE_WINDOW_LEAD,
)
