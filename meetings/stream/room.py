"""One meeting that is watched from this process: who watches, how far its stream was read, what was written lately."""

import asyncio
from collections import deque

from .line import said

KEPT = 256  # events kept as they were written, for whoever comes back after a short while
SLICE = 100  # sockets that are written to before others have their turn


class Room:
    """The watchers of the meeting ``pk``, whose stream was read up to ``head``.

    ``beside`` are the streams that change its panels; ``panels``, the sum of their heads, grows with every change.
    """

    def __init__(self, pk, head, beside=frozenset(), panels=0):
        self.pk, self.name, self.head, self.beside, self.panels = pk, f"meeting:{pk}", head, beside, panels
        self.lines, self._groups = set(), {}
        self.beats_at = 0.0
        self._kept = {}

    @property
    def eyes(self):
        """Return the ways in which the stream is read here now."""
        return self._groups.keys()

    def add(self, line):
        """Let ``line`` watch, as its ``eye`` reads now; whoever comes again may be somebody else."""
        self.discard(line)
        self.lines.add(line)
        self._groups.setdefault(line.eye, set()).add(line)

    def discard(self, line):
        """Let ``line`` go."""
        self.lines.discard(line)
        for eye, group in tuple(self._groups.items()):
            group.discard(line)
            if not group:
                del self._groups[eye]

    async def deliver(self, written):
        """Hand ``written`` ({eye: [(seq, what is said)]}, of every eye here) to everybody: the same bytes for each of a class.

        It counts as read before anybody has it: who says hello meanwhile has it from what is kept, and once.
        """
        last = self.head = max(self.head, *(seq for events in written.values() for seq, _each in events))
        for eye in self._kept.keys() - written.keys():
            del self._kept[eye]
        for eye, events in written.items():
            self._kept.setdefault(eye, deque(maxlen=KEPT)).extend(events)
        for eye, group in tuple(self._groups.items()):
            events = written.get(eye, ())
            for some in _in_turns(group):
                for line in some:
                    for seq, each in events:
                        line.offer(seq, each, last)
                await asyncio.sleep(0)

    def remember(self, eye, events):
        """Keep ``events``, read from the database as ``eye`` reads them, before what is kept already; no gap is kept."""
        kept = self._kept.get(eye, ())
        first = kept[0][0] if kept else self.head + 1
        earlier = [each for each in events if each[0] < first]
        if earlier and earlier[-1][0] == first - 1:
            self._kept[eye] = deque([*earlier, *kept], maxlen=KEPT)

    def lately(self, eye, seq):
        """Return [(seq, what is said)] of the events above ``seq``, or None where they are not kept."""
        if seq == self.head:
            return []
        kept = self._kept.get(eye)
        if not kept or kept[-1][0] != self.head or kept[0][0] > seq + 1:
            return None
        return [each for each in kept if each[0] > seq]

    async def tell(self, **message):
        """Say something that is no event to everybody."""
        each = said(**message)
        for some in _in_turns(self.lines):
            for line in some:
                line.tell(each)
            await asyncio.sleep(0)


def _in_turns(lines):
    """Return ``lines``, as they are now, in slices: after each of them whatever else waits has its turn."""
    now = tuple(lines)
    return [now[start:start + SLICE] for start in range(0, len(now), SLICE)]
