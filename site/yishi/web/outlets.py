"""The way out to one socket. What is said to many is written once, as the frame of which each of them gets the same bytes.

An outlet takes a message (``Said``) at once, or answers that it takes nothing now; then it calls its ``go_on`` when it does.
The server offers one of its own among the extensions of ASGI (``FRAMES``; ``manage.py serve`` does), or else the ``send`` of
ASGI serves as one, on any server.
"""

import asyncio
from contextlib import suppress
from types import CoroutineType

FRAMES = "yishi.frames"
TEXT = 0x81  # a whole message of text


class Said:
    """A text for many sockets: as a message of ASGI, and as a WebSocket's frame."""

    __slots__ = ("frame", "message")

    def __init__(self, text):
        self.message = {"type": "websocket.send", "text": text}
        self.frame = framed(text.encode())

    @property
    def text(self):
        return self.message["text"]


def framed(payload):
    """Return the bytes with which a server says ``payload`` (RFC 6455, 5.2): it masks nothing, so they serve for everybody."""
    size = len(payload)
    if size < 126:
        return bytes((TEXT, size)) + payload
    if size < 1 << 16:
        return bytes((TEXT, 126)) + size.to_bytes(2, "big") + payload
    return bytes((TEXT, 127)) + size.to_bytes(8, "big") + payload


def outlet_of(scope, send):
    """Return the outlet of the socket with this ``scope``: the server's own, or its ``send``."""
    return scope.get("extensions", {}).get(FRAMES) or Sending(send)


async def handed(outlet, said):
    """Return once ``outlet`` has taken ``said``."""
    while not outlet.take(said):
        await outlet.ready()


class Writing:
    """For a server's own WebSocket, to be an outlet: it writes frames to its ``transport`` while it is ``writable`` (an Event),
    and nothing after ``close_sent``; it says when it has ``resumed``."""

    go_on = None

    def take(self, said):
        """Write the frame of ``said`` and return True; False while too much waits here."""
        if not self.writable.is_set():
            return False
        if not self.close_sent:
            self.transport.write(said.frame)
        return True

    async def ready(self):
        """Return once it takes more."""
        await self.writable.wait()

    def let_go(self):
        """Call nobody any more."""
        self.go_on = None

    def resumed(self):
        """Go on with what waits for it."""
        if self.go_on is not None:
            self.go_on()


class Sending:
    """The ``send`` of any server as an outlet. Where it need not wait it costs no task; where it does, one goes on with it."""

    __slots__ = ("_send", "_task", "go_on")

    def __init__(self, send):
        self._send, self._task, self.go_on = send, None, None

    def take(self, said):
        """Send ``said`` and return True; return False while something before it is on its way."""
        if self._task is not None:
            return False
        step = self._send(said.message)
        if type(step) is not CoroutineType:
            step = step.__await__()
        try:
            waits = step.send(None)
        except Exception:  # it is sent (StopIteration), or the line is broken, of which its reader hears
            return True
        self._task = asyncio.create_task(self._finish(Rest(waits, step)))
        return True

    async def ready(self):
        """Return once something is taken."""
        if self._task is not None:
            await asyncio.wait([self._task])

    def let_go(self):
        """Send nothing more, and call nobody."""
        self.go_on = None
        if self._task is not None:
            self._task.cancel()

    async def _finish(self, rest):
        with suppress(Exception):
            await rest
        self._task = None
        if self.go_on is not None:
            self.go_on()


class Rest:
    """What is left of an awaitable begun without a task: it says again what it ``waits`` for, and goes on by itself."""

    __slots__ = ("_step", "_waits")

    def __init__(self, waits, step):
        self._waits, self._step = (waits,), step

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if self._waits:
            (waits,), self._waits = self._waits, ()
            return waits
        return self._step.send(None)

    def throw(self, *error):
        """Tell the awaitable that what it waits for has failed, or that it is to end."""
        self._waits = ()
        return self._step.throw(*error)

    def close(self):
        self._step.close()
