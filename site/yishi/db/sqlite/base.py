"""Connections to a file that are given back are kept open for whoever asks next.

SQLite reads the whole schema anew whenever a file is opened, here more than a thousand tables, indexes and triggers: some
4 ms, many times what a page's own questions take. Under ASGI each request has a thread, and so a connection, of its own;
what psycopg's pool does for PostgreSQL is done here.
"""

import atexit
import os
import sqlite3
import time
from collections import deque
from weakref import WeakSet

from django.db.backends.sqlite3 import base

MOST = 32  # idle connections of a process to one file
TRIES, PAUSE_SECONDS = 100, 0.05  # of opening a file
_idle = {}  # what a connection is good for → those that nobody uses now


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite as Django has it; ``close`` gives the connection back, unless it is in the middle of something."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cursors = WeakSet()

    def get_new_connection(self, conn_params):
        """Return an idle connection to the same file, else a new one."""
        waiting = _idle.get(self._place(), ())
        try:
            connection = waiting.pop() if waiting else None
        except IndexError:  # another thread took the last one
            connection = None
        if connection is None:
            return self._opened(conn_params)
        connection.execute("PRAGMA foreign_keys = ON")  # whoever had it before may have turned them off
        return connection

    def _opened(self, conn_params):
        """Return a new connection. Of several that find a file without its write-ahead log at one moment SQLite turns all but
        one away, without letting them wait: they come again."""
        for _try in range(TRIES):
            try:
                return super().get_new_connection(conn_params)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
            time.sleep(PAUSE_SECONDS)
        return super().get_new_connection(conn_params)

    def create_cursor(self, name=None):
        """Return a cursor that does not outlive this use of the connection: one half read would hold on to what it sees."""
        cursor = super().create_cursor(name)
        self.cursors.add(cursor)
        return cursor

    def _close(self):
        if self.connection is None:
            return
        for cursor in list(self.cursors):
            cursor.close()
        self.cursors.clear()
        place = self._place()
        waiting = _idle.setdefault(place, deque(maxlen=MOST)) if place else None
        if place is None or self.connection.in_transaction or self.errors_occurred or len(waiting) == MOST:
            super()._close()
        else:
            waiting.append(self.connection)

    def _place(self):
        """Return what a connection is good for: this process and the file that is there now. None for one in memory."""
        if self.is_in_memory_db():
            return None
        name = self.settings_dict["NAME"]
        try:
            file = os.stat(name)
        except OSError:
            return None
        return os.getpid(), self.alias, str(name), file.st_dev, file.st_ino


def close_idle():
    """Close what nobody uses: the last one to close a file tidies up its log."""
    for place, waiting in list(_idle.items()):
        while place[0] == os.getpid() and waiting:
            waiting.pop().close()


atexit.register(close_idle)
