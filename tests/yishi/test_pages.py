"""A server that is told to end while a page is being made."""

import signal
import socket
import subprocess
import time
from urllib.parse import urlsplit

import pytest

from tests.serving import ROOT, answer_of, bare_environment, daphne, served

URLS = """
import time
from pathlib import Path
from django.http import HttpResponse
from django.urls import path
from yishi.urls import urlpatterns as own
from yishi.web.access import PUBLIC, access

FOLDER = Path(__file__).parent


@access(PUBLIC)
def slow(request):
    (FOLDER / "begun").touch()
    while not (FOLDER / "go").exists():
        time.sleep(0.05)
    (FOLDER / "done").touch()
    return HttpResponse("done")


urlpatterns = [*own, path("slow/", slow)]
"""
SERVED = """
import asyncio
from pathlib import Path
from django.core.asgi import get_asgi_application
from yishi import asgi

pages = {pages}


async def application(scope, receive, send):
    if scope["path"] != "/watching/":
        return await pages(scope, receive, send)
    try:
        await asyncio.sleep(3600)
    finally:
        (Path(__file__).parent / "away").touch()
"""
ASKS = b"GET /%b/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
WAITS = {True: 60, False: 5}  # seconds after which a server that ends has ended, and one that waits for ever is believed


def told_to_end(folder, pages, seconds):
    """Tell a server of ``pages`` to end while it makes one, and somebody watches; return whether it ends in ``seconds``."""
    (folder / "slow_urls.py").write_text(URLS)
    (folder / "slow_settings.py").write_text('from yishi.settings import *\nROOT_URLCONF = "slow_urls"\n')
    (folder / "served.py").write_text(SERVED.format(pages=pages))
    environment = {
        **bare_environment(folder), "PYTHONPATH": f"{folder}:{ROOT / 'site'}:{ROOT}", "YISHI_WORKER": "off",
        "DJANGO_SETTINGS_MODULE": "slow_settings",
    }
    with served(environment, lambda port: [*daphne(port)[:-1], "served:application"]) as site:
        answer_of(site, "/healthz")
        place = ("127.0.0.1", urlsplit(site.address).port)
        with socket.create_connection(place) as watcher, socket.create_connection(place) as reader:
            watcher.sendall(ASKS % b"watching")
            reader.sendall(ASKS % b"slow")
            waits_for(folder / "begun")
            site.process.send_signal(signal.SIGTERM)
            waits_for(folder / "away")
            time.sleep(1)  # the loop is stopped with it
            (folder / "go").touch()
            waits_for(folder / "done")
        try:
            return site.process.wait(seconds) is not None
        except subprocess.TimeoutExpired:
            site.process.kill()
            return False


def waits_for(path, seconds=120):
    """Return when ``path`` is there."""
    until = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < until, path.name
        time.sleep(0.05)


@pytest.mark.parametrize(("pages", "ends"), [
    ("asgi.application", True), ("get_asgi_application()", False),  # Django's own handler waits for its loop for ever
])
def test_a_server_that_is_told_to_end_ends_when_what_was_begun_is_done(tmp_path, pages, ends):
    assert told_to_end(tmp_path, pages, WAITS[ends]) is ends
