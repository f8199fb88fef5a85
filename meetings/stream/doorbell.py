"""The doorbell: after a commit it says that something stands in the journal. It says nothing else, and may get lost.

Within a process it is a call. Where Redis is named, one thread a process rings for the others through the channel layer,
so that no act waits for Redis; and one subscription a process hears it.
"""

import asyncio
import logging
import queue
import threading
import uuid
from contextlib import suppress
from time import monotonic

from channels.layers import InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)
GROUP = "hall-doorbell"
PROCESS = uuid.uuid4().hex
FORGOTTEN = 45.0  # seconds after which a count of another process is nothing, and a silent subscription is made anew
RETRY = 5.0
PATIENCE = 2.0  # seconds for Redis to take a message
_here = set()  # tailers
_far = queue.Queue(maxsize=1000)
_ringer = {}


def listen(tailer):
    """Let ``tailer`` hear of every event of this process."""
    _here.add(tailer)


def leave(tailer):
    """Let ``tailer`` hear nothing any more."""
    _here.discard(tailer)


def ring(sender, events, **kwargs):
    """Hear of ``events`` that were appended, and ring here and elsewhere."""
    names = sorted({event.stream.name for event in events})
    for tailer in tuple(_here):
        tailer.wake(names)
    if spans_processes():
        _ring_elsewhere(names)


def spans_processes():
    """Return whether the channel layer reaches other processes."""
    return not isinstance(get_channel_layer(), InMemoryChannelLayer | None)


def _ring_elsewhere(names):
    if "thread" not in _ringer:
        _ringer["thread"] = threading.Thread(target=_ringing, name="hall-doorbell", daemon=True)
        _ringer["thread"].start()
    with suppress(queue.Full):  # the timers of the others find it
        _far.put_nowait(names)


def _ringing():
    loop = asyncio.new_event_loop()
    while True:
        message = {"type": "ring", "names": _far.get()}
        try:
            loop.run_until_complete(asyncio.wait_for(get_channel_layer().group_send(GROUP, message), PATIENCE))
        except Exception as error:
            logger.warning("the doorbell cannot be rung: %s", error)


class Elsewhere:
    """What is heard of other processes: their rings, and how many watch there. Nothing without Redis."""

    def __init__(self, wake):
        self._wake, self._counts, self._task, self._heard = wake, {}, None, 0.0

    def watching(self, pk):
        """Return how many watch the meeting ``pk`` in other processes, as they last said."""
        time = monotonic()
        return sum(n for (other, _process), (n, at) in self._counts.items() if other == pk and time - at < FORGOTTEN)

    async def count(self, pk, n):
        """Say that ``n`` watch the meeting ``pk`` here; and subscribe, again where nothing has been heard for long."""
        if not spans_processes():
            return
        if self._task is None or self._task.done() or monotonic() - self._heard > FORGOTTEN:
            await self.close()
            self._heard, self._task = monotonic(), asyncio.create_task(self._hear())
        with suppress(Exception):  # Redis is away: the count is about, and the timer reads
            message = {"type": "count", "meeting": pk, "process": PROCESS, "n": n}
            await asyncio.wait_for(get_channel_layer().group_send(GROUP, message), PATIENCE)

    async def close(self):
        """Hear nothing any more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._task
            self._task = None

    async def _hear(self):
        layer = get_channel_layer()
        while True:
            try:
                channel = await layer.new_channel()
                await layer.group_add(GROUP, channel)
                while True:
                    self._take(await layer.receive(channel))
            except Exception as error:
                logger.warning("the doorbell of other processes is not heard: %s", error)
                await asyncio.sleep(RETRY)

    def _take(self, message):
        self._heard = monotonic()
        if message["type"] == "ring":
            self._wake(message["names"])
        elif message["process"] != PROCESS:
            self._counts[message["meeting"], message["process"]] = message["n"], monotonic()
