"""What every answer tells the browser to refuse: foreign scripts, frames, sensors (a strict policy from the first page).

The policy of our own pages stands in the settings; the editors' desk of Wagtail, which writes scripts and styles into
its pages, gets a wider one of its own, below its mount and for the previews in its frames alone.
"""

from dataclasses import replace

from csp.middleware import CSPMiddleware
from django.conf import settings

DESK = "/admin/"
PERMISSIONS = ", ".join(
    f"{sensor}=()" for sensor in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
)


class HeadersMiddleware(CSPMiddleware):
    """Sets Content-Security-Policy (by where the page stands) and Permissions-Policy."""

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return super().process_response(request, response)

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        desk = request.path_info.startswith(DESK) or getattr(request, "is_preview", False)
        if parts.config is None and not report_only and desk:
            return replace(parts, config=settings.YISHI_DESK_POLICY)
        return parts
