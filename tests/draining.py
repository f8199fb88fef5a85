"""A site of two addresses behind the server that drains, as a process of its own: ``python -m tests.draining PORT``."""

import asyncio
import sys

from yishi.web.serving import DrainingServer

SLOW_SECONDS = 0.6


async def site(scope, receive, send):
    """Answer /slow slowly and everything else at once; accept every socket."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    if scope["path"] == "/slow":
        print("begun", flush=True)
        await asyncio.sleep(SLOW_SECONDS)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
    await send({"type": "http.response.body", "body": b"done"})


if __name__ == "__main__":
    DrainingServer(site, endpoints=[f"tcp:port={sys.argv[1]}:interface=127.0.0.1"]).run()
