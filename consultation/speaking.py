"""Who may speak up about a published result, and whose word it is that an office enters (domain 3.2)."""

from django.utils.translation import gettext_lazy as _

from yishi.people.enums import Role
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid

from .predicates import owns_here

SPEAKERS = frozenset({
    Role.RESIDENT, Role.OWNER, Role.RESIDENT_REP, Role.BUILDING_HEAD, Role.GRID_WORKER, Role.COUNCIL_MEMBER,
    Role.SUPERVISORY_MEMBER, Role.PROPERTY_MANAGER, Role.OWNERS_COMMITTEE, Role.STAKEHOLDER, Role.DEPARTMENT_LIAISON,
    Role.OBSERVER,
})
# These enter the word of somebody who comes in person, telephones or writes on paper.
CLERKS = frozenset({
    Role.COMMUNITY_SECRETARY, Role.RECORDER, Role.COMMUNITY_COMMITTEE, Role.SERVICE_WINDOW_LEAD,
})


def speaks(person, matter):
    """Return whether ``person`` may speak up in their own name about ``matter``, or what is of it."""
    return holds(person, SPEAKERS, matter.community) or owns_here(person, matter)


def speaker_of(matter, by, on_behalf_of, words):
    """Return the Person whose word it is: ``by``, or ``on_behalf_of``; None where ``words`` alone say who.

    Forbidden to enter somebody else's word without such an office; Invalid where the office does not say whose it is.
    """
    if on_behalf_of or words:
        if not holds(by, CLERKS, matter.community):
            raise Forbidden(_("Only the office may enter this for somebody else. Sign in as yourself, or ask there."))
        return on_behalf_of
    if not speaks(by, matter):
        raise Invalid(_("Say whose word this is: choose the person, or describe who it was."), field="on_behalf_of")
    return by
