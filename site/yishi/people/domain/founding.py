"""The first row of a real sub-district: its place, its office, and the administrator who enters the rest."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.journal.domain.events import append
from yishi.refusals import Invalid, Refused

from ..enums import BodyKind, PlaceKind, Role
from ..kinds import STREAM
from ..models import Body, Person, Place, Seat
from ..outline import OF_A_COMMUNITY
from .accounts import create
from .places import add_body, add_place, enter_person
from .seats import appoint

THREE = (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN)


def found(*, district, code, name, office, administrator, key="", synthetic=False):
    """Make the district, the sub-district ``code`` ``name``, its ``office`` and first ``administrator``; return them.

    ``district`` is (code, name), ``office`` the office's full name, ``administrator`` a person's name; ``key`` and
    ``synthetic`` are that person's (a demonstration's people are made up). Refused where the sub-district has been
    founded already: from then on every act has an actor.
    """
    if Place.objects.filter(kind=PlaceKind.SUBDISTRICT).exists():
        raise Refused(_("This site has its sub-district already. Its administrator enters the rest."))
    with transaction.atomic():
        top, words = district
        root = Place.objects.create(kind=PlaceKind.DISTRICT, code=top, name=words, path=f"{top}/")
        street = Place.objects.create(
            kind=PlaceKind.SUBDISTRICT, code=code, name=name, parent=root, path=f"{root.path}{code}/"
        )
        body = Body.objects.create(community=street, kind=BodyKind.STREET_OFFICE, name=office)
        person = Person.objects.create(community=street, name=administrator, key=key or None, synthetic=synthetic)
        Seat.objects.create(
            community=street, person=person, role=Role.SYSTEM_ADMIN, place=street, body=body, since=today()
        )
        append(STREAM, "people.founded", by=person, community=street, payload={"place": street.pk})
    return person


def open_site(*, district, street_code, name, office, tree, bodies, administrators):
    """Found the sub-district with everything a first day needs; return the system administrator.

    ``tree`` are the PlaceLines and ``bodies`` the BodyLines of ``people.outline``; every community gets its committee,
    its council and its supervisory committee besides. ``administrators`` are (name, account name, password) of the
    system, the audit and the security administrator: three persons (domain 3.1). One transaction: with one thing
    refused, nothing was founded.
    """
    if len({person.strip() for person, _login, _password in administrators}) < len(THREE):
        raise Invalid(_("The three administrators must be three different persons."), field="security_name")
    with transaction.atomic():
        first = found(
            district=(f"{street_code}-0", district), code=street_code, name=name, office=office,
            administrator=administrators[0][0],
        )
        street = first.community
        made = enter_places(street, tree, by=first)
        for community in (place for place in made.values() if place.kind == PlaceKind.COMMUNITY):
            for kind, words in OF_A_COMMUNITY:
                add_body(community, kind, f"{community.name}{words}", by=first)
        enter_bodies(street, bodies, by=first)
        for role, (person, login, password) in zip(THREE, administrators, strict=True):
            holder = first if role == Role.SYSTEM_ADMIN else enter_person(street, person, by=first)
            if holder is not first:
                appoint(holder, role, street, by=first, body=Body.objects.get(community=street, name=office))
            _account(holder, role, login, password, by=first)
    return first


def enter_places(top, tree, *, by, field="communities"):
    """Enter the PlaceLines ``tree`` below ``top``; return the places by code. All of them, or none.

    What is wrong with one is said with its code, at the form's ``field``.
    """
    made, taken = {}, set(Place.objects.exclude(short="").values_list("short", flat=True))
    with transaction.atomic():
        for line in tree:
            short = _short(line.name, taken) if line.kind == PlaceKind.COMMUNITY else ""
            parent = made.get(line.parent, top)
            try:
                made[line.code] = add_place(parent, line.kind, line.code, line.name, by=by, short=short)
            except Invalid as refusal:
                raise Invalid(f"{line.code}: {refusal}", field=field) from None
    return made


def enter_bodies(top, bodies, *, by):
    """Enter the BodyLines ``bodies`` of the sub-district ``top`` and its communities. All of them, or none."""
    communities = {}
    for place in Place.objects.within(top).communities():
        communities |= {place.code: place, place.name: place}
    with transaction.atomic():
        for line in bodies:
            if line.where and line.where not in communities:
                raise Invalid(_("There is no community “%(name)s”.") % {"name": line.where}, field="bodies")
            try:
                add_body(communities.get(line.where, top), line.kind, line.name, by=by)
            except Invalid as refusal:
                raise Invalid(f"{line.name}: {refusal}", field="bodies") from None


def _account(holder, role, login, password, *, by):
    """Make the account; what is wrong is said at the fields of that administrator."""
    try:
        create(holder, login, password, by=by)
    except Invalid as refusal:
        prefix = role.removesuffix("_admin")
        raise Invalid(refusal.sentence, field=f"{prefix}_{refusal.field}") from None


def _short(name, taken):
    """Return the character, or two, that begins the community's document numbers and nobody else's."""
    short = next((name[:n] for n in (1, 2) if name[:n] not in taken), "")
    taken.add(short)
    return short
