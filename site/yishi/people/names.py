"""The one accessor for a person's name (law 7). PDFs, exports, sockets and feeds use it too."""

from contextvars import ContextVar

from django.utils.translation import gettext as _

from yishi.listening import heard_in

from .enums import OFFICES, PublicName, Role
from .rules import holds, seats_of

ENTITLED = frozenset({Role.COMMUNITY_SECRETARY, Role.RECORDER, Role.FACILITATOR, Role.SUPERVISORY_MEMBER,
                      Role.STREET_DIRECTOR, Role.STREET_PARTY_SECRETARY, Role.DISPATCHER})
KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR, Role.COMMUNITY_SECRETARY})  # of accounts and seats
DOUBLE_SURNAMES = ("尉迟", "欧阳", "司马", "诸葛", "上官", "皇甫", "令狐", "夏侯", "慕容", "公孙", "东方", "端木")
_hearing = ContextVar("hearing", default=None)


def display_name(person, viewer=None):
    """Return the name of ``person`` as ``viewer`` (a Person, or None for the public) may read it.

    Office-holders in office whole; residents 姓+先生/女士 as they chose, else 张*, or "a resident" where they chose to
    stay anonymous; whole for themselves and for those who keep the community's records. Never a room number.
    """
    if person is None:
        return _("a visitor")
    concern(person.pk)
    if viewer is not None and (viewer.pk == person.pk or holds(viewer, ENTITLED, person.community)):
        return person.name
    if any(seat.role in OFFICES for seat in seats_of(person)):
        return person.name
    return public_name(person)


def hearing():
    """Return a block that yields the set of the keys of all persons whose names are asked for in it, and of those said
    besides; who heard before hears none of them."""
    return heard_in(_hearing, set())


def concern(*persons):
    """Say that what is being read says something else to each of ``persons`` (keys) than to others, though no name."""
    if (heard := _hearing.get()) is not None:
        heard.update(persons)


def name_among(person, place):
    """Return the name of ``person`` as everybody may read it who is entitled in ``place``: whole for its own residents."""
    return person.name if place.contains(person.community) else display_name(person)


def roll_name(person, keeper):
    """Return the name of ``person`` on the roll: whole for those who keep accounts or seats where the person lives."""
    return person.name if holds(keeper, KEEPERS, person.community) else display_name(person, keeper)


def public_name(person):
    """Return the name that a resident chose to be called by in public."""
    surname = surname_of(person.name)
    if person.public_name == PublicName.ANONYMOUS:
        return _("a resident (name known to the community)")
    if person.public_name == PublicName.SURNAME and person.honorific:
        return f"{surname}{person.honorific}"
    return f"{surname}*"


def surname_of(name):
    """Return the surname of a Chinese name, double surnames whole."""
    for double in DOUBLE_SURNAMES:
        if name.startswith(double):
            return double
    return name[:1]
