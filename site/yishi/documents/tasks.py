"""Scheduled work: render what was asked for, a little at every round."""

import itertools
import time

from yishi.tasks.due import due, each

from .domain.documents import make
from .models import Document, State
from .pool import pool

SECONDS = 6.0  # of one round: other work is waiting, and the worker's lease runs


@due("documents.render")
def render(now):
    """Render waiting documents, the oldest first, until the seconds of a round are spent."""
    began = time.monotonic()
    waiting = Document.objects.filter(state=State.WAITING).select_related("community").order_by("pk")[:50]
    fits = itertools.takewhile(lambda _row: time.monotonic() - began < SECONDS, waiting)
    return each(fits, lambda document: make(document, pool=pool))
