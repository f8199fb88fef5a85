"""The yearly reports as they are kept for visitors. They read everything."""

from django.shortcuts import get_object_or_404

from yishi.web.ready import page

from .printing import reports
from .serving import drawn


def _drawn(number, request):
    return drawn(get_object_or_404(reports().select_related("community"), pk=number), request)


page("page", _drawn, "page")
