"""What the page of a meeting says of its gallery: seats, how they are given, the reader's own, the list for the counter."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from yishi.acts import may, unbarred
from yishi.clock.story import today
from yishi.people.names import concern, display_name
from yishi.people.rules import holds, with_seats
from yishi.refusals import Refused

from ..enums import HELD_STATES, AdmittedBy, MeetingState
from ..models import Gallery
from ..transitions import TABLE
from .bars import door_opens, over, require_no_member
from .door import door_code
from .enums import GalleryState, ObserverKind, OpinionState, RegistrationState
from .opinions import answer_until, hand_in_until
from .transitions import COUNTER, keeps

HOW = {
    AdmittedBy.FIRST_COME: _("First come, first served; whoever comes later waits, and is told when a seat becomes free."),
    AdmittedBy.LOT: _("By lot among all who register; anybody can repeat the draw."),
    AdmittedBy.NOMINATION: _("By nomination: the community names who sits in the room."),
}
WAITS = {  # act → whether a registration is one for it to be done to
    "observers.withdraw": lambda row: row.state == RegistrationState.STANDING,
    "observers.confirm": lambda row: row.reply_by is not None,
    "observers.admit": lambda row: row.state == RegistrationState.STANDING and not row.online and not row.place,
}
SHAPES = {
    RegistrationState.STANDING: "wait", RegistrationState.CAME: "done", RegistrationState.ABSENT: "late",
    RegistrationState.LAPSED: "late", RegistrationState.WITHDRAWN: "fail",
}


def section(meeting, viewer):
    """Return what the page of ``meeting`` shows ``viewer`` (a Person or None) of its gallery. A fixed number of queries."""
    gallery = Gallery.objects.filter(meeting=meeting).select_related("community").first()
    # nobody registered, and nobody may come any more; or it was called off
    gone = (meeting.closed_at is not None and gallery is None) or meeting.state == MeetingState.CANCELLED
    shown = {"gallery_shown": meeting.rule.observers and not gone, "gallery": gallery, **opinions(meeting, viewer)}
    if gallery is None or gone:
        return shown
    gallery.meeting = meeting
    serves = keeps(viewer, gallery) or holds(viewer, COUNTER, gallery.community) if viewer else False
    listed = list_of(gallery, viewer) if serves else None
    return shown | {
        "how": HOW[gallery.admission], "seats": seats_of(meeting), "counts": counts_of(gallery),
        "open_still": gallery.state == GalleryState.OPEN and not over(meeting), "lot": gallery.admission == AdmittedBy.LOT,
        "mine": own_of(gallery, viewer) if viewer else None,
        "not_for": not_for(gallery, viewer),
        "desk_acts": acts_of(gallery, viewer, listed) if serves else [], "listed": listed,
    }


def not_for(gallery, viewer):
    """Return in a sentence why ``viewer`` cannot register for themselves here; "" where they can, once they have signed in."""
    if viewer is None:
        return ""
    if not may(TABLE["observers.register"], gallery, viewer):
        return _("Whoever is not of %(place)s registers at its office.") % {"place": gallery.community.name}
    try:
        require_no_member(gallery, viewer)
    except Refused as refusal:
        return refusal
    return ""


def seats_of(meeting):
    """Return (kind in words, seats kept for it, of them free). One query."""
    rows = meeting.gallery_seats.order_by().values("kind").annotate(n=Count("pk"), free=Count("pk", Q(registration=None)))
    found = {row["kind"]: row for row in rows}
    return [(kind.label, found[kind]["n"], found[kind]["free"]) for kind in ObserverKind if kind in found]


def counts_of(gallery):
    """Return how many wait for a seat, and how many watch online. One query."""
    rows = gallery.registrations.filter(state=RegistrationState.STANDING)
    return rows.aggregate(waiting=Count("pk", Q(online=False, seat=None)), online=Count("pk", Q(online=True)))


def own_of(gallery, viewer):
    """Return the registration of ``viewer`` with what stands beside it, or None. Two queries."""
    row = gallery.registrations.filter(person=viewer).select_related("seat").first()
    if row is None or row.state == RegistrationState.WITHDRAWN:
        return None
    row.shape, row.door = "done" if row.place or row.online else SHAPES[row.state], door_code(row)
    row.stands = row.state == RegistrationState.STANDING and not over(gallery.meeting)
    row.waits = row.stands and not row.place and not row.online
    given = gallery.state == GalleryState.GIVEN  # until then no seat is free at the door for whoever only waits
    row.tries = given and (row.waits or row.state == RegistrationState.ABSENT) and door_opens(gallery.meeting)
    row.shows = row.tries or (row.stands and row.place and not row.reply_by)
    if row.waits and gallery.admission in turns_of(gallery):
        row.turn = gallery.registrations.waiting().filter(rank__lt=row.rank).count() + 1
    return row


def turns_of(gallery):
    """Return the ways of giving seats in which whoever waits has a turn now: by lot, only once it is drawn."""
    if gallery.state == GalleryState.GIVEN:
        return (AdmittedBy.FIRST_COME, AdmittedBy.LOT)
    return (AdmittedBy.FIRST_COME,) if gallery.state == GalleryState.OPEN else ()


def acts_of(gallery, viewer, listed):
    """Return what ``viewer`` may do now to the gallery as a whole, and to some of those ``listed``: nothing after the meeting."""
    if over(gallery.meeting):
        return []
    acts = [act for act in TABLE.values() if act.thing == gallery._meta.label and gallery.state in act.sources]
    idle = {code for code, waits in WAITS.items() if not any(map(waits, listed))}
    if gallery.admission != AdmittedBy.NOMINATION:
        idle.add("observers.admit")
    return [act for act in acts if act.code not in idle and may(act, gallery, viewer) and unbarred(act, gallery, viewer)]


def list_of(gallery, viewer):
    """Return the registrations for the counter and the door, with names as ``viewer`` may read them."""
    rows = list(gallery.registrations.select_related("seat").prefetch_related(with_seats("person")).order_by("rank", "pk"))
    for row in rows:
        row.by, row.shape = display_name(row.person, viewer), SHAPES[row.state]
    return rows


def opinions(meeting, viewer):
    """Return the written opinions: those answered for everybody, nameless; open ones for their author and who answers."""
    if meeting.state not in HELD_STATES or not meeting.rule.observers:
        return {"opinions_shown": False}
    answers = bool(viewer) and holds(viewer, TABLE["opinions.answer"].roles, meeting.community)
    written = list(meeting.written_opinions.order_by("n"))
    concern(*(row.person_id for row in written))
    rows = [row for row in written if row.state == OpinionState.ANSWERED or answers or (viewer and row.person_id == viewer.pk)]
    for row in rows:
        row.until = None if row.state == OpinionState.ANSWERED else answer_until(row).date
        row.late = row.until is not None and row.until < today()
    last, act = hand_in_until(meeting), TABLE["opinions.hand_in"]
    return {
        "opinions_shown": True, "opinions": rows, "opinions_wait": len(written) > len(rows),
        "answers": answers, "hand_in_until": last.date,
        "hand_in": act if may(act, meeting, viewer) and unbarred(act, meeting, viewer) else None, "visitor": viewer is None,
        "taken_still": not last.is_past(today()),
    }
