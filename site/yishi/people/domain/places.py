"""Entering places, bodies and single persons. Who may: the system administrator and the sub-district's director; for
their own community its secretary and recorder."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.refusals import Forbidden, Invalid

from ..enums import PlaceKind, PublicName, Role
from ..models import Body, Person, Place
from ..rules import holds
from .recording import record

KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR, Role.COMMUNITY_SECRETARY, Role.RECORDER})
ORDER = list(PlaceKind)


def add_place(parent, kind, code, name, *, by, short="", profile="", address="", tel=""):
    """Enter the place ``code`` below ``parent`` and return it.

    Refused where ``by`` keeps no register there, the code is taken, or ``kind`` does not lie below the parent's kind.
    """
    _require_keeper(by, parent)
    if ORDER.index(PlaceKind(kind)) <= ORDER.index(PlaceKind(parent.kind)):
        raise Invalid(_("A place of this kind cannot lie in its parent."), field="kind")
    place = Place(
        parent=parent, kind=kind, code=code, name=name, path=f"{parent.path}{code}/", short=short, profile=profile,
        address=address, tel=tel,
    )
    with transaction.atomic():
        _save(place, _("This code is taken by another place. Choose another one."), "code")
        record("people.place_added", by=by, roles=KEEPERS, place=parent, community=parent, payload={"place": place.pk})
    return place


def add_body(community, kind, name, *, by, parent=None, tel="", functions=""):
    """Enter the body ``name`` of ``community`` and return it. Refused to non-keepers, and where the name is taken."""
    _require_keeper(by, community)
    body = Body(community=community, kind=kind, name=name, parent=parent, tel=tel, functions=functions)
    with transaction.atomic():
        _save(body, _("A body of this name stands in the register already."), "name")
        record("people.body_added", by=by, roles=KEEPERS, place=community, community=community, payload={"body": body.pk})
    return body


def enter_person(
    community, name, *, by, honorific="", public_name=PublicName.MASKED, born=None, household=None, key=None,
    synthetic=False,
):
    """Enter one person of ``community`` and return the row. Refused to non-keepers, and where ``key`` is taken."""
    _require_keeper(by, community)
    person = Person(
        community=community, name=name, honorific=honorific, public_name=public_name, born=born, household=household,
        key=key, synthetic=synthetic,
    )
    with transaction.atomic():
        _save(person, _("A person with this register number exists already."), "key")
        record(
            "people.person_entered", by=by, roles=KEEPERS, place=community, community=community, payload={"person": person.pk}
        )
    return person


def _require_keeper(by, place):
    if not holds(by, KEEPERS, place):
        raise Forbidden(_("The register is kept by the administrator and the community’s secretary and recorder."))


def _save(row, sentence, field):
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Invalid(sentence, field=field) from None
