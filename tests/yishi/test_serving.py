"""What a restart does to those who are connected."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.draining import FLOOD, LONG
from tests.serving import ROOT, free_port

HANDSHAKE = (
    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


@pytest.fixture
def server():
    """A served site of two addresses: (process, port)."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.draining", str(port)], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
    )
    while not listens(port):
        assert process.poll() is None
        time.sleep(0.02)
    yield process, port
    process.kill()
    process.communicate()


def listens(port):
    """Return whether somebody listens on ``port``."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def opened(port, path="/ws"):
    """Return a socket whose handshake is done."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(HANDSHAKE.replace("/ws", path, 1).encode())
    answer = connection.recv(4096, socket.MSG_PEEK)
    assert b" 101 " in connection.recv(answer.index(b"\r\n\r\n") + 4), "what may follow is left"
    return connection


def slow(port):
    """Ask for what takes a while; return the answer, or None where the server went away."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/slow", timeout=60) as answer:
            return answer.read()
    except OSError:
        return None


def test_a_restart_answers_who_asks_and_sends_every_socket_away_for_a_time_of_its_own(server):
    process, port = server
    sockets = [opened(port) for _ in range(4)]
    with ThreadPoolExecutor() as pool:
        comes = pool.submit(opened, port, "/slow")
        asked = pool.submit(slow, port)
        assert process.stdout.readline() == "begun\n"
        sockets += [opened(port) for _ in range(4)]
        process.send_signal(signal.SIGTERM)
        frames = [connection.recv(4096) for connection in sockets]
        assert not listens(port), "nobody new is let in"
        assert asked.result() == b"done", "who had asked is answered"
        sockets.append(comes.result())
        frames.append(sockets[-1].recv(4096))  # it was in its handshake
    assert {(frame[0], int.from_bytes(frame[2:4], "big")) for frame in frames} == {(0x88, 4012)}
    waits = [int(frame[4:]) for frame in frames]
    assert all(300 <= wait <= 3000 for wait in waits) and len(set(waits)) > 1
    for connection in sockets:
        connection.close()
    assert process.wait(timeout=60) == 0


def test_a_second_signal_ends_it_at_once(server):
    process, port = server
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(slow, port)
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0 and asked.result() is None


def test_who_does_not_read_holds_up_its_own_line_and_fills_no_memory(server):
    _process, port = server
    connection, before = opened(port, "/flood"), -1
    while (now := asked(port, "/flooded")) != before:
        before = now
        time.sleep(0.1)
    assert 0 < now < FLOOD, "it waits for the reader"
    size, came = 4 + len(LONG % 0), bytearray()  # of a frame
    while len(came) < FLOOD * size:
        came += connection.recv(1 << 20)
    connection.close()
    assert [int(came[at + 4:at + 9]) for at in range(0, len(came), size)] == list(range(FLOOD)), "each in its turn"
    assert asked(port, "/flooded") == FLOOD, "and goes on with it"


def asked(port, path):
    """Return the figure with which the site answers at ``path``."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
        return int(answer.read())
