"""Who may open the pages on which guides are written and ratings answered."""

from yishi.people.rules import sits_as
from yishi.web.access import Access

from .acts import EDITORS, WITHDRAW


def keeps_guides(request):
    """Return whether ``request`` comes from somebody who writes guides."""
    return sits_as(request.actor, EDITORS)


KEEPER = Access("guide_keeper", keeps_guides)
READER = Access("guide_draft_reader", lambda request: sits_as(request.actor, WITHDRAW.roles))  # who writes, and who reviews
