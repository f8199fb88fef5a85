"""A few children that render, kept warm and recycled: the server itself never draws a page, and is never forked."""

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from . import fonts
from .job import receive, send
from .limits import Budget, TooMuch, weigh

SITE = Path(__file__).resolve().parents[2]
START_SECONDS = 30
CHILDREN = 2
TRIES = 3  # a child may end by itself in the very moment in which it is handed a job


@dataclass(frozen=True)
class Rendered:
    """What came of a job: ``pdf`` and what it cost; or ``problem``, a code of ``models.Problem``."""

    pdf: bytes = b""
    problem: str = ""
    pages: int = 0
    fonts: tuple = ()
    seconds: float = 0.0
    peak_mb: int = 0


class Child:
    """One process that renders, started with an environment that holds no secret."""

    def __init__(self, budget):
        self.budget, self.timed_out, self.spent = budget, False, False
        self.process = subprocess.Popen(
            [sys.executable, "-m", "yishi.documents.child", json.dumps(dataclasses.asdict(budget))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=SITE, close_fds=True,
            env={"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": str(SITE), "PYTHONHASHSEED": "0",
                 **fonts.environment()},
        )
        with self._within(START_SECONDS):
            self.ready = receive(self.process.stdout) == b"ready"

    def render(self, job):
        """Return the Rendered of ``job``, within the budget; the child is ended where it takes longer."""
        if not self.ready:
            self.spent = True
            return Rendered(problem="no_child")
        head, pdf = None, b""
        with self._within(self.budget.wall), contextlib.suppress(OSError):
            send(self.process.stdin, job.wire)
            head, pdf = receive(self.process.stdout), receive(self.process.stdout)
        if not head or pdf is None:
            return self._lost()
        found = json.loads(head)
        self.spent = found.pop("spent", False)
        return Rendered(pdf, **found | {"fonts": tuple(found.get("fonts", ()))})

    def _lost(self):
        """Return why the child is gone in the middle of a job; None where it had ended by itself just before.

        The kernel ends a child that has used up its processor time; a library, one that has no more memory.
        """
        self.spent = True
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(1)
        self.process.kill()
        code = self.process.wait()
        if self.timed_out or code == -signal.SIGXCPU:
            return Rendered(problem="too_long")
        return Rendered(problem="memory") if code else None

    def end(self):
        """End the process."""
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    @contextlib.contextmanager
    def _within(self, seconds):
        """Kill the process where the block takes longer than ``seconds``."""
        timer = threading.Timer(seconds, self._overrun)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _overrun(self):
        self.timed_out = True
        self.process.kill()


class Pool:
    """At most ``size`` children at work at once; those without work wait for the next job."""

    def __init__(self, budget=None, size=CHILDREN):
        self.budget = budget or Budget()
        self._seats = threading.BoundedSemaphore(size)
        self._idle, self._lock = [], threading.Lock()

    def render(self, job):
        """Return the Rendered of ``job``. A child that is spent, or that ended by itself, is replaced by a fresh one."""
        try:
            weigh(job)
        except TooMuch as refusal:
            return Rendered(problem=refusal.code)
        with self._seats:
            for _try in range(TRIES):
                child = self._child()
                found = child.render(job)
                self._settle(child)
                if found is not None:
                    return found
        return Rendered(problem="no_child")

    def _settle(self, child):
        """Have ``child`` wait for the next job, or end it."""
        if child.spent or child.process.poll() is not None:
            child.end()
        else:
            with self._lock:
                self._idle.append(child)

    def warm(self):
        """Have a child wait, so that the next job need not start one."""
        child = self._child()
        with self._lock:
            self._idle.append(child)

    def close(self):
        """End every child that waits."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def _child(self):
        """Return a child that waits and lives, or a fresh one."""
        while True:
            with self._lock:
                child = self._idle.pop() if self._idle else None
            if child is None:
                return Child(self.budget)
            if child.process.poll() is None:
                return child
            child.end()


pool = Pool()
