"""Short writes under load: a bounded gate before SQLite's one writer, and another try where the database asks for it.
What of a database's failures passes by itself, or as soon as somebody has made room, is known here too.

On SQLite busy waits are unfair, so the writers of one process queue here, a few at a time; PostgreSQL asks for another
try by 40001 (serialization) and 40P01 (deadlock). Inside somebody else's transaction nothing is retried: it is theirs.
"""

import errno
import random
import threading
import time
from contextlib import contextmanager
from functools import wraps

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils.translation import gettext_lazy as _

from ..refusals import Refused

TRIES = 5
PAUSE_SECONDS = 0.02
WAITING_AT_MOST = 64
WAIT_SECONDS = 8.0
GIVE_UP_SECONDS = 15.0
ASKS_FOR_ANOTHER_TRY = {"40001", "40P01"}
SQLITE_BUSY, SQLITE_LOCKED = 5, 6
SQLITE_PASSES = {SQLITE_BUSY, SQLITE_LOCKED, 7, 8, 10, 13, 14}  # memory, read-only, the disk, full, cannot be opened
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}

_writer = threading.Lock()
_places = threading.BoundedSemaphore(WAITING_AT_MOST)


class Busy(Refused):
    """Too many write at once. Nothing was written, and the same form may be sent again."""

    status = 503


BUSY = _("So many are writing just now that this has to wait. Nothing was lost: send the form again, it counts once.")


def short_write(function):
    """Decorator: run ``function``, which makes one short transaction, through the gate, and again where asked for.

    Refused as Busy when the queue is full, the wait too long, or the tries used up. Each try begins anew, so
    ``function`` must have no effect outside its transaction.
    """

    @wraps(function)
    def run(*args, **kwargs):
        if connection.in_atomic_block:
            return function(*args, **kwargs)
        give_up = time.monotonic() + GIVE_UP_SECONDS
        for attempt in range(1, TRIES + 1):
            try:
                with write_gate():
                    return function(*args, **kwargs)
            except DatabaseError as error:
                if not may_be_tried_again(error):
                    raise
                if attempt == TRIES or time.monotonic() > give_up:
                    raise Busy(BUSY) from error
            time.sleep(PAUSE_SECONDS * 2**attempt * random.random())
        raise Busy(BUSY)

    return run


@contextmanager
def write_gate():
    """Let one writer of this process through at a time on SQLite, on PostgreSQL all. Refused as Busy when full."""
    if connection.vendor != "sqlite":
        yield
        return
    if not _places.acquire(blocking=False):
        raise Busy(BUSY)
    try:
        if not _writer.acquire(timeout=WAIT_SECONDS):
            raise Busy(BUSY)
        try:
            yield
        finally:
            _writer.release()
    finally:
        _places.release()


def may_be_tried_again(error):
    """Return whether ``error`` (a DatabaseError) only says that somebody else was writing; its wording is not read."""
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) in ASKS_FOR_ANOTHER_TRY:
        return True
    code = getattr(cause, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in {SQLITE_BUSY, SQLITE_LOCKED}


def passes(error):
    """Return whether ``error`` only says that the database is away, busy or full, or the disk is: no fault of the site.

    Whoever asks the same again after a while is answered. Looked at is what it came from, too.
    """
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        if isinstance(error, OperationalError | InterfaceError):
            code = getattr(error.__cause__, "sqlite_errorcode", None)
            return code & 0xFF in SQLITE_PASSES if code is not None else connection.vendor == "postgresql"
        error = error.__cause__ or error.__context__
    return False
