"""Who holds which role where. Deny is the default."""

from django.db.models import Prefetch

from yishi.clock.story import today

from .enums import STAFF, Role
from .models import Person, Seat

STREET = frozenset({Role.STREET_DIRECTOR, Role.STREET_PARTY_SECRETARY})
PUBLISHERS = STREET | {Role.DISCLOSURE_OFFICER, Role.COMMUNITY_SECRETARY}  # they may be named editors of pages


def seats_of(person):
    """Return the seats that ``person`` holds today, read once for each person object and day."""
    if person is None:
        return []
    day = today()
    cached = getattr(person, "_seats_today", None)
    if cached is None or cached[0] != day:
        cached = (day, _read(person, day))
        person._seats_today = cached
    return cached[1]


def with_seats(field):
    """Return the Prefetch that reads the persons of ``field`` with community and seats, for lists that show names."""
    seats = Prefetch("seats", queryset=Seat.objects.select_related("place", "body"))
    return Prefetch(field, queryset=Person.objects.select_related("community").prefetch_related(seats))


def read_persons(*fields):
    """Read the persons of several ``fields``, each (rows, name of the field), at once, as ``with_seats`` does of one."""
    found = [(row, name) for rows, name in fields for row in rows if getattr(row, f"{name}_id")]
    persons = with_seats("").queryset.in_bulk({getattr(row, f"{name}_id") for row, name in found})
    for row, name in found:
        setattr(row, name, persons[getattr(row, f"{name}_id")])


def seats_along(field):
    """Return the Prefetch of the seats alone, where the persons of ``field`` are read in one query with what names them."""
    return Prefetch(f"{field}__seats", queryset=Seat.objects.select_related("place", "body"))


def _read(person, day):
    """Return the seats held on ``day``, from what was read along where it was."""
    if "seats" in getattr(person, "_prefetched_objects_cache", {}):
        return [seat for seat in person.seats.all() if seat.since <= day and (seat.until is None or seat.until >= day)]
    return list(person.seats.on(day).select_related("place", "body"))


def roles_at(person, place):
    """Return the roles that ``person`` holds today in ``place`` or in a place that contains it.

    Whoever lives in the community of ``place`` (or in it) is a resident there without a seat.
    """
    if person is None:
        return frozenset()
    roles = {Role(seat.role) for seat in seats_of(person) if seat.place.contains(place)}
    if _at_home(person, place):
        roles.add(Role.RESIDENT)
    return frozenset(roles)


def holds(person, roles, place):
    """Return whether ``person`` holds one of ``roles`` in ``place`` today."""
    return bool(roles_at(person, place) & frozenset(roles))


def standing_in(person, roles, place):
    """Return the deputy's seat by which ``person`` has one of ``roles`` in ``place``; None where it is their own right."""
    if person is None or (Role.RESIDENT in roles and _at_home(person, place)):
        return None
    held = [seat for seat in seats_of(person) if seat.role in roles and seat.place.contains(place)]
    return held[0] if held and all(seat.deputy_for_id for seat in held) else None


def sits_as(person, roles):
    """Return whether ``person`` (None: nobody) holds a seat of one of ``roles``, wherever it is."""
    return any(seat.role in roles for seat in seats_of(person))


def is_staff(person):
    """Return whether ``person`` holds any office today, wherever it is."""
    return sits_as(person, STAFF)


def publishes(person):
    """Return whether ``person`` holds an office today that writes or reviews pages, wherever it is."""
    return sits_as(person, PUBLISHERS)


def _at_home(person, place):
    home = person.community
    return person.household_id is not None and (home.contains(place) or place.contains(home))
