"""A refusal that reaches the top becomes a page: the sentence, what is missing, and the way back."""

from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from yishi.refusals import Refused


class RefusalMiddleware:
    """Answers a Refused that a view let through with its sentence and its status (403, 409, 422)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refused):
            return None
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = "/"
        context = {
            "sentence": exception.sentence, "missing": exception.missing, "status": exception.status, "back": back,
        }
        return render(request, "web/refused.html", context, status=exception.status)
