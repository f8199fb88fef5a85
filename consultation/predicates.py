"""Who may act because the thing concerns them: predicates (person, matter) for the table's ``own``."""

from django.db.models import Q

from yishi.clock.story import today
from yishi.people.enums import PlaceKind, Role
from yishi.people.models import Ownership
from yishi.people.rules import holds, seats_of

PARTNERS = frozenset({
    Role.GRID_WORKER, Role.PROPERTY_MANAGER, Role.OWNERS_COMMITTEE, Role.DEPARTMENT_LIAISON, Role.EXPERT,
    Role.STREET_DIRECTOR, Role.STREET_PARTY_SECRETARY,
})


def owns_here(person, thing):
    """Return whether ``person`` owns a flat or shop in the community of ``thing``, wherever he or she lives."""
    known = getattr(person, "_estates", None)
    if known is not None:
        return any(path.startswith(thing.community.path) for path in known)
    return Ownership.objects.filter(person=person, owner__estate__path__startswith=thing.community.path).exists()


def read_estates(person):
    """Read in which estates ``person`` owns something, for a page that asks of many acts; what is done asks for itself."""
    person._estates = set(Ownership.objects.filter(person=person).values_list("owner__estate__path", flat=True))


def stands_behind(person, report):
    """Return whether ``person`` supports ``report``, or may do so as an owner who lives elsewhere."""
    return report.supports.filter(person=person).exists() or owns_here(person, report)


def brought_forward(person, matter):
    """Return whether ``person`` filed or supports a report of ``matter``: one of those who propose it jointly."""
    mine = Q(reporter=person) | Q(supports__person=person)
    return matter.reports.filter(mine).exists()


def studies_for_several(person, matter):
    """Return whether the sub-district's party secretary studies ``matter`` in the community's place.

    So it is where the matter is one of several communities, or where the community's own secretary has declared an
    interest in it.
    """
    if not holds(person, {Role.STREET_PARTY_SECRETARY}, matter.community):
        return False
    return of_several_communities(matter) or secretary_stands_aside(matter)


def of_several_communities(matter):
    """Return whether ``matter`` reaches beyond one community."""
    wide = (PlaceKind.SUBDISTRICT, PlaceKind.DISTRICT)
    return matter.community.kind in wide or matter.place.kind in wide


def secretary_stands_aside(matter):
    """Return whether a secretary of the matter's community has declared an interest in it."""
    day = today()
    return matter.conflict_declarations.filter(
        Q(person__seats__until=None) | Q(person__seats__until__gte=day), declared=True,
        person__seats__role=Role.COMMUNITY_SECRETARY, person__seats__since__lte=day, person__seats__place=matter.community,
    ).exists()


def invited(person, matter):
    """Return whether ``person``, of a partner's calling, is named in ``matter``, by person or body (domain 3.2 ●)."""
    seats = [seat for seat in seats_of(person) if seat.role in PARTNERS]
    if not seats:
        return False
    bodies = [seat.body_id for seat in seats if seat.body_id]
    return matter.stakeholders.filter(Q(person=person) | Q(body__in=bodies)).exists()
