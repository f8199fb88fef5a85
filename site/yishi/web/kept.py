"""What visitors read is put together once and kept until something happens: a page then costs a handful of queries.

Every change appends an event (law 1), so what is kept goes by the newest event; what changes by time alone (a ballot that
closes, a promise that falls due) goes by the minute of the product clock. Nothing is kept for whoever has signed in.
"""

from django.conf import settings
from django.core.cache import cache
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from yishi.clock.story import now
from yishi.journal.models import Event

SECONDS = 90  # beyond its minute nothing that is kept is asked for any more


def for_visitors(request, name, build):
    """Return the HTML that ``build()`` makes of ``name``, kept where a visitor asks; one query where it is kept."""
    return build() if request.user.is_authenticated else mark_safe(kept(name, lambda: str(build())))


def kept(name, build):
    """Return what ``build()`` makes of ``name``, which is the same for everybody, in the language that is spoken."""
    if not settings.YISHI_KEEPS_PAGES:
        return build()
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    key = f"kept:{name}:{get_language()}:{newest}:{now():%Y%m%d%H%M}"
    found = cache.get(key)
    if found is None:
        found = build()
        cache.set(key, found, SECONDS)
    return found
