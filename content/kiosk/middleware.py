"""A kiosk stands open to everybody: after a while without a touch each page leads back to the first one."""

from django.urls import reverse

COOKIE, ON = "kiosk", "on"
SECONDS = 180


def is_kiosk(request):
    """Return whether the screen that asks was made a kiosk."""
    return request.COOKIES.get(COOKIE) == ON


class KioskMiddleware:
    """Lets every page of a kiosk lead back to its first page, which signs out whoever had signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        if html and is_kiosk(request) and "Refresh" not in answer.headers:
            answer["Refresh"] = f"{SECONDS}; url={reverse('kiosk')}"
        return answer
