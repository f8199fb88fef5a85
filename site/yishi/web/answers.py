"""Whole answers to visitors who bring nothing of their own, kept in the memory of the process: what stays then of a
page's cost is to ask whether it still stands, and to put in what is each visitor's own.

What is theirs is taken out of what is kept: the token of a form. The bar of a demonstration, which changes by the
second, is drawn for each. Whoever has a session, or comes with a cookie that is not known here, is answered anew.
"""

import re
from collections import OrderedDict
from functools import wraps
from threading import Lock

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

from yishi.clock.story import instant, today
from yishi.journal.queries import newest

from .comfort import COOKIE, reading_of

BYTES = 24 << 20  # of all answers together
LONGEST = 200  # characters of an address that is kept
COOKIES = {COOKIE, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(?=")')
BANNER = re.compile(rb'<aside class="banner".*?</aside>', re.DOTALL)


class Memory:
    """Answers by key; beyond ``room`` bytes the one that was longest not asked for goes."""

    def __init__(self, room=BYTES):
        self.room, self.used = room, 0
        self.rows, self.lock = OrderedDict(), Lock()

    def get(self, key):
        """Return what is kept of ``key``, or None."""
        with self.lock:
            if key in self.rows:
                self.rows.move_to_end(key)
            return self.rows.get(key)

    def put(self, key, answer):
        """Keep ``answer`` (an Answer) under ``key``."""
        with self.lock:
            self.used += answer.size - getattr(self.rows.pop(key, None), "size", 0)
            self.rows[key] = answer
            while self.used > self.room:
                self.used -= self.rows.popitem(last=False)[1].size

    def clear(self):
        """Forget everything."""
        with self.lock:
            self.rows.clear()
            self.used = 0


class Answer:
    """A page as it is kept: its bytes, cut where each visitor's own is put in."""

    def __init__(self, response):
        content = response.content
        self.size = len(content)
        self.banner = BANNER.search(content) if settings.YISHI_DEMO else None
        self.parts = [TOKEN.split(part) for part in (BANNER.split(content, maxsplit=1) if self.banner else [content])]
        self.headers = dict(response.headers)

    def to(self, request):
        """Return it as the response to ``request``."""
        drawn = [self._drawn(part, request) for part in self.parts]
        banner = render_to_string("web/demo_banner.html", request=request).strip().encode() if self.banner else b""
        return HttpResponse(banner.join(drawn), headers=self.headers)

    def _drawn(self, part, request):
        return get_token(request).encode().join(part) if len(part) > 1 else part[0]


MEMORY = Memory()


def remembered(request, mark, draw):
    """Return the answer that ``draw()`` gives to ``request``; to a visitor who brings nothing, one that is kept under ``mark``.

    ``mark`` is hashable and another one as soon as the page says something else. Kept are pages (200, HTML) that set no cookie.
    """
    if not settings.YISHI_KEEPS_PAGES or not brings_nothing(request):
        return draw()
    key = (mark, today(), get_language(), reading_of(request), request.scheme, request.get_host(), request.get_full_path())
    found = MEMORY.get(key)
    if found is not None:
        return found.to(request)
    response = draw()
    if _is_page(response):
        MEMORY.put(key, Answer(response))
    return response


def until_something_happens(request, draw):
    """Return what ``draw()`` answers to ``request``; to visitors it is kept until something happens on the site, and for a minute."""
    mark = (*newest(), f"{instant():%H%M}") if settings.YISHI_KEEPS_PAGES and brings_nothing(request) else None
    return remembered(request, mark, draw)


def until_next_event(view):
    """Decorate a view class whose pages are kept until something happens on the site."""
    asked = view.dispatch

    @wraps(asked)
    def dispatch(self, request, *args, **kwargs):
        return until_something_happens(request, lambda: asked(self, request, *args, **kwargs))

    view.dispatch = dispatch
    return view


def brings_nothing(request):
    """Return whether whoever sends ``request`` only reads, and is known to nobody: no session, no message, no kiosk."""
    return request.method == "GET" and len(request.get_full_path()) <= LONGEST and COOKIES.issuperset(request.COOKIES)


def _is_page(response):
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return response.status_code == 200 and html and not response.streaming and not response.cookies
