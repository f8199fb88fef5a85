"""The socket of a meeting: nothing is skipped, nothing comes twice, and whoever may not listen hears nothing."""

import asyncio
import json
from dataclasses import replace

import pytest
from asgiref.sync import async_to_sync
from asgiref.sync import sync_to_async as at_the_database
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from meetings import rules
from meetings.domain import attendance
from meetings.stream import consumer, doorbell, line, log, room, tailer
from meetings.stream.routes import routes
from tests.meetings.builders import DAY, on
from tests.meetings.stream.builders import talking
from tests.meetings.stream.shape import complaints
from tests.world import account, person
from yishi.people.enums import Role
from yishi.people.models import Seat
from yishi.web.outlets import Said, outlet_of
from yishi.web.sockets import sockets

pytestmark = pytest.mark.django_db
HERE = [(b"host", b"testserver"), (b"origin", b"http://testserver")]
SITE = sockets(routes)
PATIENCE = 30  # seconds until a message that does not come is a fault


@pytest.fixture
def hall(world):
    """An open meeting, with somebody who says something more."""
    return talking(world.own)


def played(story):
    """Run the coroutine function ``story`` as a test; what its sockets leave behind is waited for."""

    async def whole():
        await story()
        for _round in range(100):
            if len(asyncio.all_tasks()) == 1:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"still at work: {asyncio.all_tasks()}")

    async_to_sync(whole)()


async def listening(meeting, last=None, headers=HERE, query=""):
    """Open a socket, and say hello with the number ``last``; return it."""
    socket = WebsocketCommunicator(SITE, f"/ws/meetings/{getattr(meeting, 'pk', meeting)}/{query}", headers)
    assert (await socket.connect())[0]
    if last is not None:
        await socket.send_json_to({"type": "hello", "last_seq": last})
    return socket


async def heard(socket, n, kind="seq"):
    """Return the next ``n`` messages that have ``kind``, of sound shape."""
    found = []
    while len(found) < n:
        message = await socket.receive_json_from(timeout=PATIENCE)
        assert complaints(message) == [], message
        found += [message] if kind in message or message["type"] == kind else []
    return found


async def ended(socket):
    """Return the code with which the socket is closed."""
    while (message := await socket.receive_output(timeout=PATIENCE))["type"] != "websocket.close":
        assert message["type"] == "websocket.send"
    await socket.disconnect()
    assert 4000 <= message["code"] < 5000, "servers say no code of WebSocket's own, and leave the socket open"
    return message["code"]


@pytest.mark.writes
def test_what_was_missed_is_replayed_and_what_comes_follows_without_a_gap(hall, monkeypatch):
    monkeypatch.setattr(tailer, "MOMENT", 30.0)  # the doorbell alone
    head = 5

    async def story():
        socket = await listening(hall, 0)
        hello = await socket.receive_json_from()
        assert hello["type"] == "hello" and "seq" not in hello and hello["head"] == head and hello["watching"] == 1
        assert [each["seq"] for each in await heard(socket, head)] == list(range(1, head + 1))
        await at_the_database(hall.say)(3)
        assert [each["seq"] for each in await heard(socket, 3)] == [head + 1, head + 2, head + 3]
        late = await listening(hall, head + 1)  # it comes back: from what was written lately
        assert [each["seq"] for each in await heard(late, 2)] == [head + 2, head + 3]
        await late.send_json_to({"type": "hello", "last_seq": head + 2})
        again = await heard(late, 1)
        assert [each["seq"] for each in again] == [head + 3], "it may ask again"
        for each in (socket, late):
            await each.disconnect()

    played(story)


