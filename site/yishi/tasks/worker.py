"""The worker: does what is due every few seconds, as a thread of the server or as a process of its own.

Of all workers on one database the holder of the lease works; the others stand by.
"""

import logging
import os
import socket
import threading
import time
import uuid

from django.conf import settings
from django.db import close_old_connections, connections

from yishi.workdays.calendar import forget

from .domain.leases import hold, release
from .due import run_due

log = logging.getLogger(__name__)
LEASE = "worker"
TICK_SECONDS = 5.0
OFTEN_SECONDS = 1.0


class Worker:
    """Works until it is told to stop. ``name`` is unlike any other worker's."""

    def __init__(self, tick=TICK_SECONDS):
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self.tick = tick
        self.stopping = threading.Event()
        self.failing = self.holding = False

    def run(self):
        """Do one round after the other; a database that is away or not migrated yet is waited for."""
        while not self.stopping.is_set():
            self.round()
            next_one = time.monotonic() + self.tick
            while not self.stopping.wait(max(0, min(OFTEN_SECONDS, next_one - time.monotonic()))) and time.monotonic() < next_one:
                self.round(often=True)
        try:
            release(LEASE, self.name)
        except Exception:
            log.warning("the worker could not give its lease back; it falls free by itself", exc_info=True)
        connections.close_all()

    def round(self, often=False):
        """Do what is due if the lease is ours; return the runs. The first of several failures is logged whole.

        What is done ``often`` asks for no lease: whoever had it in the last round still has.
        """
        close_old_connections()
        forget()
        try:
            holds = self._had if often else self._holds
            runs = run_due(goes_on=holds, often=often) if holds() else []
            self.failing = False
        except Exception as error:
            if not self.failing:
                log.exception("the worker cannot work; it goes on trying")
            else:
                log.debug("the worker still cannot work: %s", error)
            self.failing, runs = True, []
        close_old_connections()
        return runs

    def stop(self):
        """End after the round that is under way."""
        self.stopping.set()

    def _holds(self):
        self.holding = not self.stopping.is_set() and hold(LEASE, self.name)
        return self.holding

    def _had(self):
        return self.holding and not self.stopping.is_set()


_started = {}


def start():
    """Start the server's worker thread, once a process; None where ``YISHI_WORKER`` is off. It dies with the server."""
    if not settings.YISHI_WORKER:
        return None
    if "worker" not in _started:
        worker = _started["worker"] = Worker()
        threading.Thread(target=worker.run, name="yishi-worker", daemon=True).start()
    return _started["worker"]
