from django.db import connection
from django.http import HttpResponse

from .access import PUBLIC, access


@access(PUBLIC)
def healthz(request):
    """Answer 200 where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
