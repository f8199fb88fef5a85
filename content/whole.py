"""The front page as it is kept for visitors. It reads everything."""

from django.template.loader import render_to_string

from yishi.web.ready import page

from .queries import front_page


def front(request):
    """Return everything on the front page."""
    return render_to_string("content/front.html", front_page(request.actor), request)


page("home", lambda _number, request: front(request))
