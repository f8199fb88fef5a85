"""What waits to be sent to one socket. It is bounded: whoever reads too slowly is told to come again, never skipped."""

import asyncio
from collections import deque

from .encoders import dumped

MOST = 256  # messages that may wait


class Line:
    """The messages for one viewer, in order, each event once. ``eye`` is how they read, ``session`` whose it is."""

    def __init__(self, pk, eye, session=""):
        self.pk, self.eye, self.session = pk, eye, session
        self.check_at = 0.0
        self.seq = 0
        self.ends = None  # the code to close with
        self._waiting, self._held, self._live = deque(), None, False
        self._ring = asyncio.Event()

    def begin(self, seq):
        """Start (again) after the event ``seq``: from now on live events are held until ``join``."""
        self._waiting.clear()
        self.seq, self._held, self._live = seq, [], True

    def join(self):
        """Let through what came while the earlier events were read from the database."""
        held, self._held = self._held or [], None
        for seq, text in held:
            if seq:
                self.offer(seq, text)
            else:
                self.tell(text)

    def offer(self, seq, text, head=0):
        """Take the event ``seq``, unless it has been taken before."""
        if not self._live or seq <= self.seq:
            return
        if self._held is not None:
            self._held.append((seq, text))
            if len(self._held) > MOST:
                self.resync(seq)
        elif len(self._waiting) >= MOST:
            self.resync(head or seq)
        else:
            self.seq = seq
            self.put(text)

    def tell(self, text):
        """Take a message that is no event; where too much waits it is left out, for it will be said again.

        It overtakes no event: a heartbeat with a head that the viewer does not have yet makes it ask anew.
        """
        if self._held is not None:
            if len(self._held) < MOST:
                self._held.append((0, text))
        elif len(self._waiting) < MOST:
            self.put(text)

    def put(self, text):
        """Take ``text``, however much waits."""
        self._waiting.append(text)
        self._ring.set()

    def resync(self, head):
        """Say that events were left out: the viewer comes again, with the last number that it has."""
        self._waiting.clear()
        self._held, self._live = None, False
        self.put(dumped({"type": "resync", "head": head}))

    def close(self, code):
        """End the socket with ``code`` once what waits has been sent."""
        self.ends = code
        self._ring.set()

    async def written(self, send):
        """Send what waits, as fast as it is read, until the line ends."""
        while True:
            await self._ring.wait()
            self._ring.clear()
            while self._waiting:
                await send({"type": "websocket.send", "text": self._waiting.popleft()})
            if self.ends:
                await send({"type": "websocket.close", "code": self.ends})
                return
