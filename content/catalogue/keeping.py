"""Listening to the journal: what happens to a matter, and an edition that comes into force, moves the items along."""

import logging

from consultation.models import Matter

from .domain.matters import keep
from .queries import edition_in_force
from .searching import anew

log = logging.getLogger(__name__)
KINDS = frozenset({
    "posting.made", "posting.withdrawn", "call.opened", "research.published", "outcome.published",
    "outcome.correction_ordered", "execution.started", "execution.led", "milestone.added", "milestone.completed",
    "inspection.made",
})


def hear(sender, events, **signal):
    """Listen to the journal: what fails here fails after the commit, is logged, and is made good by the daily round."""
    for event in events:
        try:
            _hear(event)
        except Exception:
            log.exception("the catalogue could not follow event %s; the daily round will", event.pk)


def _hear(event):
    if event.kind == "catalogue.in_force":
        keep_all()
        anew()
    elif event.kind in KINDS and event.stream.name.startswith("matter:") and edition_in_force():
        keep([int(event.stream.name.partition(":")[2])], by=event.actor)


def keep_all():
    """Bring the items of every matter in step, where a catalogue is in force; return how many were touched."""
    return keep(Matter.objects.values_list("pk", flat=True)) if edition_in_force() else 0
