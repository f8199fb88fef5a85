"""The front page as it is kept for visitors. It reads everything."""

from django.template.loader import render_to_string

from yishi.web.kept import refilled
from yishi.web.ready import page

from .queries import front_page, voting


def front(request):
    """Return everything on the front page."""
    return render_to_string("content/front.html", front_page(request.actor), request)


def own(request, content):
    """Return the front page ``content`` as visitors read it, with the ballots in which the reader may vote."""
    return refilled(content, {"voting": render_to_string("content/voting.html", {"voting": voting(request.actor)}, request)})


page("home", lambda _number, request: front(request))
