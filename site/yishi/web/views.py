from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as switch_language

from .access import PUBLIC, access


@access(PUBLIC)
def healthz(request):
    """Answer 200 where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@access(PUBLIC)
@require_POST
def set_language(request):
    """Remember the reader's language, and go back to the page."""
    return switch_language(request)


@access(PUBLIC)
def rights(request):
    """What a resident may do and ask for, with the articles of law."""
    return render(request, "web/rights.html")
