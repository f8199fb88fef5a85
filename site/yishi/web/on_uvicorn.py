"""The sockets of uvicorn as outlets: ``uvicorn --ws yishi.web.on_uvicorn:Socket --lifespan off yishi.asgi:application``.

uvicorn is no part of the site: this is for whoever has it, and ``manage.py serve`` is the way that ends in order.
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from .outlets import FRAMES, Writing


class Socket(Writing, WebSocketsSansIOProtocol):
    """A WebSocket of uvicorn that writes what is said to many as the frame that it is."""

    async def run_asgi(self):
        self.scope.setdefault("extensions", {})[FRAMES] = self
        await super().run_asgi()

    def resume_writing(self):
        super().resume_writing()
        self.resumed()
