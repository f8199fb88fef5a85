"""Asking the database from a coroutine."""

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection


def read(function):
    """Return ``function`` as a coroutine function; afterwards its connection is given back, as after a request."""

    def run(*args, **kwargs):
        if connection.in_atomic_block:
            return function(*args, **kwargs)
        close_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            if not connection.in_atomic_block:
                close_old_connections()

    return sync_to_async(run)
