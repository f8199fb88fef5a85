"""Who may do what in the catalogue's rooms."""

from yishi.people.enums import Role
from yishi.people.rules import holds, sits_as
from yishi.web.access import Access

OFFICERS = frozenset({Role.DISCLOSURE_OFFICER})
READERS = OFFICERS | {Role.STREET_DIRECTOR}


def may_keep(person, street):
    """Return whether ``person`` keeps the catalogue of ``street``."""
    return holds(person, OFFICERS, street)


KEEPER = Access("catalogue_keeper", lambda request: sits_as(request.actor, OFFICERS))
DESK = Access("catalogue_desk", lambda request: sits_as(request.actor, READERS))
