"""Socket in the wall: where the site leads to. A floor plugs its own links in at start-up; base templates know none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Link:
    """One link of the navigation (``spot`` "main"), of the reader's own tools ("tools") or of the foot ("foot").

    At the spot "fault" stands where it is told that a page (``?page=``) is wrong, at "search" the list that ``?q=`` looks through.

    ``name`` is the URL's name, ``label`` its word, ``rank`` its place from the left; ``shows(request)`` says who is
    offered it (default: everybody); ``count(request)`` is a number shown beside it where it is not 0. ``covers`` are the
    beginnings of other addresses that belong to it, where it is shown as current. Who is offered one that ``leads`` comes
    there after signing in.
    """

    name: str
    label: Any
    rank: int = 50
    spot: str = "main"
    shows: Callable | None = None
    count: Callable | None = None
    covers: tuple[str, ...] = ()
    leads: bool = False


LINKS: dict[tuple[str, str], Link] = {}


def register(*links):
    """Plug links in. A name may be taken once at a spot; a second one stops the site from starting."""
    for link in links:
        if LINKS.setdefault((link.spot, link.name), link) != link:
            raise ValueError(f"link {link.name} is registered twice")


def after_sign_in(request):
    """Return the address to which whoever has just signed in is led where they were going nowhere, or ""."""
    return next((reverse(link.name) for link in LINKS.values() if link.leads and link.shows(request)), "")


def links(request, spot):
    """Return what is offered to ``request`` at ``spot``: dicts with label, href, count and current."""
    found = []
    for link in sorted(LINKS.values(), key=lambda link: link.rank):
        if link.spot == spot and (link.shows is None or link.shows(request)):
            href = reverse(link.name)
            here = request.path == href if href == "/" else request.path.startswith((href, *link.covers))
            count = link.count(request) if link.count else 0
            found.append({"label": link.label, "href": href, "current": here, "count": count})
    return found
