"""Who sits where: a seat is a row, and is taken by one guarded update. Called inside the act that holds the gallery."""

import datetime as dt

from django.db.models import F
from django.db.models.functions import Least

from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append

from ..enums import AdmittedBy
from ..gallery.enums import GalleryState
from ..models import Meeting, ObserverSeat

BEFORE = dt.timedelta(hours=1)  # so long before the meeting nobody is asked any more whether they come


def free(meeting, kind=None):
    """Return the first free seat of ``meeting`` (kept for ``kind``, where one is given), or None."""
    rows = ObserverSeat.objects.filter(meeting=meeting, registration=None)
    return (rows.filter(kind=kind) if kind else rows).order_by("n").first()


def give(seat, registration, reply_by=None):
    """Give ``seat`` to ``registration``; Stale where somebody else has taken it since it was looked at."""
    guarded_update(seat, {"registration": None}, registration=registration)
    guarded_update(registration, {"state": registration.state}, reply_by=reply_by)
    registration.seat = seat


def leave(registration, state):
    """Take ``registration`` off the list into ``state``, and its seat, if it has one, back."""
    guarded_update(registration, {"state": registration.state}, state=state, reply_by=None)
    ObserverSeat.objects.filter(registration=registration).update(registration=None)


def pass_on(gallery):
    """Give every free seat to whoever waits for it next, tell them, and until when to say yes; return how many.

    While registration is open a seat is kept for its kind; afterwards it goes to whoever waits. A lottery gives nothing
    before its draw, and who is nominated is chosen by hand.
    """
    if gallery.admission == AdmittedBy.NOMINATION or (
        gallery.admission == AdmittedBy.LOT and gallery.state != GalleryState.GIVEN
    ):
        return 0
    given, open_still = 0, gallery.state == GalleryState.OPEN
    for registration in gallery.registrations.waiting():
        seat = free(gallery.meeting, registration.kind) or (None if open_still else free(gallery.meeting))
        if seat is None:
            continue
        give(seat, registration, reply_by(gallery))
        given += 1
        told(gallery, "observers.promoted", registration, seat=seat.n)
    return given


def told(gallery, kind, registration, **more):
    """Append the event ``kind`` of what the clock or another's leaving did to ``registration``; its person is told."""
    payload = {"registration": registration.pk, **more}
    if registration.reply_by:
        payload["reply_by"] = registration.reply_by.isoformat()
    append(gallery.stream_name, kind, by=None, community=gallery.community, payload=payload)


def reply_by(gallery):
    """Return until when a seat that is given now has to be confirmed; None where the meeting is too near to ask."""
    last = gallery.meeting.starts_at - BEFORE
    return min(now() + dt.timedelta(hours=gallery.reply_hours), last) if now() < last else None


def recount(gallery):
    """Bring how many have registered in step with the list; how many are in the room is counted at the door and by the recorder."""
    Meeting.objects.filter(pk=gallery.meeting_id).update(observers_registered=gallery.registrations.standing().count())


def one_more(gallery):
    """Count one more observer in the room, on top of what was counted there last; never more than there are seats."""
    Meeting.objects.filter(pk=gallery.meeting_id).update(
        observers_on_site=Least(F("observers_on_site") + 1, F("observer_seats"))
    )


def count_out(gallery):
    """Say to everybody how many observers are in the room now; who they are is told to nobody outside the office."""
    row = Meeting.objects.get(pk=gallery.meeting_id)
    append(gallery.stream_name, "attendance.observers_counted", by=None, community=gallery.community, payload={
        "seats": row.observer_seats, "registered": row.observers_registered, "on_site": row.observers_on_site,
        "online": row.observers_online, "admitted_by": row.observers_admitted_by,
    })
