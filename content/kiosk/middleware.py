"""A kiosk stands open to everybody: after a while without a touch each page leads back to the first one."""

from django.urls import reverse

COOKIE, ON = "kiosk", "on"
SECONDS = 180
WRITING = 1200  # where somebody may be writing, and no script sees that they are


def is_kiosk(request):
    """Return whether the screen that asks was made a kiosk."""
    return request.COOKIES.get(COOKIE) == ON


def kiosk(request):
    """Give the pages of a kiosk what its script needs: it goes back when nobody has touched the screen for ``seconds``."""
    return {"kiosk": {"home": reverse("kiosk"), "seconds": SECONDS} if is_kiosk(request) else None}


class KioskMiddleware:
    """Lets every page of a kiosk lead back to its first page, which forgets who used it.

    The header counts from when the page came, and holds where no script runs; a page on which one writes has more time.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        answer = self.get_response(request)
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        if html and is_kiosk(request) and "Refresh" not in answer.headers:
            answer["Refresh"] = f"{WRITING if _is_written_on(answer) else SECONDS}; url={reverse('kiosk')}"
        return answer


def _is_written_on(answer):
    return not answer.streaming and b"<textarea" in answer.content
