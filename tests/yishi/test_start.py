"""The site starts from the project's root with nothing but a database and a folder named."""

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORTS = range(21000, 32000)  # below the ephemeral ones


def bare_environment(tmp_path):
    """Return an environment with the two settings alone; the folder of keys and caches is put aside."""
    return {
        "PATH": os.environ["PATH"], "YISHI_DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "YISHI_MEDIA_ROOT": str(tmp_path / "media"), "YISHI_VAR": str(tmp_path / "var"),
    }


def free_port():
    for port in PORTS:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("no free port")


def test_site_is_a_plain_folder_and_the_standard_library_keeps_its_name(tmp_path):
    assert not (ROOT / "site" / "__init__.py").exists()
    code = "import site, sysconfig; print(site.__file__)"
    for options in ([], ["-X", "frozen_modules=off"]):
        found = subprocess.run(
            [sys.executable, *options, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert Path(found.stdout.strip()) == Path(sysconfig.get_path("stdlib")) / "site.py"


def test_daphne_starts_with_a_database_and_a_media_folder_named_and_nothing_else(tmp_path):
    port, environment = free_port(), bare_environment(tmp_path)
    server = subprocess.Popen(
        [Path(sys.executable).with_name("daphne"), "-b", "127.0.0.1", "-p", str(port), "yishi.asgi:application"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    try:
        assert answer_of(f"http://127.0.0.1:{port}/healthz", server) == "ok"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
    key = tmp_path / "var" / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600


def answer_of(address, server, seconds=40):
    """Return what ``address`` answers once the server is up; fail with the server's own words if it dies."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            raise AssertionError(server.stdout.read().decode())
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not answer")
