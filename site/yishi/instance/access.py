"""Who may open the pages of the instance."""

from yishi.people.enums import Role
from yishi.people.rules import seats_of
from yishi.web.access import Access

from .queries import founded

KEEPER = Access("site_keeper", lambda request: any(seat.role == Role.SYSTEM_ADMIN for seat in seats_of(request.actor)))
UNFOUNDED = Access("unfounded", lambda request: not founded(), hidden=True)
