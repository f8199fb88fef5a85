"""The first row of a real sub-district: its place, its office, and the administrator who enters the rest."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.journal.domain.events import append
from yishi.refusals import Refused

from ..enums import BodyKind, PlaceKind, Role
from ..kinds import STREAM
from ..models import Body, Person, Place, Seat


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
