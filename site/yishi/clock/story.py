"""The product clock: real time, or for a demonstration real time moved by one stored row that every process reads.

Sessions, CSRF, one-time codes and caches stay on real time. Domain code asks ``now()`` and ``today()`` and nothing else.
"""

import datetime as dt
import time
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

from .models import Shift

_held = ContextVar("held", default=None)
_read = {"at": 0.0, "shift": None}
REREAD_SECONDS = 2.0


def now():
    """Return the product's instant, aware, in the site's time zone."""
    held = _held.get()
    if held is not None:
        return held
    return timezone.localtime(timezone.now() + (_shift() or dt.timedelta()))


def today():
    """Return the product's date in the site's time zone."""
    return now().date()


@contextmanager
def held_at(instant):
    """Hold the clock of this thread or task at ``instant`` (aware): the replay and the tests act under it."""
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
    _read.update(at=0.0, shift=None)


def _shift():
    """Return the stored shift as a timedelta, or None; read at most every two seconds."""
    if _read["at"] and time.monotonic() - _read["at"] < REREAD_SECONDS:
        return _read["shift"]
    row = Shift.objects.first()
    _read.update(at=time.monotonic(), shift=row and row.story - row.real)
    return _read["shift"]
