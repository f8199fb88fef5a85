"""Who reads what people looked for in vain: whoever answers for what is published."""

from yishi.people.enums import Role
from yishi.people.rules import STREET, sits_as
from yishi.web.access import Access

READERS = STREET | {Role.DISCLOSURE_OFFICER}


def asks_for_it(request):
    """Return whether the reader answers for what the sub-district publishes."""
    return sits_as(request.actor, READERS)


DISCLOSURE = Access("disclosure", asks_for_it)
