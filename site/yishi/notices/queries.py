"""What a person has been told."""

from yishi.journal.queries import read, with_persons
from yishi.journal.streams import names_of

from .models import Notice


def unread_count(person):
    """Return how many notices ``person`` has not read: one query."""
    return Notice.objects.filter(person=person, read_at=None).count()


def notices_of(person):
    """Return the notices of ``person``, newest first, with all that their readings need: a fixed number of queries.

    A page of them is taken by key (yishi.web.paging).
    """
    rows = Notice.objects.filter(person=person).select_related("event__stream", "event__community")
    return with_persons(rows, "event__").order_by("-pk")


def readings(notices, person):
    """Return what ``person`` reads in each of ``notices`` (out of ``notices_of``): a dict each.

    It is the event's reading, {seq, type, at, kind, label, sentence, actor, on_behalf_of}, with ``key`` of the notice,
    ``unread``, ``community``, where it happened, and ``about``, how the thing is called that it is about ("" of none).
    """
    notices = list(notices)
    read_events = read([notice.event for notice in notices], person, told=True)
    names = names_of({notice.event.stream.name for notice in notices})
    return [
        {**reading, "key": notice.pk, "unread": notice.read_at is None, "community": notice.event.community,
         "about": names.get(notice.event.stream.name, "")}
        for notice, reading in zip(notices, read_events, strict=True)
    ]
