"""Reads for those who keep accounts and seats: the persons within their places, each with a fixed number of queries."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Prefetch, Q

from yishi.clock.story import today
from yishi.text.side_by_side import aside, listed

from .enums import OFFICES, PlaceKind
from .models import Body, Person, Place, Seat
from .names import KEEPERS, roll_name
from .rules import seats_of

SEATED_IN = (PlaceKind.SUBDISTRICT, PlaceKind.COMMUNITY, PlaceKind.GRID, PlaceKind.ESTATE)
MOST_CHOICES = 500


def kept(actor, path="path"):
    """Return the condition for what lies in the places whose persons ``actor`` keeps; ``path`` leads to the place's."""
    places = [seat.place for seat in seats_of(actor) if seat.role in KEEPERS]
    return reduce(or_, [Q(**{f"{path}__startswith": place.path}) for place in places], Q(pk__in=[]))


def persons(actor):
    """Return the persons within the reader's places, with home, account and seats read along."""
    seats = Prefetch("seats", Seat.objects.select_related("place", "body", "deputy_for__person__community"))
    rows = Person.objects.filter(kept(actor, "community__path")).select_related("community", "household__place", "user")
    return rows.prefetch_related(seats)


def found(actor, words="", role="", in_office=False):
    """Return ``persons`` whose name has ``words``, who hold ``role`` today, or who hold any office today."""
    rows = persons(actor)
    if words:
        rows = rows.filter(name__icontains=words)
    held = Seat.objects.on(today()).filter(person=OuterRef("pk"))
    if role:
        rows = rows.filter(Exists(held.filter(role=role)))
    elif in_office:
        rows = rows.filter(Exists(held.filter(role__in=OFFICES)))
    return rows


def deputies(actor, seat):
    """Return [(place, [(key, words)])] of everybody in office within the reader's places who can stand in for ``seat``.

    Those of its own place come first; who has its rights already is left out.
    """
    rows = found(actor, in_office=True).exclude(pk=seat.person_id).order_by("community__path", "pk")[:MOST_CHOICES]
    groups = {seat.community_id: (seat.community.name, [])}
    for person in rows:
        if not any(held.role == seat.role and held.place.contains(seat.place) for held in seats_of(person)):
            _name, people = groups.setdefault(person.community_id, (person.community.name, []))
            people.append((person.pk, _with_titles(person, actor)))
    return [group for group in groups.values() if group[1]]


def seat_places(actor):
    """Return the places in which the reader may give seats."""
    return Place.objects.filter(kept(actor), kind__in=SEATED_IN).order_by("path")


def bodies(actor):
    """Return the bodies in which the reader may give seats."""
    return Body.objects.filter(kept(actor, "community__path")).select_related("community").order_by("community__path", "name")


def shown(person, viewer):
    """Hang on ``person`` what the roll shows: ``called``, ``now`` (seats held today) and ``before`` (ended ones)."""
    day = today()
    person.called = roll_name(person, viewer)
    person.now = seats_of(person)
    person.later = [seat for seat in person.seats.all() if seat.since > day]
    person.before = [seat for seat in person.seats.all() if seat.until and seat.until < day]
    return person


def _with_titles(person, actor):
    titles = listed(dict.fromkeys(str(seat.title or seat.get_role_display()) for seat in seats_of(person)))
    return aside(roll_name(person, actor), f"{person.community.name} · {titles}")
