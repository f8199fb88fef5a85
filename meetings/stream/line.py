"""What is said to one socket. What waits is bounded: whoever reads too slowly is told to come again, never skipped."""

from collections import deque

from yishi.web.outlets import Said, handed

from .encoders import dumped

MOST = 256  # messages that may wait


def said(**message):
    """Return ``message`` as it goes out, to one or to many."""
    return Said(dumped(message))


def spoken(written):
    """Return ``written`` ({eye: [(seq, JSON)]}) as it goes out."""
    return {eye: [(seq, Said(text)) for seq, text in events] for eye, events in written.items()}


class Line:
    """The messages for one viewer, in order, each event once. ``eye`` is how they read, ``session`` whose it is.

    ``outlet`` is the way out; what it does not take at once waits here. ``ends`` is called with the code to close with.
    """

    __slots__ = ("_code", "_held", "_live", "_outlet", "_waiting", "check_at", "ends", "eye", "pk", "seq", "session")

    def __init__(self, pk, eye, session, outlet, ends):
        self.pk, self.eye, self.session, self.ends = pk, eye, session, ends
        self.check_at, self.seq = 0.0, 0
        self._outlet, self._waiting, self._held, self._live, self._code = outlet, deque(), None, False, None
        outlet.go_on = self._go_on

    def begin(self, seq):
        """Start (again) after the event ``seq``: from now on live events are held until ``join``."""
        self._waiting.clear()
        self.seq, self._held, self._live = seq, [], True

    async def replay(self, missed):
        """Send the events ``missed``, as fast as they are read."""
        for seq, each in missed:
            await self.say(each)
            self.seq = seq

    async def say(self, each):
        """Send ``each`` now; return when it is taken. Nothing else may be under way: live events are held."""
        await handed(self._outlet, each)

    def join(self):
        """Let through what came while the earlier events were read from the database."""
        held, self._held = self._held or [], None
        for seq, each in held:
            if seq:
                self.offer(seq, each)
            else:
                self.tell(each)

    def offer(self, seq, each, head=0):
        """Take the event ``seq``, unless it has been taken before."""
        if not self._live or seq <= self.seq:
            return
        if self._held is not None:
            self._held.append((seq, each))
            if len(self._held) > MOST:
                self.resync(seq)
        elif len(self._waiting) >= MOST:
            self.resync(head or seq)
        else:
            self.seq = seq
            if self._waiting or not self._outlet.take(each):
                self._waiting.append(each)

    def tell(self, each):
        """Take a message that is no event; where too much waits it is left out, for it will be said again.

        It overtakes no event: a heartbeat with a head that the viewer does not have yet makes it ask anew.
        """
        if self._held is not None:
            if len(self._held) < MOST:
                self._held.append((0, each))
        elif len(self._waiting) < MOST:
            self.put(each)

    def put(self, each):
        """Take ``each``, however much waits."""
        if self._waiting or not self._outlet.take(each):
            self._waiting.append(each)

    def resync(self, head):
        """Say that events were left out: the viewer comes again, with the last number that it has."""
        self._waiting.clear()
        self._held, self._live = None, False
        self.put(said(type="resync", head=head))

    def close(self, code):
        """End the socket with ``code`` once what waits has been sent."""
        self._code = code
        self._go_on()

    def leave(self):
        """Send nothing any more."""
        self._waiting.clear()
        self._outlet.let_go()

    def _go_on(self):
        """Send what waits, as far as it is taken; after the last of it comes the end, where there is to be one."""
        while self._waiting and self._outlet.take(self._waiting[0]):
            self._waiting.popleft()
        if self._code and not self._waiting:
            code, self._code = self._code, None
            self.ends(code)
