"""How a document is handed out: the stored file, or a page that says "in a moment". A GET never renders."""

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import parse_etags, quote_etag

from .models import State

FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "public, no-cache"


def answer(request, document, *, name, title, back, fixed=False):
    """Return the file of ``document`` as ``name``.pdf, or the page that says how it stands.

    ``document`` may be None where nobody has asked yet. ``back`` is the address of the page it belongs to; ``fixed``
    says that this address will never give anything else.
    """
    state = document.state if document else State.WAITING
    if state != State.READY or not (stored := _opened(document.path)):
        page = {"document": document, "title": title, "back": back, "failed": state == State.FAILED}
        return render(request, "documents/waiting.html", page, status=404 if page["failed"] else 202)
    tag = quote_etag(document.sha256)
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        stored.close()
        response = HttpResponseNotModified()
    else:
        response = FileResponse(stored, filename=f"{name}.pdf", content_type="application/pdf")
    response["ETag"] = tag
    response["Cache-Control"] = FOREVER if fixed else ASK_EACH_TIME
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _opened(path):
    """Return the stored file under ``path``, or None where it is not there (yet, on another machine)."""
    try:
        return default_storage.open(path, "rb")
    except FileNotFoundError:
        return None
