"""The pages behind an ASGI server: each request is answered in one thread, from the first middleware to the view.

Django's own handler goes back to the event loop between middlewares that know no coroutines (WhiteNoise, ours) and the
view. Where the loop has ended meanwhile, the thread waits for it for ever, and with it the server that was told to end.
"""

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import FileResponse


class Pages(ASGIHandler):
    """Django's handler with its middlewares and views as plain functions. A view may be a coroutine function all the same."""

    def load_middleware(self, is_async=False):
        """Load the middlewares as plain functions, whatever is asked for."""
        super().load_middleware(is_async=False)

    async def run_get_response(self, request):
        """Return the response to ``request``, made in the thread of this request; a file is sent in larger pieces."""
        response = await sync_to_async(self.get_response)(request)
        response._handler_class = self.__class__
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        return response

