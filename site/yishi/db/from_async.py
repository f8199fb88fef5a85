"""Asking the database from a coroutine."""

from time import monotonic

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection

KEPT = 5.0  # seconds for which a file stays open: to open one costs twenty times as much as to ask it something


def read(function):
    """Return ``function`` as a coroutine function; afterwards its connection is given back, as after a request.

    A connection to a file is kept for a moment: there is no pool that keeps it.
    """

    def run(*args, **kwargs):
        if connection.in_atomic_block:
            return function(*args, **kwargs)
        close_old_connections()
        if connection.vendor == "sqlite" and connection.connection is None:
            connection.connect()
            connection.close_at = monotonic() + KEPT
        try:
            return function(*args, **kwargs)
        finally:
            if not connection.in_atomic_block:
                close_old_connections()

    return sync_to_async(run)
