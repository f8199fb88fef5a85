"""Giving notice of events to those they concern, and marking notices as read."""

import datetime as dt
import logging
from itertools import islice

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now, real_now
from yishi.journal.kinds import KINDS, kind_of
from yishi.journal.models import Event
from yishi.refusals import Forbidden

from ..models import CatchUp, Notice

log = logging.getLogger(__name__)
CHUNK = 1000
LAG = dt.timedelta(seconds=60)  # no transaction that appends an event lasts longer


def give(events):
    """Give a notice of each of ``events`` to everybody whom its kind tells, except the actor; return how many persons.

    Idempotent: whoever has the notice keeps the one. Persons are read and notices written a thousand at a time.
    """
    return sum(_give_one(event) for event in events)


def hear(sender, events, **signal):
    """Listen to the journal: what fails here fails after the commit, is logged, and is made good by ``catch_up``."""
    for event in events:
        try:
            give([event])
        except Exception:
            log.exception("notices of event %s could not be given; they will be caught up with", event.pk)


def catch_up():
    """Give the notices of events whose listener died or failed: at most once a minute; return how many events.

    It begins at the journal's head of its first round. Only events that nobody was told of are looked at, since who is
    concerned may have changed since; and each for a minute after it was first seen, since events may be committed out
    of the order of their keys. Two workers at once do no harm.
    """
    moment = real_now()
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    row, fresh = CatchUp.objects.get_or_create(pk=1, defaults={"at": moment, "told": last, "seen": last})
    if fresh or dt.timedelta() <= moment - row.at < LAG:  # a clock that was put back is no reason to wait
        return 0
    tells = [code for code, kind in KINDS.items() if kind.told]
    missed = Event.objects.filter(pk__gt=row.told, pk__lte=last, kind__in=tells, notices=None).order_by("pk")
    made_good = sum(bool(give([event])) for event in missed.select_related("stream", "community").iterator(CHUNK))
    CatchUp.objects.filter(pk=1, told=row.told, seen=row.seen).update(told=row.seen, seen=last, at=moment)
    return made_good


def mark_read(notice, by):
    """Mark ``notice`` as read by ``by``, now; one that has been read keeps its hour. Forbidden if it is another's."""
    if by is None or notice.person_id != by.pk:
        raise Forbidden(_("This notice is somebody else’s."))
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=now())
    notice.refresh_from_db(fields=["read_at"])


def mark_all_read(by, *, upto=None):
    """Mark the notices of ``by`` as read up to the key ``upto`` (None: all); return how many were unread.

    A page passes its newest key: what came in while somebody was reading stays unread.
    """
    unread = Notice.objects.filter(person=by, read_at=None)
    if upto is not None:
        unread = unread.filter(pk__lte=upto)
    return unread.update(read_at=now())


def _give_one(event):
    """Give the notices of one event: all of them, or, where something fails, none."""
    kind = kind_of(event)
    if kind.told is None:
        return 0
    keys, count = _keys(kind.told(event), event.actor_id), 0
    with transaction.atomic():
        while chunk := list(islice(keys, CHUNK)):
            rows = [Notice(community_id=event.community_id, event=event, person_id=key) for key in chunk]
            Notice.objects.bulk_create(rows, ignore_conflicts=True)
            count += len(chunk)
    return count


def _keys(told, actor):
    """Yield the keys of the persons ``told``, each once, without the ``actor``."""
    if isinstance(told, QuerySet):
        found = told.order_by().values_list("pk", flat=True).iterator(CHUNK)
    else:
        found = (person.pk for person in told if person is not None)
    seen = {actor}
    for key in found:
        if key not in seen:
            seen.add(key)
            yield key
