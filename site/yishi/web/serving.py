"""daphne, which ends in order: a restart drops nobody's request, and sends no crowd of sockets back at once.

Told to end (SIGTERM, or Ctrl-C once) it stops listening, lets the requests under way finish, and closes every socket with
the code 4012 (restart); the reason is how many milliseconds to wait before coming again, drawn by lot for each. Whoever
is in the middle of a handshake is let in, and sent away likewise. A second signal ends it at once.

Whoever writes to a socket waits while its reader takes nothing: what daphne would keep for slow readers has no bound.
What is said to many (``outlets``) goes straight into each connection, past the event loop, where nothing waits before it.
"""

import asyncio
import logging
import random
import resource
import signal
import time
from contextlib import suppress

from autobahn.exception import Disconnected
from daphne.server import Server, reactor
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet import defer
from twisted.internet.tcp import Connection

from .outlets import FRAMES

log = logging.getLogger(__name__)

FINISH_SECONDS = 15.0
RETURN_WITHIN = (300, 3000)  # milliseconds
RESTART = 4012
SAY_SECONDS = 0.3  # for those who have connected and not asked yet
LOOK_SECONDS = 0.05
HANDSHAKE_SECONDS = 10.0  # the live page waits for 8
FRAME_BYTES = 16 * 1024  # nobody has more to say over a socket than where they stand


class Socket(WebSocketProtocol):
    """A WebSocket that says when it takes more: the connection stops it (as Twisted's producer) while too much waits there.

    It is the outlet of what is said to many.
    """

    free = go_on = None

    def onOpen(self):
        self.free = asyncio.Event()
        self.free.set()
        self.unregisterProducer()  # the request that it was before
        self.registerProducer(self, True)
        super().onOpen()
        if self.server.ends_at is not None:
            self.send_away()

    def pauseProducing(self):
        self.free.clear()

    def resumeProducing(self):
        self.free.set()
        if self.go_on is not None:
            self.go_on()

    def stopProducing(self):
        self.free.set()  # it is closed: nobody is left to wait for

    def take(self, said):
        """Write the frame of ``said``, which serves for everybody, and return True; False while too much waits here."""
        if self.state != self.STATE_OPEN:
            return True  # it hears of its end
        if not self.free.is_set():
            return False
        frame, written = said.frame, 0
        if nothing_waits(self.transport):
            written = self.transport.writeSomeData(frame)
            if written == len(frame):
                return True
        self.transport.write(frame[written:] if isinstance(written, int) else frame)  # a broken line is found out there
        return True

    async def ready(self):
        """Return once it takes more."""
        await self.free.wait()

    def let_go(self):
        """Call nobody any more."""
        self.go_on = None

    def send_away(self):
        """End it for a restart; where it is still in its handshake this is done as soon as it is open."""
        if self.state == self.STATE_OPEN:
            self.sendClose(RESTART, str(random.randint(*RETURN_WITHIN)))


def nothing_waits(transport):
    """Return whether ``transport`` is a plain TCP connection with nothing to be written before."""
    return isinstance(transport, Connection) and not (
        transport.dataBuffer or transport._tempDataBuffer or transport.disconnecting
    )


class DrainingServer(Server):
    """The server of ``manage.py serve``; ``finish_seconds`` is how long requests under way may take at the end."""

    def __init__(self, application, *, finish_seconds=FINISH_SECONDS, **options):
        options = {"websocket_max_message_size": FRAME_BYTES, "websocket_max_frame_size": FRAME_BYTES,
                   "websocket_handshake_timeout": HANDSHAKE_SECONDS, **options}
        super().__init__(application, signal_handlers=False, **options)
        self.finish_seconds, self.ports, self.ends_at = finish_seconds, [], None

    def run(self):
        """Serve until a signal."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            reactor._asyncioEventloop.add_signal_handler(sign, self.drain)
        super().run()

    def listen_success(self, port):
        """Keep the port, to close it before anything else."""
        self.ports.append(port)
        self.ws_factory.protocol = Socket
        super().listen_success(port)

    def create_application(self, protocol, scope):
        """Start the application; a socket's own knows where to say what is said to many."""
        if isinstance(protocol, Socket):
            scope["extensions"] = {FRAMES: protocol}
        return super().create_application(protocol, scope)

    async def handle_reply(self, protocol, message):
        """Hand ``message`` on; over a socket, return once it takes more. What is said to one sent away is left out."""
        with suppress(Disconnected):
            await super().handle_reply(protocol, message)
        if isinstance(protocol, Socket) and protocol.free:
            await protocol.free.wait()

    def drain(self):
        """Stop listening, send the sockets away, and stop when the last request is answered; the second time, at once."""
        if self.ends_at is not None:
            self.stop()
            return
        self.ends_at = time.monotonic() + self.finish_seconds
        for port in self.ports:
            port.doRead()  # who has just connected would be cut off
        closed = defer.DeferredList([defer.maybeDeferred(port.stopListening) for port in self.ports])
        closed.addCallback(self._send_away)

    def _send_away(self, _closed):
        for socket in self.sockets():
            socket.send_away()
        log.info("ending: %d requests under way", len(self.under_way()))
        reactor.callLater(SAY_SECONDS, self._stop_when_done)

    def _stop_when_done(self):
        if self.under_way() and time.monotonic() < self.ends_at:
            reactor.callLater(LOOK_SECONDS, self._stop_when_done)
        else:
            self.stop()

    def sockets(self):
        """Return the WebSockets, those in their handshake among them."""
        return [each for each in self.under_way() if isinstance(each, WebSocketProtocol)]

    def under_way(self):
        """Return the requests that are not answered and the sockets that are not closed yet."""
        return [each for each, details in self.connections.items() if "disconnected" not in details]


def raise_descriptors():
    """Let this process hold as many connections as the system allows it; return how many. At the limit nothing is logged."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
