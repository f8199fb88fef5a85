"""The same stream for those without a socket: asked again and again, from the last number that one has."""

from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.translation import gettext as _

from .encoders import dumped, encode
from .log import after

WHOLE = 1000


def number(said):
    """Return the number that ``said`` names, a whole number from 0; None where it names none."""
    return int(said) if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) <= 9 else None


def feed(meeting, eye, said, seen=""):
    """Return the answer to whoever has the events of ``meeting`` (read ``with_head``) up to the number ``said``.

    Up to 1,000 events are told; ``more`` says that one has to ask again at once. ``seen`` is the tag of what the asker
    has been told already.
    """
    last = number(said)
    if last is None:
        words = _("Say the number of the last event that you have, 0 for none.")
        return JsonResponse({"error": words}, status=400, json_dumps_params={"ensure_ascii": False})
    head = meeting.head or 0
    tag = f'"{meeting.pk}-{eye.audience:d}-{eye.language}-{last}-{head}"'
    if seen == tag:
        return _tagged(HttpResponseNotModified(), tag)
    events = after(meeting.stream_name, last, WHOLE)
    head = max(head, events[-1].seq) if events else head
    texts = [text for _seq, text in encode(events, [eye])[eye]]
    rest = dumped({"head": head, "more": bool(events) and events[-1].seq < head})
    body = f'{{"events":[{",".join(texts)}],{rest[1:]}'
    return _tagged(HttpResponse(body, content_type="application/json; charset=utf-8"), tag)


def _tagged(answer, tag):
    answer["ETag"], answer["Cache-Control"], answer["Vary"] = tag, "private, no-cache", "Cookie, Accept-Language"
    return answer
