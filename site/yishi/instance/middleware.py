"""Before there is a sub-district there is one page: the first run."""

from django.conf import settings
from django.shortcuts import redirect

from .queries import founded


class FirstRunMiddleware:
    """Leads the home address to the first run while the site is not founded; a demonstration founds itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/" and not settings.YISHI_DEMO and not founded():
            return redirect("setup")
        return self.get_response(request)
