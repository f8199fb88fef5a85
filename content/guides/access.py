"""Who may open the pages on which guides are written and ratings answered."""

from yishi.people.rules import seats_of
from yishi.web.access import Access

from .acts import EDITORS


def keeps_guides(request):
    """Return whether ``request`` comes from somebody who writes guides."""
    return any(seat.role in EDITORS for seat in seats_of(request.actor))


KEEPER = Access("guide_keeper", keeps_guides)
