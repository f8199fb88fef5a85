"""Observers of ``tests.faults.live`` in one process, each after docs/stream.md; how they are, a JSON on the command line says.

It says ``ready`` when all are in. Then it reads the number of the last event, waits until everybody has it or ``patience``
is over, and prints what each has shown, in the order in which it was shown.
"""

import asyncio
import json
import random
import socket
import sys
from itertools import cycle
from time import monotonic
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, WebSocketException

SILENCE = 40.0  # seconds without a word, after which a line is dead
OPENS, LONGEST = 8.0, 3.0  # seconds for a line to come about, and about so long until the next try, as on the live page
RESTART, BEYOND = 4012, 2**31 - 1
COMES_IN = 90.0  # seconds for everybody to be there
AT_ONCE, SLOW_BUFFER = 20, 4096


class Observer:
    """One who watches; where one server listens no more it goes to the next, as a proxy before them does.

    ``slow`` is the rest after a message, ``restless`` the share of messages after which it cuts its line. The
    red control ``forgetful`` comes back without saying what it has seen.
    """

    def __init__(self, places, chance, *, slow=0.0, restless=0.0, forgetful=False):
        self.places, self.chance, self.slow, self.restless, self.forgetful = places, chance, slow, restless, forgetful
        self.shown, self.last, self.tries, self.asking, self.quiet = [], 0, 0, False, False
        self.counts = dict.fromkeys(("came_back", "gaps", "twice", "resyncs"), 0)
        self.lost_at, self.away, self.within = None, 0.0, asyncio.Event()
        self.tale, self.longest = [], []

    async def watch(self, door):
        """Watch until cancelled, whatever happens to the line."""
        while True:
            wait = None
            try:
                await self._sit(next(self.places), door)
                self._tell("cut")
            except ConnectionClosed as end:
                if end.rcvd and end.rcvd.code == RESTART:
                    wait = int(end.rcvd.reason) / 1000
                self._tell(end)
            except (OSError, WebSocketException) as end:
                self._tell(end)
            self.tries += 1
            await asyncio.sleep(min(LONGEST, 2 ** self.tries) * (0.5 + self.chance.random()) if wait is None else wait)

    def _tell(self, what):
        """Note what happened while there was no line, and when; who has not been in yet is not away."""
        if not self.within.is_set():
            return
        self.lost_at = self.lost_at or monotonic()
        self.tale.append(f"{monotonic() - self.lost_at:.1f} {what!r}"[:120])

    async def _sit(self, place, door):
        async with door:
            if self.lost_at is not None:
                self._tell("connects")
            try:
                line = await self._connected(place)
            except ConnectionRefusedError:
                line = await self._connected(next(self.places))
        try:
            if self.lost_at is not None:
                self._tell("connected")
            self.asking = False
            await self._ask(line, BEYOND if self.forgetful and self.shown else self.last)
            while True:
                await self._hear(json.loads(await asyncio.wait_for(line.recv(), SILENCE)), line)
                if self.slow and not self.quiet:
                    await asyncio.sleep(self.slow)
                if not self.quiet and self.chance.random() < self.restless:
                    return
        finally:
            await line.close()

    async def _connected(self, place):
        more = {"max_queue": 1, "sock": await narrow(place)} if self.slow else {}
        return await connect(place["socket"], origin=place["origin"], compression=None, open_timeout=OPENS, ping_interval=None,
                             close_timeout=1, **more)

    async def _ask(self, line, last):
        if not self.asking:  # one question at a time
            self.asking = True
            await line.send(json.dumps({"type": "hello", "last_seq": last}))

    async def _hear(self, message, line):
        if "seq" in message:
            await self._event(message["seq"], line)
        elif message["type"] == "hello":
            self._welcomed()
            if self.forgetful and self.counts["came_back"]:
                self.last = max(self.last, message["head"])
        elif message["type"] == "resync":
            self.counts["resyncs"] += 1
            self.asking = False
            await self._ask(line, self.last)
        elif message["type"] == "heartbeat" and message["head"] > self.last:
            await self._ask(line, self.last)

    async def _event(self, seq, line):
        if seq <= self.last:
            self.counts["twice"] += 1
        elif seq > self.last + 1 and not self.forgetful:
            self.counts["gaps"] += 1
            await self._ask(line, self.last)
        else:
            self.last = seq
            self.shown.append(seq)

    def _welcomed(self):
        self.tries, self.asking = 0, False
        self.within.set()
        if self.lost_at is not None:
            self.counts["came_back"] += 1
            self._tell("hello")
            if (away := monotonic() - self.lost_at) > self.away:
                self.away, self.longest = away, self.tale
            self.lost_at, self.tale = None, []


async def narrow(place):
    """Return a connection to ``place`` that takes little at once."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SLOW_BUFFER)
    line.setblocking(False)
    parts = urlsplit(place["origin"])
    await asyncio.get_running_loop().sock_connect(line, (parts.hostname, parts.port))
    return line


async def main(asked):
    """Let everybody in, wait for the end, and print what was shown."""
    door, chance = asyncio.Semaphore(AT_ONCE), random.Random(asked["seed"])
    watching = []
    for n in range(asked["number"]):
        places = cycle(asked["places"][n % len(asked["places"]):] + asked["places"][:n % len(asked["places"])])
        slow = asked["slow"] if n < asked["slow_number"] else 0.0
        watching.append(Observer(places, random.Random(chance.random()), slow=slow, restless=asked["restless"],
                                 forgetful=asked["forgetful"]))
    tasks = [asyncio.create_task(each.watch(door)) for each in watching]
    await asyncio.wait_for(asyncio.gather(*(each.within.wait() for each in watching)), COMES_IN)
    print("ready", flush=True)
    line = await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    until, head = monotonic() + asked["patience"], int(line or 0)
    for each in watching:
        each.quiet = True
    while monotonic() < until and any(each.last < head for each in watching):
        await asyncio.sleep(0.1)
    told = [{"shown": each.shown, "away": each.away, "longest": each.longest,
             "ended": [repr(task.exception())] if task.done() else [], **each.counts}
            for each, task in zip(watching, tasks, strict=True)]
    print(json.dumps(told), flush=True)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
