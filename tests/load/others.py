"""What the stream is compared with: a bare broadcast (``python -m tests.load.others PORT``), and stock Channels groups.

The groups are served as ``daphne tests.load.others:stock``; whatever is posted goes to everybody, as in the tutorials.
"""

import asyncio
import os
import sys

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter
from django.conf import settings
from websockets.asyncio.server import broadcast, serve

if not settings.configured:
    settings.configure(CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer",
                                                   "CONFIG": {"capacity": 1000}}})


class Stock(AsyncWebsocketConsumer):
    """A socket in a group, as the tutorial of Channels has it."""

    async def connect(self):
        await self.channel_layer.group_add("all", self.channel_name)
        await self.accept()

    async def say(self, message):
        """Hand a message of the group on."""
        await self.send(text_data=message["text"])


async def post(scope, receive, send):
    """Send the body of the request to the group."""
    body = (await receive()).get("body", b"")
    if body:
        await get_channel_layer().group_send("all", {"type": "say", "text": body.decode()})
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


stock = ProtocolTypeRouter({"http": post, "websocket": Stock.as_asgi()})


async def bare(port):
    """Broadcast each line of the input to everybody."""
    async with serve(lambda socket: socket.wait_closed(), "127.0.0.1", port, compression=None, ping_interval=None) as server:
        print("ready", flush=True)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            broadcast(server.connections, line.rstrip("\n"))
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(bare(int(sys.argv[1])))
