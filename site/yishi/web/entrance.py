"""What stands before Django's own reading of a request: the type that its body claims to be of.

Django reads that while it makes the request, when nothing can answer yet for what fails there. Forms come in UTF-8, as
every browser sends them; so of the type nothing is handed on but itself and the boundary between the parts.

What must hold before the first request is looked at here too: a server starts no site whose views declare no permission.
"""

import logging

from django.utils.http import parse_header_parameters

from .access import require_declared
from .storage import collected

log = logging.getLogger(__name__)

REFUSAL = "请以 UTF-8 编码发送，并写明内容类型。 Send this in UTF-8, and say plainly what it is.\n".encode()
PLAIN = "text/plain; charset=utf-8"
UTF8 = {"", "utf-8", "utf8"}


def bare(content_type):
    """Return ``content_type`` without its charset, or None where it cannot be read or is not written in UTF-8."""
    try:
        kind, parameters = parse_header_parameters(content_type)
    except (ValueError, LookupError):
        return None
    boundary = parameters.get("boundary", "")
    if parameters.get("charset", "").lower() not in UTF8 or set('"\\') & set(boundary):
        return None
    return f'{kind}; boundary="{boundary}"' if boundary else kind


def look_over():
    """Look the site over before it opens: what must not be stops it, what is only slow is said."""
    require_declared()
    if not collected():
        log.warning("The static files have not been collected, and are served as they are: run `make setup`.")


def entrance(application):
    """Return the ASGI ``application`` behind this entrance."""
    look_over()

    async def enter(scope, receive, send):
        heads = [
            (name, bare(value.decode("latin-1")) if name == b"content-type" else value)
            for name, value in scope["headers"]
        ]
        if any(value is None for _name, value in heads):
            await _turn_away(send)
            return
        heads = [(name, value.encode("latin-1") if isinstance(value, str) else value) for name, value in heads]
        await application({**scope, "headers": heads}, receive, send)

    return enter


def wsgi_entrance(application):
    """Return the WSGI ``application`` behind this entrance."""
    look_over()

    def enter(environ, start_response):
        kind = bare(environ.get("CONTENT_TYPE", ""))
        if kind is None:
            start_response("400 Bad Request", [("Content-Type", PLAIN), ("Content-Length", str(len(REFUSAL)))])
            return [REFUSAL]
        return application({**environ, "CONTENT_TYPE": kind}, start_response)

    return enter


async def _turn_away(send):
    heads = [(b"content-type", PLAIN.encode()), (b"content-length", str(len(REFUSAL)).encode())]
    await send({"type": "http.response.start", "status": 400, "headers": heads})
    await send({"type": "http.response.body", "body": REFUSAL})
