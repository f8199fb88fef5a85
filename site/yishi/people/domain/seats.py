"""Seats: giving a person a role in a place or body for a term, and ending it (domain 3.1, 3.2)."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Forbidden, Invalid, Refused

from ..enums import OFFICES, STREET_OFFICES, PlaceKind, Role, SeatKind
from ..kinds import STREAM
from ..models import Seat, SeatWithdrawal
from ..rules import holds
from .recording import record

# Who may fill a seat: the administrators everywhere, a community's secretary the seats below the sub-district alone.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR})
FILLERS = ADMINISTRATORS | {Role.COMMUNITY_SECRETARY}
EXCLUSIVE = frozenset({Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN})  # three separate persons
DEPUTISED = frozenset({  # offices whose work somebody else can do; seats that one is voted into are not among them
    Role.GRID_WORKER, Role.FACILITATOR, Role.RECORDER, Role.COMMUNITY_SECRETARY, Role.PROPERTY_MANAGER,
    Role.STREET_DIRECTOR, Role.STREET_PARTY_SECRETARY, Role.DISCLOSURE_OFFICER, Role.DISPATCHER,
    Role.CONTENT_MODERATOR, Role.SERVICE_WINDOW_LEAD, Role.DISCIPLINE_INSPECTOR, Role.DEPARTMENT_LIAISON,
    Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN,
})
LONGEST_ABSENCE = 366  # days
LONGEST_REASON = 200
APART = {  # art. 36: the supervisory committee has no members of the residents' committee
    Role.SUPERVISORY_MEMBER: frozenset({Role.COMMUNITY_COMMITTEE, Role.COMMUNITY_SECRETARY}),
    Role.COMMUNITY_COMMITTEE: frozenset({Role.SUPERVISORY_MEMBER}),
    Role.COMMUNITY_SECRETARY: frozenset({Role.SUPERVISORY_MEMBER}),
}


def appoint(person, role, place, *, by, since=None, until=None, body=None, kind=SeatKind.APPOINTED, title=""):
    """Give ``person`` the seat ``role`` in ``place`` from ``since`` (default today) to ``until``; return the Seat.

    Refused where ``by`` may not fill seats there, an office of the sub-district is given for less, the term ends before it
    begins, the person holds the same seat from that day already, or holds on any day of the term a role that must be kept
    apart from this one (art. 36; the three administrators).
    """
    _require_may_fill(by, role, place)
    if role in STREET_OFFICES and place.kind != PlaceKind.SUBDISTRICT:
        raise Invalid(_("This is an office of the sub-district. Choose the sub-district as its place."), field="place")
    since = since or today()
    if until and until < since:
        raise Invalid(_("The term ends before it begins."), field="until")
    _require_apart(person, role, place, since, until)
    seat = Seat(
        community=_area(place), person=person, role=role, place=place, body=body, kind=kind, title=title, since=since,
        until=until,
    )
    with transaction.atomic():
        _save(seat)
        payload = {"seat": seat.pk, "role": role}
        record("people.seat_given", by=by, roles=FILLERS, place=place, community=seat.community, payload=payload)
    person.__dict__.pop("_seats_today", None)
    return seat


def deputise(seat, deputy, *, by, since=None, until=None):
    """Let ``deputy`` have the rights of ``seat`` from ``since`` (default today) to ``until``; return the deputy's Seat.

    What the deputy does by it is recorded as done for the absent officer. Refused where ``by`` may not fill the seat,
    the seat is one of those that are voted into (a vote has no deputy), it has a deputy on those days already, or the
    deputy holds no office, holds this one, or one that must be kept apart from it. The days lie in the seat's term.
    """
    _require_may_fill(by, seat.role, seat.place)
    since = since or today()
    if seat.role not in DEPUTISED or seat.deputy_for_id:
        raise Refused(_("This seat has no deputy: whoever was elected or invited acts in person."))
    if until is None or until < since or (until - since).days > LONGEST_ABSENCE:
        raise Invalid(_("Name the last day; an absence lasts a year at most."), field="until")
    if since < seat.since or (seat.until and until > seat.until):
        raise Invalid(_("These days lie outside the term of the seat."), field="since")
    _require_fit(deputy, seat, since, until)
    with transaction.atomic():
        guarded_update(seat, {"until": seat.until}, until=seat.until)  # held: of two who name a deputy one waits
        if seat.deputies.filter(since__lte=until, until__gte=since).exists():
            raise Refused(_("This seat has a deputy on some of these days already."))
        made = Seat(
            community=seat.community, person=deputy, role=seat.role, place=seat.place, body=seat.body, kind=seat.kind,
            title=seat.title, since=since, until=until, deputy_for=seat,
        )
        _save(made)
        payload = {"seat": made.pk, "for": seat.pk, "role": seat.role}
        append(
            STREAM, "people.deputy_named", by=by, on_behalf_of=seat.person, community=seat.community, payload=payload
        )
    deputy.__dict__.pop("_seats_today", None)
    return made


def end(seat, *, by, until=None):
    """Let ``seat`` end with the day ``until`` (default today), and its deputies with it.

    Refused where it has ended by then already, or would before it began or a deputy began to do its work.
    """
    _require_may_fill(by, seat.role, seat.place)
    until = until or today()
    if until < seat.since:
        raise Invalid(_("The term ends before it begins."), field="until")
    with transaction.atomic():
        served = seat.deputies.filter(since__gt=until, since__lte=today()).order_by("-since").first()
        if served is not None:
            words = _("A deputy has done the work of this seat since %(day)s. Its last day is that one or a later.")
            raise Invalid(words % {"day": spoken.day(served.since)}, field="until")
        rows = Seat.objects.filter(pk=seat.pk).filter(Q(until=None) | Q(until__gt=until))
        if rows.update(until=until) != 1:
            raise Refused(_("This seat has its last day already."))
        payload = {"seat": seat.pk, "role": seat.role}
        seat.deputies.filter(since__gt=until).delete()  # they never began
        seat.deputies.filter(until__gt=until).update(until=until)
        record("people.seat_ended", by=by, roles=FILLERS, place=seat.place, community=seat.community, payload=payload)
    seat.until = until
    return seat


def withdraw(seat, *, by, reason):
    """Take back a ``seat`` that has not begun, and its deputies, for ``reason``; return the SeatWithdrawal.

    Refused from its first day on: it is then ended, and stays on record as held.
    """
    _require_may_fill(by, seat.role, seat.place)
    reason = reason.strip()
    if not reason:
        raise Invalid(_("Write something here; it may not stay empty."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise Invalid(
            _("This is too long: %(n)s characters; at most %(limit)s fit.") % {"n": len(reason), "limit": LONGEST_REASON},
            field="reason",
        )
    with transaction.atomic():
        seat.deputies.filter(since__gt=today()).delete()
        if Seat.objects.filter(pk=seat.pk, since__gt=today()).delete()[0] != 1:
            raise Refused(_("This seat has begun. It can be ended, and stays on record."))
        gone = SeatWithdrawal.objects.create(
            community=seat.community, person=seat.person, role=seat.role, place=seat.place, title=seat.title,
            since=seat.since, reason=reason, withdrawn_on=today(),
        )
        payload = {"withdrawal": gone.pk, "role": seat.role, "text": seal(reason)}
        record("people.seat_withdrawn", by=by, roles=FILLERS, place=seat.place, community=seat.community, payload=payload)
    return gone


def _save(seat):
    try:
        with transaction.atomic():
            seat.save(force_insert=True)
    except IntegrityError:
        raise Invalid(_("This person holds this seat from that day already."), field="since") from None


def _require_fit(deputy, seat, since, until):
    """Refuse a deputy who holds no office, holds this very one, or one that must be kept apart from it."""
    if deputy.pk == seat.person_id:
        raise Invalid(_("Nobody is their own deputy."), field="deputy")
    held = list(deputy.seats.on(since).select_related("place"))
    if not any(each.role in OFFICES for each in held):
        raise Invalid(_("A deputy holds an office here already. Give one first."), field="deputy")
    if any(each.role == seat.role and each.place.contains(seat.place) for each in held):
        raise Invalid(_("This person has the rights of this seat already."), field="deputy")
    _require_apart(deputy, seat.role, seat.place, since, until)


def _area(place):
    """Return the community in which ``place`` lies, or the sub-district for what lies above."""
    while place.parent_id and place.kind not in {PlaceKind.COMMUNITY, PlaceKind.SUBDISTRICT}:
        place = place.parent
    return place


def _require_may_fill(by, role, place):
    if holds(by, ADMINISTRATORS, place):
        return
    if role not in STREET_OFFICES and holds(by, {Role.COMMUNITY_SECRETARY}, place):
        return
    raise Forbidden(_("Seats are filled by the administrator, and in a community by its secretary."))


def _require_apart(person, role, place, since, until):
    """Refuse where ``person`` holds a role that must be kept apart from ``role`` on a day from ``since`` to ``until``."""
    seats = person.seats.filter(Q(until=None) | Q(until__gte=since)).select_related("place")
    if until is not None:
        seats = seats.filter(since__lte=until)
    held = {Role(seat.role) for seat in seats if _area(seat.place).pk == _area(place).pk}
    against = set(APART.get(role, ()))
    if role in EXCLUSIVE:
        against |= EXCLUSIVE - {role}
    clash = held & against
    if clash:
        raise Refused(
            _("%(role)s and %(other)s must be two persons.")
            % {"role": Role(role).label, "other": sorted(clash)[0].label}
        )