@pytest.mark.writes
@pytest.mark.parametrize("kept", [256, 2])
def test_what_happens_while_it_is_replayed_comes_once(hall, kept, monkeypatch):
    plain, happened = log.after, []

    def meanwhile(name, seq, *rest):
        found = plain(name, seq, *rest)
        if not happened:
            happened.append(hall.say(2))  # after the log was read, before the replay is over
        return found

    monkeypatch.setattr(room, "KEPT", kept)
    monkeypatch.setattr(tailer, "KEPT", kept)
    monkeypatch.setattr(log, "after", meanwhile)
    monkeypatch.setattr(consumer, "after", meanwhile)

    async def story():
        socket = await listening(hall, 0)
        assert [each["seq"] for each in await heard(socket, 7)] == list(range(1, 8))
        await socket.disconnect()

    played(story)


def test_no_heartbeat_overtakes_an_event():
    async def story():
        sent = asyncio.Queue()
        mine = line.Line(1, None, "", outlet_of({}, sent.put), None)
        mine.begin(5)
        mine.offer(6, Said("six"))
        mine.tell(Said("a heartbeat that knows of six"))
        assert sent.empty(), "what was missed is still being read"
        mine.join()
        assert [(await sent.get())["text"] for _n in range(2)] == ["six", "a heartbeat that knows of six"]

    played(story)


def test_a_doorbell_that_was_not_heard_costs_a_moment(hall, monkeypatch):
    monkeypatch.setattr(tailer, "MOMENT", 0.02)
    monkeypatch.setattr(doorbell, "_here", set())
    monkeypatch.setattr(doorbell, "listen", lambda reader: None)

    async def story():
        socket = await listening(hall, 5)
        await heard(socket, 1, "hello")
        await at_the_database(hall.say)()
        assert [each["seq"] for each in await heard(socket, 1)] == [6]
        await socket.disconnect()

    played(story)


def test_whoever_reads_too_slowly_is_told_to_come_again(hall, monkeypatch):
    monkeypatch.setattr(line, "MOST", 3)
    plug, sent = asyncio.Event(), []

    async def story():
        into = asyncio.Queue()

        async def send(message):
            sent.append(json.loads(message["text"]) if "text" in message else message)
            if sent[-1].get("seq") == 6:
                await plug.wait()

        into.put_nowait({"type": "websocket.connect"})
        into.put_nowait({"type": "websocket.receive", "text": '{"type":"hello","last_seq":5}'})
        scope = {"url_route": {"kwargs": {"pk": hall.pk}}, "headers": HERE, "query_string": b""}
        slow = asyncio.create_task(consumer.hall(scope, into.get, send))
        quick = await listening(hall, 5)
        await heard(quick, 1, "hello")
        for _time in range(6):
            await at_the_database(hall.say)()
            await heard(quick, 1)
        plug.set()
        while sent[-1].get("type") != "resync":
            await asyncio.sleep(0.01)
        assert [each["seq"] for each in sent if "seq" in each] == [6], "never some of them"
        into.put_nowait({"type": "websocket.receive", "text": '{"type":"hello","last_seq":6}'})
        while sent[-1].get("seq") != 11:
            await asyncio.sleep(0.01)
        assert [each["seq"] for each in sent if "seq" in each] == list(range(6, 12))
        into.put_nowait({"type": "websocket.disconnect"})
        await slow
        await quick.disconnect()

    played(story)


