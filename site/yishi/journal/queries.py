"""Readings of the journal: the timeline of a thing, each reader seeing what is theirs to see."""

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from yishi.notices.models import Notice
from yishi.people.enums import READERS, Role
from yishi.people.names import display_name
from yishi.people.rules import holds, with_seats

from .domain.events import broken_links
from .kinds import kind_of, preload
from .models import Event, Stream, Visibility

NEWEST = "SELECT MAX(id), COUNT(*) FROM journal_event WHERE id > (SELECT MAX(id) FROM journal_event) - %s"
BEHIND = 500  # keys: no event is committed so long after one with a later key


def timeline(stream_name, viewer, after=0, limit=100):
    """Return up to ``limit`` readings of the stream's events numbered above ``after``, in their order.

    Each is {seq, type: "event", at, kind, label, sentence, actor, on_behalf_of}, the persons by the name that
    ``viewer`` (a Person, or None for the public) may read, None where nobody acted; or {seq, type: "other"} where the
    viewer may not see it. A fixed number of queries, whatever the length.
    """
    rows = Event.objects.filter(stream__name=stream_name, seq__gt=after).order_by("seq")
    return read(with_persons(rows.select_related("stream", "community"))[:limit], viewer)


def events_for(stream_name, viewer, community):
    """Return the events of the stream of a thing of ``community`` that ``viewer`` (None: the public) may see, as a queryset."""
    rows = Event.objects.filter(stream__name=stream_name)
    if _in_office(viewer, community):
        return rows
    shown = Q(visibility=Visibility.PUBLIC)
    if viewer is not None:
        shown |= _told_of(viewer)
    return rows.filter(shown)


def concerns(stream_name, viewer):
    """Return whether the stream has events that ``viewer`` (a Person) reads as one concerned, and the public does not."""
    return Event.objects.filter(_told_of(viewer), stream__name=stream_name).exists()


def _told_of(viewer):
    told = Notice.objects.filter(person=viewer).values("event")
    return Q(visibility=Visibility.PARTIES) & (Q(actor=viewer) | Q(on_behalf_of=viewer) | Q(pk__in=told))


def ready(rows):
    """Return ``rows`` of events with all that ``read`` needs of them."""
    return with_persons(rows.select_related("stream", "community"))


def with_persons(rows, path=""):
    """Return ``rows`` with the persons of their events read along; ``path`` leads to the event, as ``event__``."""
    return rows.prefetch_related(with_seats(f"{path}actor"), with_seats(f"{path}on_behalf_of"))


def read(events, viewer, *, told=False):
    """Return the readings of ``events`` (with stream, community and ``with_persons``) for ``viewer``.

    ``told`` says that the viewer was given a notice of every one of them, and hence may see it.
    """
    seen = {event.pk for event in events} if told else _seen(events, viewer)
    preload([event for event in events if event.pk in seen])
    return [reading(event, viewer) if event.pk in seen else {"seq": event.seq, "type": "other"} for event in events]


def reading(event, viewer):
    """Return what ``viewer``, who may see it, reads of ``event``."""
    kind = kind_of(event)
    hidden = kind.unnamed and not _reads_names(event, viewer)
    actor = None if hidden else event.actor and display_name(event.actor, viewer)
    if actor and event.payload.get("acting") and event.on_behalf_of:
        holder = display_name(event.on_behalf_of, viewer)
        actor = _("%(deputy)s, acting for %(holder)s") % {"deputy": actor, "holder": holder}
    return {
        "seq": event.seq,
        "type": "event",
        "at": event.at,
        "kind": event.kind,
        "label": str(kind.label),
        "sentence": kind.read(event),
        "actor": actor,
        "on_behalf_of": None if hidden else event.on_behalf_of and display_name(event.on_behalf_of, viewer),
    }


def _reads_names(event, viewer):
    """Return whether ``viewer`` reads who acted where others do not: those in office, and whoever it was."""
    own = viewer is not None and viewer.pk in (event.actor_id, event.on_behalf_of_id)
    return own or _in_office(viewer, event.community)


def _in_office(viewer, community):
    """Return whether ``viewer`` reads everything that happens in ``community``."""
    return viewer is not None and holds(viewer, READERS | {Role.AUDIT_ADMIN}, community)


def broken_streams(progress=lambda streams, total: streams):
    """Yield (stream name, numbers at which its chain does not hold) for every stream that is not whole.

    A stream whose last events are gone is named with the number of its head.
    """
    streams = Stream.objects.order_by("name")
    for stream in progress(streams.iterator(), streams.count()):
        broken = broken_links(stream)
        last = stream.events.order_by("-seq").values_list("seq", "digest").first() or (0, "")
        if last != (stream.head, stream.head_hash) and stream.head not in broken:
            broken.append(stream.head)
        if broken:
            yield stream.name, broken


def _seen(events, viewer):
    """Return the keys of those ``events`` that ``viewer`` may see.

    The persons concerned by an event are who did it, for whom it was done, and whoever was given a notice of it.
    """
    seen = {event.pk for event in events if event.visibility == Visibility.PUBLIC}
    if viewer is None:
        return seen
    places = {event.community_id: event.community for event in events}
    offices = {key for key, place in places.items() if _in_office(viewer, place)}
    rest = [event for event in events if event.pk not in seen]
    seen |= {event.pk for event in rest if event.community_id in offices}
    parties = [event for event in rest if event.visibility == Visibility.PARTIES]
    seen |= {event.pk for event in parties if viewer.pk in (event.actor_id, event.on_behalf_of_id)}
    told = Notice.objects.filter(person=viewer, event__in=[event.pk for event in parties])
    return seen | set(told.values_list("event_id", flat=True))


def newest():
    """Return (key of the newest event, how many there are among the last 500 keys): other figures once something happened.

    The count tells of events that are committed out of the order of their keys. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [BEHIND])
        return cursor.fetchone()
