"""What the page of a lottery shows: the draw is drawn anew each time, so the page itself repeats it."""

from yishi.journal.models import Event

from ..enums import MeetingState
from . import lots
from .bars import over
from .enums import GalleryState, ObserverKind, RegistrationState


def shown(gallery, viewer):
    """Return the context of the page of the lottery of ``gallery`` as ``viewer`` reads it. A fixed number of queries."""
    closed = Event.objects.filter(stream__name=gallery.stream_name, kind="observers.closed").order_by("seq").last()
    lines = gallery.list_text.split("\n")[:-1]
    order = order_of(gallery, lines) if gallery.drawn_at else []
    code = gallery.registrations.filter(person=viewer).values_list("code", flat=True).first() if viewer else None
    return {
        "gallery": gallery, "meeting": gallery.meeting, "closed": closed, "n": len(lines),
        "seats": gallery.meeting.gallery_seats.count(), "drawn": bool(gallery.drawn_at),
        "open": gallery.state == GalleryState.OPEN and not over(gallery.meeting),
        "off": gallery.meeting.state == MeetingState.CANCELLED,
        "everybody": gallery.state == GalleryState.GIVEN and not gallery.drawn_at,
        "order": order, "own": next((row for row in order if row["code"] == code), None),
    }


def order_of(gallery, lines):
    """Return what became of each line in the order of the draw: (place, code, kind, hash, seat or state)."""
    rows = {row.code: row for row in gallery.registrations.select_related("seat")}
    found = []
    for n, (mark, line) in enumerate(lots.drawn(lines, gallery.seed), start=1):
        code, _space, kind = line.partition(" ")
        row = rows.get(code)
        gone = row is None or row.state in (RegistrationState.WITHDRAWN, RegistrationState.LAPSED)
        found.append({
            "n": n, "code": code, "kind": ObserverKind(kind).label, "mark": mark, "gone": gone,
            "seat": row.place.n if row and row.place else None,
        })
    return found
