"""A small sub-district for tests: two communities, an estate each, and one person for each role in each of them."""

import datetime as dt
from types import SimpleNamespace

from yishi.people.enums import STREET_OFFICES, BodyKind, PlaceKind, Role
from yishi.people.models import Body, Household, OwnedUnit, Owner, Ownership, Person, Place, Seat, User

SINCE, BORN = dt.date(2025, 1, 1), dt.date(1980, 1, 1)


def place(code, kind, parent=None, name=""):
    """Make a place below ``parent``."""
    path = f"{parent.path if parent else ''}{code}/"
    return Place.objects.create(code=code, kind=kind, parent=parent, path=path, name=name or code)


def person(community, name="张三", **fields):
    """Make a person of ``community``, born in 1980 unless said otherwise."""
    fields.setdefault("born", BORN)
    return Person.objects.create(community=community, name=name, **fields)


def seat(holder, role, where, **fields):
    """Give ``holder`` the seat ``role`` in ``where``."""
    return Seat.objects.create(
        community=holder.community, person=holder, role=role, place=where, since=fields.pop("since", SINCE), **fields
    )


def account(holder, username=None):
    """Give ``holder`` an account with the password "pass-word-1"."""
    user = User(username=username or f"u{holder.pk}", person=holder)
    user.set_password("pass-word-1")
    user.save()
    return user


def household(where, room, *members):
    """Make a household at ``where`` and move ``members`` in."""
    made = Household.objects.create(community=members[0].community, place=where, room=room)
    for member in members:
        member.household = made
        member.save()
    return made


def owner(estate, area, *persons, room="101"):
    """Make one voting head of ``persons`` who own a flat of ``area`` square metres in ``estate``."""
    community = persons[0].community
    head = Owner.objects.create(community=community, estate=estate)
    for each in persons:
        Ownership.objects.create(community=community, owner=head, person=each)
    OwnedUnit.objects.create(community=community, place=estate, room=room, area=area, owner=head)
    return head


def small_world():
    """Make the world. ``own`` and ``other`` each have ``community``, ``estate`` and ``people`` (role → person)."""
    district = place("CY", PlaceKind.DISTRICT)
    street = place("WTL", PlaceKind.SUBDISTRICT, district, "梧桐里街道")
    office = Body.objects.create(community=street, kind=BodyKind.STREET_OFFICE, name="梧桐里街道办事处")
    staff = _holders(street, "街", sorted(STREET_OFFICES))
    _seats(staff, street, body=office)
    return SimpleNamespace(
        street=street, office=office, staff=staff,
        own=_community("HA", street, staff), other=_community("LX", street, staff),
    )


def _community(code, street, staff):
    community = place(code, PlaceKind.COMMUNITY, street, f"{code}社区")
    estate = place(f"{code}-1", PlaceKind.ESTATE, community, f"{code}小区")
    people = _holders(community, code, sorted(set(Role) - STREET_OFFICES))
    household(estate, "1-101", people[Role.RESIDENT])
    _seats({role: holder for role, holder in people.items() if role != Role.RESIDENT}, community)
    return SimpleNamespace(community=community, estate=estate, people={**staff, **people})


def _holders(community, prefix, roles):
    """Make one person for each of ``roles``: role → person. One query, since nearly every test makes them all."""
    rows = [Person(community=community, name=f"{prefix}{role}"[:20], born=BORN) for role in roles]
    return dict(zip(roles, Person.objects.bulk_create(rows), strict=True))


def _seats(holders, where, **fields):
    """Give each of ``holders`` (role → person) its seat in ``where``. One query."""
    Seat.objects.bulk_create(
        Seat(community=holder.community, person=holder, role=role, place=where, since=SINCE, **fields)
        for role, holder in holders.items()
    )
