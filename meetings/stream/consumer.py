"""The socket of a meeting. It reads ``hello`` and says what the journal says; it routes, and does nothing else."""

import asyncio
import json
from collections import deque
from contextlib import suppress
from functools import partial
from http.cookies import CookieError, SimpleCookie
from time import monotonic
from urllib.parse import parse_qs

from django.conf import settings

from yishi.db.from_async import read
from yishi.db.retry import passes
from yishi.web.outlets import outlet_of
from yishi.web.sockets import header, turn_away

from .encoders import encode
from .line import Line, said, spoken
from .log import AT_ONCE, after
from .tailer import CHECKED, FORBIDDEN, tailer

LONGEST = 4096  # characters of a message
MESSAGES, SECONDS = 10, 10.0  # that many in so many seconds
PATIENCE = 10.0  # seconds until the first hello
_ending = set()  # tasks that end a socket
# As of HTTP, for servers refuse to say the codes that WebSocket keeps to itself (1003, 1009), and leave the socket open.
BAD_HELLO, LATE, TOO_LONG, NO_TEXT, TOO_MANY = 4400, 4408, 4413, 4415, 4429
AWAY = 4503  # the database does not answer, which passes


class Bye(Exception):
    """The socket is closed with this code."""


async def hall(scope, receive, send):
    """Serve one viewer of one meeting, from the handshake to the end.

    While the database is away they are let in and sent off with the code that says so: a refused handshake says nothing.
    """
    pk, session, language = scope["url_route"]["kwargs"]["pk"], session_of(scope), language_of(scope)
    reader, line = tailer(), None
    try:
        eye = await reader.door.admitted(pk, session, language)
        if eye is None or (await receive())["type"] != "websocket.connect":
            return await turn_away(scope, receive, send)
        await send({"type": "websocket.accept"})
        line = Line(pk, eye, session, outlet_of(scope, send), partial(_end, send))
        await _listen(line, reader, receive)
    except Bye as bye:
        await _close(send, bye.args[0])
    except Exception as error:
        if not passes(error):
            raise
        if line is None:
            await send({"type": "websocket.accept"})
        await _close(send, AWAY)
    finally:
        if line is not None:
            reader.leave(line)
            line.leave()


def _end(send, code):
    """End the socket with ``code``, from outside a coroutine."""
    _ending.add(task := asyncio.create_task(_close(send, code)))
    task.add_done_callback(_ending.discard)


async def _close(send, code):
    with suppress(Exception):  # it may be gone already
        await send({"type": "websocket.close", "code": code})


async def _listen(line, reader, receive):
    """Read what the viewer says, until it goes."""
    heard, patience = deque(maxlen=MESSAGES), PATIENCE
    while True:
        try:
            message = await asyncio.wait_for(receive(), patience)
        except TimeoutError:
            raise Bye(LATE) from None
        if message["type"] == "websocket.disconnect":
            return
        if len(heard) == MESSAGES and monotonic() - heard[0] < SECONDS:
            raise Bye(TOO_MANY)
        heard.append(monotonic())
        last = last_seq(message)
        if last is not None:
            await _begin(line, reader, last)
            patience = None


def last_seq(message):
    """Return the number that a hello names as the last one seen; None for another message, which is left alone."""
    text = message.get("text")
    if text is None:
        raise Bye(NO_TEXT)
    if len(text) > LONGEST:
        raise Bye(TOO_LONG)
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError):
        raise Bye(BAD_HELLO) from None
    if not isinstance(asked, dict):
        raise Bye(BAD_HELLO)
    if asked.get("type") != "hello":
        return None
    last = asked.get("last_seq")
    if isinstance(last, bool) or not isinstance(last, int) or not 0 <= last < 2**31:
        raise Bye(BAD_HELLO)
    return last


async def _begin(line, reader, last):
    """Answer a hello: subscribe first, then read what was missed, then let through what came meanwhile, each once."""
    eye = await reader.door.admitted(line.pk, line.session, line.eye.language)
    if eye is None:
        raise Bye(FORBIDDEN)
    line.eye, line.check_at = eye, monotonic() + CHECKED
    room = await reader.join(line)
    line.begin(min(last, room.head))
    await line.say(said(type="hello", head=room.head, watching=reader.watching(room), panels=room.panels))
    while (missed := await reader.missed(room, eye, line.seq)) is None:
        events = await read(after)(room.name, line.seq)
        await line.replay(spoken(await read(encode)(events, [eye]))[eye])
        if len(events) < AT_ONCE:
            break
    await line.replay(missed or [])
    line.join()


def session_of(scope):
    """Return the session key in the cookies of ``scope``, "" where there is none."""
    try:
        cookies = SimpleCookie(header(scope, b"cookie") or "")
    except CookieError:
        return ""
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""


def language_of(scope):
    """Return the language that the address asks for (?lang=en), or the site's own."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
