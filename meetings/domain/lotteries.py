"""The lottery of the seats, which anybody can repeat: the list is committed, then the seed becomes known, then it is drawn."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import now
from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.events import append
from yishi.refusals import Invalid, Stale

from ..enums import AdmittedBy
from ..gallery import lots
from ..gallery.bars import named_it
from ..gallery.enums import GalleryState, RegistrationState
from ..models import Gallery, Registration
from ..transitions import TABLE
from . import seating
from .rows import written


def close_list(gallery):
    """Close the list of ``gallery``, by the clock. Of a lottery the list is committed; otherwise free seats are given.

    Where there are seats for all who wait, nothing is drawn: everybody has one. Stale where it is closed already.
    """
    with transaction.atomic():
        waiting = list(gallery.registrations.waiting())
        lot = gallery.admission == AdmittedBy.LOT
        draw = lot and len(waiting) > gallery.meeting.gallery_seats.count()
        text = lots.text_of(line_of(row) for row in waiting) if lot else ""
        guarded_update(
            gallery, {"state": GalleryState.OPEN}, list_text=text,
            state=GalleryState.COMMITTED if draw else GalleryState.GIVEN,
        )
        promoted = 0 if draw else seating.pass_on(gallery)
        append(
            gallery.stream_name, "observers.closed", by=None, community=gallery.community,
            payload={"n": gallery.registrations.standing().count(), "list": gallery.list_hash, "promoted": promoted},
        )


def lapse(registration):
    """Pass on the seat that ``registration`` did not confirm in time, by the clock. Stale where they did meanwhile."""
    gallery = registration.gallery
    with transaction.atomic():
        guarded_update(gallery, {"state": gallery.state}, state=gallery.state)
        guarded_update(
            registration, {"state": RegistrationState.STANDING, "reply_by": registration.reply_by},
            state=RegistrationState.LAPSED, reply_by=None,
        )
        gallery.meeting.gallery_seats.filter(registration=registration).update(registration=None)
        seating.told(gallery, "observers.lapsed", registration)
        seating.pass_on(gallery)
        seating.recount(gallery)


def enter_seed(gallery, *, by, seed, seen=None):
    """Enter the public number that was named beforehand, now that it is known. Until it is confirmed it may be corrected."""
    seed = written(seed, "seed", 80)
    with taking(
        TABLE["lotteries.enter_seed"], gallery, by=by, seen=seen, seed=seed, seeded_at=now(), seeded_by=by
    ) as entry:
        entry.payload = {"gallery": gallery.pk, "seed": lots.digest(seed)}


def confirm_seed(gallery, *, by, seed, seen=None):
    """Enter the number a second time, by another person, and draw: seats in the order of the draw, the others wait.

    Refused for whoever entered it first; Invalid where the two numbers differ; Stale where the first was corrected.
    """
    seed = written(seed, "seed", 80)
    named_it(gallery, by)
    if seed != gallery.seed:
        raise Invalid(_("This is not the number that was entered first. One of the two is wrong: look it up again."), field="seed")
    with taking(
        TABLE["lotteries.confirm_seed"], gallery, by=by, seen=seen, drawn_at=now(), drawn_by=by
    ) as entry:
        if not Gallery.objects.filter(pk=gallery.pk, seed=seed).exists():
            raise Stale(STALE)
        order = lots.drawn(lines_of(gallery), seed)
        seated = _seated(gallery, [line for _mark, line in order])
        entry.payload = {
            "gallery": gallery.pk, "seed": lots.digest(seed), "n": len(order), "seats": seated,
            "order": lots.digest("".join(f"{line}\n" for _mark, line in order)),
        }


def line_of(registration):
    """Return the line that stands for ``registration`` in the committed list."""
    return f"{registration.code} {registration.kind}"


def lines_of(gallery):
    """Return the lines of the committed list of ``gallery``."""
    return gallery.list_text.split("\n")[:-1]


def _seated(gallery, lines):
    """Give the seats in the order of ``lines`` to those who still mean to come; return how many."""
    rows = {line_of(row): row for row in gallery.registrations.filter(online=False)}
    order = [rows[line] for line in lines if line in rows]
    for rank, row in enumerate(order, start=1):
        row.rank = rank
    Registration.objects.bulk_update(order, ["rank"])
    standing = [row for row in order if row.state == RegistrationState.STANDING]
    seats = list(gallery.meeting.gallery_seats.filter(registration=None).order_by("n"))
    given = lots.shared_out([row.kind for row in standing], [seat.kind for seat in seats])
    for index, n in given.items():
        seating.give(seats[n], standing[index])
    return len(given)