def test_members_hear_names_and_it_is_asked_again_who_they_are(hall, world, monkeypatch):
    monkeypatch.setattr(tailer, "MOMENT", 0.02)
    monkeypatch.setattr(consumer, "CHECKED", 0.0)
    monkeypatch.setattr(tailer, "CHECKED", 0.0)
    guest, secretary = person(world.own.community, "欧阳小明"), world.own.people[Role.COMMUNITY_SECRETARY]
    client = Client()
    client.force_login(account(secretary))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    inside = [*HERE, (b"cookie", cookie.encode())]

    def comes_in():
        with on(DAY, 19, 40):
            attendance.check_in(hall, guest, by=hall.recorder, capacity="stakeholder")

    async def story():
        office, visitor = await listening(hall, 5, inside, "?lang=en"), await listening(hall, 5)
        await heard(office, 1, "hello")
        await heard(visitor, 1, "hello")
        await at_the_database(comes_in)()
        assert (await heard(office, 1))[0]["data"]["names"] == ["欧阳小明"]
        assert "names" not in (await heard(visitor, 1))[0]["data"]
        await at_the_database(Seat.objects.filter(person=secretary).update)(until=DAY.replace(year=2025))
        await heard(office, 1, "resync")
        await at_the_database(get_user_model().objects.filter(person=secretary).update)(is_active=False)
        await office.send_json_to({"type": "hello", "last_seq": 5})
        assert "names" not in (await heard(office, 1))[0]["data"]
        await at_the_database(make_private)(monkeypatch)
        assert await ended(visitor) == tailer.FORBIDDEN
        assert await ended(office) == tailer.FORBIDDEN

    played(story)


def make_private(patch, kind="council"):
    patch.setitem(rules.RULES, kind, replace(rules.RULES[kind], private=True))


@pytest.mark.parametrize(("said", "code"), [
    ("no json", 4400), ("[" * 3000, 4400), ("[]", 4400), ('{"type":"hello"}', 4400), ('{"type":"hello","last_seq":-1}', 4400),
    ('{"type":"hello","last_seq":true}', 4400), ('{"type":"hello","last_seq":1.5}', 4400),
    ('{"type":"hello","last_seq":99999999999}', 4400), ("x" * 4097, 4413), (b"\x00", 4415), (['{"type":"?"}'] * 11, 4429),
])
def test_what_is_no_hello_ends_the_socket_with_a_code(hall, said, code):
    async def story():
        socket = await listening(hall)
        for each in said if isinstance(said, list) else [said]:
            await socket.send_to(**{"bytes_data" if isinstance(each, bytes) else "text_data": each})
        assert await ended(socket) == code

    played(story)


def test_who_says_nothing_is_not_waited_for(hall, monkeypatch):
    monkeypatch.setattr(consumer, "PATIENCE", 0.01)

    async def story():
        assert await ended(await listening(hall)) == 4408

    played(story)


@pytest.mark.parametrize(("origin", "let_in"), [
    ("http://testserver", True), ("http://TESTSERVER:80", True), ("https://trusted.example", True),
    ("https://testserver", False), ("http://testserver:8000", False), ("http://testserver.example", False),
    ("http://user@testserver", False), ("http://testserver/x", False), ("http://[testserver", False),
    ("http://testserver:port", False), ("null", False), ("", False), (None, False), (["http://testserver"] * 2, False),
])
def test_only_pages_of_this_site_open_a_socket(hall, origin, let_in, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://trusted.example"]
    origins = origin if isinstance(origin, list) else [origin] if origin is not None else []
    headers = [HERE[0], *((b"origin", each.encode()) for each in origins)]

    async def story():
        socket = WebsocketCommunicator(SITE, f"/ws/meetings/{hall.pk}/", headers)
        assert (await socket.connect())[0] is let_in
        await socket.disconnect()

    played(story)


def test_there_is_no_socket_of_what_is_not_there_or_private(hall, monkeypatch):
    async def story(*paths):
        for path in paths:
            assert not (await WebsocketCommunicator(SITE, path, HERE).connect())[0], path

    played(lambda: story("/ws/meetings/999/", "/ws/", "/ws/meetings/x/", "/meetings/"))
    played(lambda: story_with_another_host(hall))
    make_private(monkeypatch)
    played(lambda: story(f"/ws/meetings/{hall.pk}/"))
    assert Client().get(f"/meetings/{hall.pk}/events").status_code == 404


async def story_with_another_host(hall):
    headers = [(b"host", b"evil.example"), (b"origin", b"http://evil.example")]
    assert not (await WebsocketCommunicator(SITE, f"/ws/meetings/{hall.pk}/", headers).connect())[0]
