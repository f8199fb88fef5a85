"""The one reader of a process: new rows of the journal are read once, written once a class, and handed to everybody.

It is woken by a doorbell (``doorbell.py``), and by itself after a moment: a doorbell that was not heard costs that
moment and never an event.
"""

import asyncio
import logging
from contextlib import suppress
from time import monotonic
from weakref import WeakKeyDictionary

from yishi.db.from_async import read

from . import doorbell, log
from .admission import Door, admit_all
from .encoders import encode
from .line import spoken
from .room import KEPT, Room

logger = logging.getLogger(__name__)
MOMENT = 1.0  # seconds without a doorbell
BEAT = 15.0  # seconds between heartbeats
CHECKED = 60.0  # seconds after which it is asked again who may watch
CHECKS = 50  # at once
FORBIDDEN = 4403  # the code that ends a socket whose viewer may not watch (any more)


class Tailer:
    """Reads for the sockets of one event loop. It runs while anybody watches."""

    def __init__(self):
        self.rooms = {}
        self.elsewhere, self.door = doorbell.Elsewhere(self.wake), Door()
        self._bell, self._loop, self._task, self._failing = asyncio.Event(), asyncio.get_running_loop(), None, False
        self._doing = {}

    def wake(self, names=()):
        """Look into the journal now, where one of the streams ``names`` is watched. Callable from any thread."""
        watched = any(room.name in names or room.beside & set(names) for room in tuple(self.rooms.values()))
        if watched and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._bell.set)

    async def join(self, line):
        """Let ``line`` watch; from now on it is offered every event. Return its room."""
        room = self.rooms.get(line.pk)
        if room is None:
            found = await self._once(line.pk, _opened, line.pk)
            room = self.rooms.setdefault(line.pk, found)  # somebody else may have put it there meanwhile
        room.add(line)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return room

    def leave(self, line):
        """Let ``line`` go; with the last one of a meeting its room is closed."""
        room = self.rooms.get(line.pk)
        if room is None:
            return
        room.discard(line)
        if not room.lines:
            del self.rooms[line.pk]
        if not self.rooms:
            self._bell.set()

    async def missed(self, room, eye, seq):
        """Return [(seq, what is said)] of the latest events above ``seq``, or None where that is too long ago.

        However many come back at once to a server that has just started, what they missed is read once for each ``eye``.
        """
        found = room.lately(eye, seq)
        if found is None and room.head - seq <= KEPT:
            await self._once((room, eye), self._remember, room, eye)
            found = room.lately(eye, seq)
        return found

    async def _once(self, what, do, *args):
        """Return what ``do(*args)`` does; where it is being done already for somebody who came at the same time, that."""
        if what not in self._doing:
            self._doing[what] = asyncio.create_task(do(*args))
            self._doing[what].add_done_callback(lambda _task: self._doing.pop(what))
        return await asyncio.shield(self._doing[what])

    async def _remember(self, room, eye):
        _events, written = await read(_news)(room.name, max(0, room.head - KEPT), {eye})
        room.remember(eye, written[eye])

    def watching(self, room):
        """Return how many watch the meeting of ``room``, in other processes about."""
        return len(room.lines) + self.elsewhere.watching(room.pk)

    async def _run(self):
        doorbell.listen(self)
        try:
            while self.rooms:
                await self._round()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._bell.wait(), MOMENT)
                self._bell.clear()
        finally:
            doorbell.leave(self)
            await self.elsewhere.close()
        if self.rooms:  # somebody came while it was closing
            self._task = asyncio.create_task(self._run())

    async def _round(self):
        """Look once; a database that is away is waited for, and the first of several failures is logged whole."""
        try:
            await self.look()
            await self._attend()
            self._failing = False
        except Exception:
            logger.log(logging.DEBUG if self._failing else logging.ERROR, "the stream cannot be read; it goes on trying",
                       exc_info=True)
            self._failing = True

    async def look(self):
        """Read what is new in every stream that is watched, and hand it on."""
        heads = await read(log.heads_of)({name for room in self.rooms.values() for name in (room.name, *room.beside)})
        for room in list(self.rooms.values()):
            while room.lines and room.head < heads.get(room.name, 0):
                await self._hand_on(room)
            panels = sum(heads.get(name, 0) for name in room.beside)
            if panels != room.panels:
                room.panels = panels
                await room.tell(type="panels", panels=panels)

    async def _hand_on(self, room):
        events, written = await read(_news)(room.name, room.head, set(room.eyes))
        while missing := room.eyes - written.keys():  # who came in while it was read
            written |= spoken(await read(encode)(events, missing))
        if events:
            await room.deliver(written)

    async def _attend(self):
        """Say who is here, and ask again who may be: each in its time."""
        time = monotonic()
        for room in list(self.rooms.values()):
            if time >= room.beats_at:
                room.beats_at = time + BEAT
                room.beside = frozenset(await read(log.beside)(room.pk))
                await self.elsewhere.count(room.pk, len(room.lines))
                await room.tell(type="heartbeat", head=room.head, watching=self.watching(room), panels=room.panels)
        due = [line for room in self.rooms.values() for line in room.lines if time >= line.check_at]
        if due:
            await self._ask_again(due, time)

    async def _ask_again(self, lines, time):
        """Ask who of ``lines`` may watch, and as what: one question a session."""
        asked = list(dict.fromkeys((line.pk, line.session, line.eye.language) for line in lines))[:CHECKS]
        answers = await read(admit_all)(asked)
        for line in lines:
            if (key := (line.pk, line.session, line.eye.language)) not in answers:
                continue  # its turn comes
            line.check_at = time + CHECKED
            if answers[key] is None:
                line.close(FORBIDDEN)
            elif answers[key] != line.eye:
                line.resync(line.seq)  # it comes again, and reads as what it is now


async def _opened(pk):
    return Room(pk, *await read(log.opened)(pk))


def _news(name, seq, eyes):
    events = log.after(name, seq)
    return events, spoken(encode(events, eyes))


_tailers = WeakKeyDictionary()


def tailer():
    """Return the tailer of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _tailers:
        _tailers[loop] = Tailer()
    return _tailers[loop]
