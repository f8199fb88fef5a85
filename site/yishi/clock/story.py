"""The product clock: real time, or for a demonstration real time moved by one stored row that every process reads.

Sessions, CSRF, one-time codes and caches stay on real time. Domain code asks ``now()`` and ``today()``, nothing else.
"""

import datetime as dt
import time
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.utils import timezone

from . import lasting
from .models import Shift

_held = ContextVar("held", default=None)
_read = {"at": None, "shift": None, "table": False}
REREAD_SECONDS = 2.0


def now():
    """Return the product's instant, aware, in the site's time zone."""
    lasting.passes()
    return _now()


def instant():
    """Return what ``now()`` does, for a reading that says itself until when it stands (``lasting.until``)."""
    return _now()


def today():
    """Return the product's date in the site's time zone."""
    return _now().date()


@contextmanager
def held_at(instant):
    """Hold the clock of this thread or task at ``instant`` (aware, else ValueError): replay and tests act under it."""
    token = _held.set(timezone.localtime(instant))
    try:
        yield
    finally:
        _held.reset(token)


def move_to(instant):
    """Make the product clock show ``instant`` now and run on from there, in every process."""
    Shift.objects.update_or_create(pk=1, defaults={"real": timezone.now(), "story": instant})
    forget()


def forget():
    """Read the stored row anew at the next question."""
    _read.update(at=None, shift=None)


def real_now():
    """Return the machine's own instant, aware: for leases and running times, never for anything of the product."""
    return timezone.now()


def of_real(instant):
    """Return what the product's clock showed at the machine's own ``instant``, as far as it was moved as it is now."""
    return timezone.localtime(instant + (_shift() or dt.timedelta()))


def _now():
    held = _held.get()
    if held is not None:
        return held
    return timezone.localtime(timezone.now() + (_shift() or dt.timedelta()))


def _shift():
    """Return the stored shift as a timedelta, or None; read at most every two seconds."""
    if _read["at"] is not None and time.monotonic() - _read["at"] < REREAD_SECONDS:
        return _read["shift"]
    if not _table_stands():
        return None
    row = Shift.objects.first()
    _read.update(at=time.monotonic(), shift=row and row.story - row.real)
    return _read["shift"]


def _table_stands():
    """Return whether the row's table is there: migrations that run before it ask for the time too.

    Asked of the database until it is, and never again; an error instead would spoil the transaction on PostgreSQL.
    """
    if not _read["table"]:
        _read["table"] = Shift._meta.db_table in connection.introspection.table_names()
    return _read["table"]
