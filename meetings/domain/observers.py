"""Seats for those who want to watch: announcing them, registering, cancelling, the door."""

import secrets
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append
from yishi.people.enums import Role
from yishi.people.rules import holds
from yishi.refusals import Forbidden, Invalid, Refused

from ..enums import AdmittedBy
from ..gallery.bars import GONE, meeting_over, require_no_member, taken_by_the_absent
from ..gallery.door import shown_by
from ..gallery.enums import GalleryState, ObserverKind, RegistrationState
from ..gallery.transitions import COUNTER
from ..models import Gallery, ObserverSeat, Registration
from ..models.gallery import WAYS
from ..papers.asking import ask_for_poster
from ..transitions import TABLE
from . import seating
from .rows import brief, counted, insert, written

MOST_SEATS, ADULT = 500, 18
SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def announce(meeting, *, by, admission, seats, closes_at, other_seats=0, media_seats=0, seed_words="", reply_hours=24,
             seen=None):
    """Announce ``seats`` seats for observers of ``meeting``, given by ``admission``; return the Gallery.

    ``other_seats`` and ``media_seats`` of them are kept for those who do not live there and for journalists until the
    list closes at ``closes_at``; the rest is for residents. A lottery names its seed beforehand in ``seed_words``.
    Refused where this kind admits no observers, or the seats are announced already (domain 3.8); Invalid where more observers
    than that were counted in the room.
    """
    if admission not in dict(WAYS):
        raise Invalid(_("Choose one of the list."), field="admission")
    kinds = _kinds(counted(seats, "seats", MOST_SEATS), counted(other_seats, "other_seats"), counted(media_seats, "media_seats"))
    if meeting.observers_on_site > len(kinds):
        raise Invalid(_("More observers than that are counted in the room."), field="seats")
    lot = admission == AdmittedBy.LOT
    seed_words = written(seed_words, "seed_words", 200) if lot else brief(seed_words, "seed_words", 200)
    if closes_at is None or timezone.is_naive(closes_at) or not now() < closes_at <= meeting.starts_at:
        raise Invalid(_("Registration ends before the meeting begins, at an hour to come."), field="closes_at")
    with taking(
        TABLE["observers.announce"], meeting, by=by, seen=seen, observer_seats=len(kinds), observers_admitted_by=admission
    ) as entry:
        gallery = insert(
            Gallery(community=meeting.community, meeting=meeting, admission=admission, closes_at=closes_at,
                    seed_words=seed_words, reply_hours=counted(reply_hours, "reply_hours", 240)),
            _("The seats of this meeting are announced already."),
        )
        ObserverSeat.objects.bulk_create(
            ObserverSeat(community=meeting.community, meeting=meeting, n=n, kind=kind) for n, kind in enumerate(kinds, 1)
        )
        ask_for_poster(meeting)
        entry.made = gallery
        entry.payload = {"gallery": gallery.pk, "seats": len(kinds), "closes_at": closes_at.isoformat()}
    return gallery


def register(gallery, *, by, person=None, online=False, seen=None):
    """Register ``person`` (default: ``by`` for oneself; for others the counter does) to watch; return the Registration.

    First come, first served: a free seat kept for their kind is theirs at once, else they wait. Online nobody needs a
    seat. Refused once the list is closed, twice, under 18 in the room, and for members of the meeting.
    """
    person = by if person is None else person
    require(TABLE["observers.register"], gallery, by)
    if person.pk != by.pk and not holds(by, COUNTER, gallery.community):
        raise Forbidden(_("One may do this for oneself; for others the counter enters it."))
    _require_welcome(gallery, person, online)
    with taking(
        TABLE["observers.register"], gallery, by=by, on_behalf_of=None if by.pk == person.pk else person, seen=seen
    ) as entry:
        row = _listed(gallery, person, by, online)
        if not online and gallery.admission == AdmittedBy.FIRST_COME:
            seat = seating.free(gallery.meeting, row.kind)
            if seat is not None:
                seating.give(seat, row)
        seating.recount(gallery)
        entry.made, entry.payload = row, {"registration": row.pk, "seat": row.place and row.place.n}
    return row


def withdraw(registration, *, by, seen=None):
    """Cancel ``registration``: its seat goes to whoever waits next, who is told. Refused where it does not stand."""
    with _about(registration, "observers.withdraw", by, seen) as entry:
        seating.leave(registration, RegistrationState.WITHDRAWN)
        entry.payload["promoted"] = seating.pass_on(registration.gallery)
        seating.recount(registration.gallery)


def confirm(registration, *, by, seen=None):
    """Say yes to the seat that became free for ``registration``. Refused where none waits for a yes, or it is too late."""
    if registration.reply_by is None or registration.reply_by <= now():
        raise Refused(_("No seat waits for your answer. If you were too late, it has gone to whoever was next."))
    with _about(registration, "observers.confirm", by, seen):
        guarded_update(registration, {"state": RegistrationState.STANDING, "reply_by": registration.reply_by}, reply_by=None)


def admit(registration, *, by, seen=None):
    """Give ``registration`` a seat where seats are given by nomination. Refused elsewhere, and where none is free."""
    gallery = registration.gallery
    with _about(registration, "observers.admit", by, seen) as entry:
        seat = seating.free(gallery.meeting, registration.kind) or seating.free(gallery.meeting)
        if registration.online or registration.place or seat is None:
            raise Refused(_("No seat is free, or this person has one or watches online."), field="registration")
        seating.give(seat, registration)
        entry.payload["seat"] = seat.n


