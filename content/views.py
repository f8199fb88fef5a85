"""The front page, and what is published."""

from django.shortcuts import render
from django.views.generic import View

from yishi.web.access import PUBLIC
from yishi.web.answers import until_next_event
from yishi.web.kept import answer
from yishi.web.paging import page_by_key

from .queries import posted, published
from .whole import front, own


class Home(View):
    """What is being decided now, what comes next, what came out, and what was promised."""

    access = PUBLIC

    def get(self, request):
        return answer(request, "home", "content/home.html", front, dict, own)


@until_next_event
class Published(View):
    """What hangs now, and every result, newest first, page by key."""

    access = PUBLIC

    def get(self, request):
        page = page_by_key(published(), request, order=("-published_at", "-pk"))
        hanging = [] if page.before else posted()
        return render(request, "content/published.html", {"page": page, "posted": hanging})
