"""What a fault run breaks: a Redis and servers of its own, each on a port that it keeps, ended by their process alone."""

import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.error import HTTPError

from django.db import close_old_connections

from tests.load.live import megabytes_of
from tests.serving import PORTS, ROOT

UP_WITHIN = 90.0
DURABLE = "-c synchronous_commit=on"  # a crash loses nothing that was said to be done
WRONG = ("took too long to shut down", "Exception inside application", "the stream cannot be read")


def port_of_its_own():
    """Return a port on which nobody listens, drawn by lot: it is kept while nobody listens on it for a while."""
    chance = random.Random()
    while True:
        port = chance.choice(PORTS)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


def restart(cluster, mode, *, away=0.0, options=DURABLE):
    """End the PostgreSQL ``cluster`` in ``mode`` (immediate: as a crash does), and start it again after ``away`` seconds."""
    cluster.stop(mode)
    time.sleep(away)
    cluster.start(options)
    close_old_connections()


class Machine:
    """A process that can be killed and started again on its port."""

    def __init__(self, log):
        self.port, self.log, self.process = port_of_its_own(), log, None

    def start(self):
        """Start it; return once it is up."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command(), cwd=ROOT, env=self.environment(), stdout=log, stderr=log)
        until = time.monotonic() + UP_WITHIN
        while not self.up():
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{self.command()} did not come up:\n{self.log.read_text()[-3000:]}")
            time.sleep(0.1)

    def end(self, sign=signal.SIGKILL):
        """Send it ``sign``, and wait until it is gone."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(sign)
            try:
                self.process.wait(timeout=40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def environment(self):
        return None


class Redis(Machine):
    """A Redis that keeps nothing."""

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self):
        return [shutil.which("redis-server") or "redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                "--appendonly", "no"]

    def up(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


class Site(Machine):
    """``manage.py serve``, less what ``tests.faults.server`` takes away from it."""

    def __init__(self, log, environment, *options):
        super().__init__(log)
        self.given, self.options = environment, options

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def environment(self):
        return self.given

    def command(self):
        return [sys.executable, "-m", "tests.faults.server", str(self.port), *map(str, self.options)]

    def up(self):
        try:
            return self.ask("/healthz") == 200
        except OSError:
            return False

    def ask(self, path):
        """Return the status with which it answers at ``path``; an OSError where nobody answers."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                answer.read()
                return answer.status
        except HTTPError as refusal:
            return refusal.code

    def megabytes(self):
        """Return the memory that it holds; fail with its own words where it has ended by itself."""
        if self.process.poll() is not None:
            raise SystemExit(f"a server ended by itself ({self.process.returncode}):\n{self.log.read_text()[-3000:]}")
        return round(megabytes_of(self.process.pid))

    def complaints(self):
        """Return the lines in which it has said that something went wrong, Redis aside."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line[:300] for line in lines if any(word in line for word in WRONG)]
