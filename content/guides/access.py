"""Who may open the pages on which guides are written and ratings answered."""

from yishi.people.rules import sits_as
from yishi.web.access import Access

from .acts import EDITORS


def keeps_guides(request):
    """Return whether ``request`` comes from somebody who writes guides."""
    return sits_as(request.actor, EDITORS)


KEEPER = Access("guide_keeper", keeps_guides)
