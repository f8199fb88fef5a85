"""Observers of ``tests.load.live`` in one process: ``python -m tests.load.watchers ADDRESS N ORIGIN [HELLO]``.

It says ``ready`` when all are in; when its input ends it prints {statement: [instants at which it came]} as JSON, under
"disordered" how many came after a later one or twice.
"""

import asyncio
import json
import re
import sys
import time
from collections import defaultdict
from contextlib import suppress

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

STATEMENT = re.compile(r'"statement":(\d+)')
AT_ONCE = 20


async def watch(address, origin, hello, came, door):
    """Watch with one socket; note when each statement came."""
    async with door:
        socket = await connect(address, origin=origin or None, compression=None, open_timeout=60, ping_interval=None)
        if hello:
            await socket.send(hello)
            await socket.recv()
    return asyncio.create_task(listen(socket, came))


async def listen(socket, came):
    """Note each statement until the line breaks; what is missing then counts as lost."""
    last = 0
    with suppress(ConnectionClosed):
        async for text in socket:
            if found := STATEMENT.search(text):
                number = int(found.group(1))
                came[number].append(time.time())
                if number <= last:
                    came["disordered"].append(number)
                last = max(last, number)


async def main(address, number, origin="", hello=""):
    """Let ``number`` observers in, and wait for the end of the input."""
    came, door = defaultdict(list), asyncio.Semaphore(AT_ONCE)
    tasks = await asyncio.gather(*(watch(address, origin, hello, came, door) for _n in range(int(number))))
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    print(json.dumps(came), flush=True)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
