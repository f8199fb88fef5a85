"""What stands before a socket: only pages of this site may open one, and only where something listens."""

import logging
import resource
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern

log = logging.getLogger(__name__)
PORTS = {"http": 80, "https": 443}
FEW, MANY = 4096, 65536  # open files; a socket is one, and at the limit nothing is logged any more


def sockets(routes):
    """Return the ASGI application that leads a socket to its place among ``routes`` (made with ``path``).

    Whoever comes from another site, from no site, or to no place is turned away before the handshake (403).
    """
    resolver = URLResolver(RegexPattern(r"^/"), routes)
    make_room()

    async def lead(scope, receive, send):
        try:
            found = resolver.resolve(scope["path"])
        except Resolver404:
            return await turn_away(scope, receive, send)
        if not from_here(scope):
            return await turn_away(scope, receive, send)
        await found.func({**scope, "url_route": {"args": found.args, "kwargs": found.kwargs}}, receive, send)

    return lead


def make_room():
    """Let this process have as many sockets open as the machine allows it, and say where those are few."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = MANY if hard == resource.RLIM_INFINITY else min(hard, MANY)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    if allowed < FEW:
        log.warning("This process may have %s files open, so that fewer than as many can watch a meeting live.", allowed)


async def turn_away(scope, receive, send):
    """Turn a socket away (403)."""
    await send({"type": "websocket.close"})


def header(scope, name):
    """Return the one value of the header ``name``; None where there is none, or more than one."""
    found = [value for key, value in scope["headers"] if key == name]
    return found[0].decode("latin-1") if len(found) == 1 else None


def from_here(scope):
    """Return whether the page that opens the socket is of this site: scheme, host and port are those asked for.

    As with forms, an address in ``CSRF_TRUSTED_ORIGINS`` is of this site too. Without an Origin, or with null: no.
    """
    origin, host = place_of(header(scope, b"origin")), header(scope, b"host") or ""
    if origin is None or not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return False
    scheme = "https" if is_secure(scope) else "http"
    return origin in {place_of(f"{scheme}://{host}"), *map(place_of, settings.CSRF_TRUSTED_ORIGINS)}


def is_secure(scope):
    """Return whether the socket came over TLS, to this server or, as the settings say, to the proxy before it."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        return header(scope, name.removeprefix("HTTP_").replace("_", "-").lower().encode()) == value
    return scope.get("scheme") == "wss"


def place_of(origin):
    """Return (scheme, host, port) of an Origin, or None where it is none."""
    try:
        parts = urlsplit(origin or "")
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    bare = not (parts.path or parts.query or parts.fragment or parts.username or parts.password)
    return (parts.scheme, parts.hostname, port) if port and parts.hostname and bare else None