def check_in(gallery, *, by, code, seen=None):
    """Let in whoever shows the door ``code``; return the Registration. Their seat is theirs, or one that is free.

    Refused on another day, for a code that is not of this meeting, where they are in already, or no seat is free for them:
    before the list is closed the door gives seats of their own kind alone, and none that are drawn or given by nomination.
    """
    row = shown_by(gallery, code)
    if row is None:
        raise Invalid(_("This code is not of this meeting. Look at it again."), field="code")
    with taking(TABLE["observers.check_in"], gallery, by=by, on_behalf_of=row.person, seen=seen) as entry:
        row.refresh_from_db(fields=["state"])
        if row.state in (RegistrationState.CAME, RegistrationState.WITHDRAWN):
            raise Refused(
                _("This registration stands at “%(state)s”.") % {"state": row.get_state_display()}, field="code"
            )
        _seated_at_the_door(gallery, row)
        guarded_update(row, {"state": row.state}, state=RegistrationState.CAME, reply_by=None, online=False)
        seating.recount(gallery)
        seating.one_more(gallery)
        seating.count_out(gallery)
        entry.made, entry.payload = row, {"registration": row.pk, "seat": row.place.n}
    return row


def release(gallery, *, by, seen=None):
    """Release the seats of those who did not come; at the door they go to whoever is there.

    Refused before it begins, and where everybody came.
    """
    with taking(TABLE["observers.release"], gallery, by=by, seen=seen, released=True) as entry:
        entry.payload = {"released": _free_the_seats_of_the_absent(gallery)}


def release_in_time(gallery):
    """Release the seats of those who did not come, because their time is over. Stale where somebody did before."""
    with transaction.atomic():
        guarded_update(gallery, {"state": gallery.state, "released": False}, released=True)
        released = {"released": _free_the_seats_of_the_absent(gallery)}
        append(gallery.stream_name, "observers.released", by=None, community=gallery.community, payload=released)


def _free_the_seats_of_the_absent(gallery):
    """Take back the seats of those who registered and are not there; return how many. Inside the act that releases."""
    rows = list(taken_by_the_absent(gallery))
    for row in rows:
        seating.leave(row, RegistrationState.ABSENT)
    return len(rows)


def _kinds(seats, other, media):
    """Return for whom each of ``seats`` seats is kept, in their order."""
    if not seats or other + media > seats:
        raise Invalid(_("Say how many seats there are; those kept apart are among them."), field="seats")
    kept = [ObserverKind.OTHER] * other + [ObserverKind.MEDIA] * media
    return [ObserverKind.RESIDENT] * (seats - len(kept)) + kept


def _require_welcome(gallery, person, online):
    age = person.age_on(gallery.meeting.date)
    if age is not None and age < ADULT and not online:
        raise Refused(_("Seats in the room are for people of 18 and over. Choose to watch online."), field="online")
    require_no_member(gallery, person)


def _kind_of(person, community):
    """Return as what ``person`` comes: who lives there, a journalist, anybody else."""
    if holds(person, {Role.RESIDENT}, community):
        return ObserverKind.RESIDENT
    return ObserverKind.MEDIA if holds(person, {Role.MEDIA}, community) else ObserverKind.OTHER


def _listed(gallery, person, by, online):
    """Return the registration of ``person``, new or taken up again, at the end of the list."""
    last = gallery.registrations.order_by("-rank").values_list("rank", flat=True).first()
    fields = {
        "kind": _kind_of(person, gallery.community), "online": online, "rank": (last or 0) + 1, "at": now(), "entered_by": by,
    }
    twice = _("This person has registered already.")
    row = gallery.registrations.filter(person=person).select_related("person").first()
    if row is None:
        code = "".join(secrets.choice(SIGNS) for _sign in range(8))
        return insert(Registration(community=gallery.community, gallery=gallery, person=person, code=code, **fields), twice)
    if row.state not in GONE:
        raise Refused(twice, field="person")
    guarded_update(row, {"state": row.state}, state=RegistrationState.STANDING, **fields)
    return row


@contextmanager
def _about(registration, code, by, seen):
    """Take the act ``code`` on the gallery of ``registration``, for its person; refused where it does not stand, and where the
    meeting is over."""
    gallery, other = registration.gallery, by is not None and by.pk != registration.person_id
    if other and not holds(by, COUNTER, gallery.community):
        raise Forbidden(_("One may do this for oneself; for others the counter enters it."))
    with taking(
        TABLE[code], gallery, by=by, on_behalf_of=registration.person if other else None, seen=seen
    ) as entry:
        registration.refresh_from_db(fields=["state", "reply_by"])
        gallery.meeting.refresh_from_db(fields=["state"])
        meeting_over(gallery, by)
        if registration.state != RegistrationState.STANDING:
            raise Refused(_("This registration stands at “%(state)s”.") % {"state": registration.get_state_display()})
        entry.made, entry.payload = registration, {"registration": registration.pk}
        yield entry


def _seated_at_the_door(gallery, row):
    """Give ``row`` a free seat where it has none: before the absent are released, seats are kept for those who have them."""
    if row.place is not None:
        return
    open_still = gallery.state == GalleryState.OPEN
    if open_still and gallery.admission != AdmittedBy.FIRST_COME:
        raise Refused(_("The seats are not given yet; until then the door lets in those alone who have one."), field="code")
    seat = seating.free(gallery.meeting, row.kind) or (None if open_still else seating.free(gallery.meeting))
    if seat is None:
        raise Refused(_("No seat is free now. Seats of those who do not come are released after the beginning."), field="code")
    seating.give(seat, row)
