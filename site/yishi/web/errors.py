"""What is answered where no view can answer: what happened, what to do, a way on. Never the machine's own words."""

import json
import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDictKeyError

from yishi.db.retry import passes

from .comfort import reading_of

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
GARBLED = (MultiValueDictKeyError, json.JSONDecodeError)  # a form of the editors' desk that no browser sends
LAST_WORDS = "出错了，不是您的问题。请过一分钟再试。 Something broke on our side. Please try again in a minute.\n"
LATER = "现在暂时办不了，不是您的问题，已经保存的内容都在。请过一分钟再试。 Not just now. Please try again in a minute.\n"
AGAIN_SECONDS = "10"
log = logging.getLogger(__name__)


def unread(request, exception=None):
    """Answer a request that could not be read: 413 where it was too large, else 400."""
    status = 413 if isinstance(exception, TOO_LARGE) else 400
    return render(request, f"{status}.html", status=status)


def broken(request):
    """Answer what nobody caught: 503 and when to come again where it passes (the database is away or full), else 500.

    The page asks nothing of the database; where even that fails two plain sentences stand.
    """
    later = passes(sys.exc_info()[1])
    status, words = (503, LATER) if later else (500, LAST_WORDS)
    heads = {"Retry-After": AGAIN_SECONDS} if later else {}
    try:
        page = render_to_string(f"{status}.html", {"reading": reading_of(request), "request": request})
        return HttpResponse(page, status=status, headers=heads)
    except Exception:
        log.exception("the page for what broke is broken too")
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status, headers=heads)


class MethodMiddleware:
    """Gives an empty 405 (a method that the address does not know) its page, and garbled forms of the desk a 400."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        if answer.status_code == 405 and not answer.streaming and not answer.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = answer.headers.get("Allow", "")
            return page
        return answer

    def process_exception(self, request, exception):
        """Answer a garbled form of the editors' desk as one that cannot be read."""
        if request.method == "POST" and request.path_info.startswith("/admin/") and isinstance(exception, GARBLED):
            return unread(request, exception)
        return None
