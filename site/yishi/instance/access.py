"""Who may open the pages of the instance."""

from yishi.people.enums import Role
from yishi.people.rules import sits_as
from yishi.web.access import Access

from .queries import founded

KEEPER = Access("site_keeper", lambda request: sits_as(request.actor, {Role.SYSTEM_ADMIN}))
UNFOUNDED = Access("unfounded", lambda request: not founded(), hidden=True)
