"""Seats: giving a person a role in a place or body for a term, and ending it (domain 3.1, 3.2)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.journal.domain.events import append
from yishi.refusals import Forbidden, Invalid, Refused

from ..enums import PlaceKind, Role, SeatKind
from ..kinds import STREAM
from ..models import Seat
from ..rules import holds

# Who may fill a seat: the administrators everywhere, a community's secretary the seats below the sub-district alone.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR})
EXCLUSIVE = frozenset({Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN})  # three separate persons
APART = {  # art. 36: the supervisory committee has no members of the residents' committee
    Role.SUPERVISORY_MEMBER: frozenset({Role.COMMUNITY_COMMITTEE, Role.COMMUNITY_SECRETARY}),
    Role.COMMUNITY_COMMITTEE: frozenset({Role.SUPERVISORY_MEMBER}),
    Role.COMMUNITY_SECRETARY: frozenset({Role.SUPERVISORY_MEMBER}),
}


def appoint(person, role, place, *, by, since=None, until=None, body=None, kind=SeatKind.APPOINTED, title=""):
    """Give ``person`` the seat ``role`` in ``place`` from ``since`` (default today) to ``until``; return the Seat.

    Refused where ``by`` may not fill seats there, the term ends before it begins, the person holds the same seat from
    that day already, or holds a role that must be kept apart from this one (art. 36; the three administrators).
    """
    _require_may_fill(by, role, place)
    since = since or today()
    if until and until < since:
        raise Invalid(_("The term ends before it begins."), field="until")
    _require_apart(person, role, place, since)
    seat = Seat(
        community=_area(place), person=person, role=role, place=place, body=body, kind=kind, title=title, since=since,
        until=until,
    )
    try:
        with transaction.atomic():
            seat.save(force_insert=True)
            payload = {"seat": seat.pk, "role": role}
            append(STREAM, "people.seat_given", by=by, community=seat.community, payload=payload)
    except IntegrityError:
        raise Invalid(_("This person holds this seat from that day already."), field="since") from None
    person.__dict__.pop("_seats_today", None)
    return seat


def end(seat, *, by, until=None):
    """Let ``seat`` end with the day ``until`` (default today). Refused where it has ended, or would before it began."""
    _require_may_fill(by, seat.role, seat.place)
    until = until or today()
    if until < seat.since:
        raise Invalid(_("The term ends before it begins."), field="until")
    with transaction.atomic():
        if Seat.objects.filter(pk=seat.pk, until=None).update(until=until) != 1:
            raise Refused(_("This seat has its last day already."))
        payload = {"seat": seat.pk, "role": seat.role}
        append(STREAM, "people.seat_ended", by=by, community=seat.community, payload=payload)
    seat.until = until
    return seat


def _area(place):
    """Return the community in which ``place`` lies, or the sub-district for what lies above."""
    while place.parent_id and place.kind not in {PlaceKind.COMMUNITY, PlaceKind.SUBDISTRICT}:
        place = place.parent
    return place


def _require_may_fill(by, role, place):
    if holds(by, ADMINISTRATORS, place):
        return
    if role not in EXCLUSIVE and holds(by, {Role.COMMUNITY_SECRETARY}, place):
        return
    raise Forbidden(_("Seats are filled by the administrator, and in a community by its secretary."))


def _require_apart(person, role, place, since):
    held = {Role(seat.role) for seat in person.seats.on(since) if _area(seat.place).pk == _area(place).pk}
    against = set(APART.get(role, ()))
    if role in EXCLUSIVE:
        against |= EXCLUSIVE - {role}
    clash = held & against
    if clash:
        raise Refused(
            _("%(role)s and %(other)s must be two persons.")
            % {"role": Role(role).label, "other": sorted(clash)[0].label}
        )
