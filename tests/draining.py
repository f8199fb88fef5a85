"""A site of two addresses behind the server that drains, as a process of its own: ``python -m tests.draining PORT``."""

import asyncio
import sys

from yishi.web.serving import DrainingServer

SLOW_SECONDS = 0.6
FLOOD, LONG = 3000, "x" * 16_000  # messages, more than any buffer on the way holds
flooded = 0


async def site(scope, receive, send):
    """Answer /slow slowly and everything else at once; accept every socket, and say much over that of /flood."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        await flood(send, FLOOD if scope["path"] == "/flood" else 0)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    if scope["path"] == "/slow":
        print("begun", flush=True)
        await asyncio.sleep(SLOW_SECONDS)
    said = b"%d" % flooded if scope["path"] == "/flooded" else b"done"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(said))]})
    await send({"type": "http.response.body", "body": said})


async def flood(send, number):
    """Say something long ``number`` times."""
    global flooded
    for _n in range(number):
        await send({"type": "websocket.send", "text": LONG})
        flooded += 1
        await asyncio.sleep(0)


if __name__ == "__main__":
    DrainingServer(site, endpoints=[f"tcp:port={sys.argv[1]}:interface=127.0.0.1"]).run()
