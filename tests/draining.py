"""A site of a few addresses behind the server that drains, as a process of its own: ``python -m tests.draining PORT``."""

import asyncio
import sys

from yishi.web.outlets import Said, handed, outlet_of
from yishi.web.serving import DrainingServer, Socket

SLOW_SECONDS = 0.6
FLOOD, LONG = 3000, "%05d" + "x" * 16_000  # messages, more than any buffer on the way holds
flooded = 0


async def site(scope, receive, send):
    """Answer /slow slowly and everything else at once; accept every socket likewise, and say much over that of /flood."""
    if scope["type"] == "websocket":
        await asyncio.sleep(SLOW_SECONDS if scope["path"] == "/slow" else 0)
        await send({"type": "websocket.accept"})
        await flood(scope, send, FLOOD if scope["path"] == "/flood" else 0)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    if scope["path"] == "/slow":
        print("begun", flush=True)
        await asyncio.sleep(SLOW_SECONDS)
    said = b"%d" % flooded if scope["path"] == "/flooded" else b"done"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(said))]})
    await send({"type": "http.response.body", "body": said})


async def flood(scope, send, number):
    """Say something long ``number`` times, by turns as to this socket alone and as to many."""
    global flooded
    outlet = outlet_of(scope, send)
    assert isinstance(outlet, Socket), "the server's own"
    for n in range(number):
        if n % 2:
            await handed(outlet, Said(LONG % n))
        else:
            await send({"type": "websocket.send", "text": LONG % n})
        flooded += 1
        await asyncio.sleep(0)


if __name__ == "__main__":
    DrainingServer(site, endpoints=[f"tcp:port={sys.argv[1]}:interface=127.0.0.1"]).run()
