"""A site as its own process: daphne from the project's root, with nothing but the settings that are given."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError

ROOT = Path(__file__).resolve().parents[1]
PORTS = range(21000, 32000)  # below the ephemeral ones


def bare_environment(tmp_path):
    """Return an environment with the two settings alone; the folder of keys and caches is put aside."""
    return {
        "PATH": os.environ["PATH"], "YISHI_DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "YISHI_MEDIA_ROOT": str(tmp_path / "media"), "YISHI_VAR": str(tmp_path / "var"),
    }


def free_port():
    """Return a free port, by lot: two runs at once, each with a server that is still starting, would find the same first one."""
    for port in random.sample(PORTS, 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("no free port")


def daphne(port):
    """Return the command that serves the site with daphne as it is; it logs no request, for that would fill the pipe."""
    return [Path(sys.executable).with_name("daphne"), "-v", "0", "-b", "127.0.0.1", "-p", port, "yishi.asgi:application"]


@contextmanager
def served(environment, command=daphne):
    """Serve the site by ``command``; yield it with its ``address`` and its ``process``, and afterwards what it has ``said``."""
    port = free_port()
    process = subprocess.Popen(
        command(str(port)), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    site = SimpleNamespace(address=f"http://127.0.0.1:{port}", process=process, said="")
    try:
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        site.said = process.communicate(timeout=120)[0].decode()


def answer_of(site, path, seconds=180):
    """Return what ``site`` answers at ``path`` once it is up; fail with the server's own words if it dies."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if site.process.poll() is not None:
            raise AssertionError(site.process.stdout.read().decode())
        try:
            with urllib.request.urlopen(site.address + path, timeout=60) as answer:
                return answer.read().decode()
        except HTTPError as refusal:
            raise AssertionError(f"{path}: {refusal.code}") from None
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer")
