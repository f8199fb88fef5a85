"""One meeting that is watched from this process: who watches, how far its stream was read, what was written lately."""

from collections import deque

from .encoders import dumped

KEPT = 256  # events kept as they were written, for whoever comes back after a short while


class Room:
    """The watchers of the meeting ``pk``, whose stream was read up to ``head``.

    ``beside`` are the streams that change its panels; ``panels``, the sum of their heads, grows with every change.
    """

    def __init__(self, pk, head, beside=frozenset(), panels=0):
        self.pk, self.name, self.head, self.beside, self.panels = pk, f"meeting:{pk}", head, beside, panels
        self.lines = set()
        self.beats_at = 0.0
        self._kept = {}

    @property
    def eyes(self):
        """Return the ways in which the stream is read here now."""
        return {line.eye for line in self.lines}

    def deliver(self, written):
        """Hand ``written`` ({eye: [(seq, JSON)]}, of every eye here) to everybody: the same text for each of a class."""
        last = self.head
        for eye in self._kept.keys() - written.keys():
            del self._kept[eye]
        for eye, events in written.items():
            last = max(last, *(seq for seq, _text in events))
            self._kept.setdefault(eye, deque(maxlen=KEPT)).extend(events)
        for line in self.lines:
            for seq, text in written[line.eye]:
                line.offer(seq, text, last)
        self.head = last

    def lately(self, eye, seq):
        """Return [(seq, JSON)] of the events above ``seq``, or None where they have to be read from the database."""
        if seq == self.head:
            return []
        kept = self._kept.get(eye)
        if not kept or kept[-1][0] != self.head or kept[0][0] > seq + 1:
            return None
        return [each for each in kept if each[0] > seq]

    def tell(self, **message):
        """Say something that is no event to everybody."""
        text = dumped(message)
        for line in self.lines:
            line.tell(text)
