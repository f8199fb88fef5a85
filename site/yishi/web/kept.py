"""What visitors read is put together once and kept until something happens that touches it: then a page costs a handful
of queries. The worker makes it anew within a second or two (``yishi.web.ready``); until then, and for a few seconds at
most, whoever did nothing themselves reads what they would have read a moment before (``keeping.lately``).

Nothing is kept for whoever has signed in. But who holds no seat, and is not named on a page, reads there what visitors
read, and besides what is their own: a page may say how that is put in. Marks in its templates say where:
``<!--own ways-->`` before a part and ``<!--/own-->`` behind it. ``keeping`` is the store; how a page says what it reads
stands there.
"""

import re

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from yishi.clock.story import now
from yishi.journal.queries import newest
from yishi.people.rules import seats_of

from . import keeping
from .answers import brings_nothing, remembered

SECONDS = 90  # beyond its minute nothing in the cache is asked for any more
PART = re.compile(r"<!--own ([\w-]+)-->.*?<!--/own-->", re.DOTALL)


def visitor():
    """Return a request as any visitor might send it: what is kept must not depend on who asks, from where and how."""
    request = HttpRequest()
    request.method, request.path = "GET", "/"
    request.META.update(SERVER_NAME="localhost", SERVER_PORT="80")
    request.user, request.actor = AnonymousUser(), None
    return request


def answer(request, name, template, build, around, own=None):
    """Answer with ``template`` around what ``build(request)`` makes of ``name``: a piece of HTML ("whole"), or a dict of pieces.

    For visitors what it makes is kept, and the answer besides (``yishi.web.answers``); a reader who has signed in has it made.
    ``around()`` returns what else the template needs; where the answer is kept, it is not asked. ``own(request, content)``
    makes of what visitors read what a reader reads who has signed in, holds no seat and is not named in it; it returns
    None where it has to be made for that reader.
    """
    if request.user.is_authenticated:
        content = _own(request, name, own) if own else None
        return _filled(request, template, build(request) if content is None else _safe(content), around)
    row = _row(name, get_language(), request)
    if row is None:
        return _filled(request, template, for_visitors(request, name, build), around)
    return remembered(request, row.mark, lambda: _filled(request, template, _safe(row.unpacked()), around))


def refilled(html, parts):
    """Return ``html`` with those of its marked parts that ``parts`` has by their names in place of what visitors read."""
    return PART.sub(lambda found: parts.get(found[1], found[0]), html)


def for_visitors(request, name, build):
    """Return the HTML that ``build(request)`` makes of ``name``: kept for visitors, made for a reader who has signed in.

    What it makes is a piece of HTML, or a dict of pieces.
    """
    if request.user.is_authenticated:
        return build(request)
    return _safe(stored(name, get_language(), lambda: build(visitor()), request))


def stored(name, language, build, request=None):
    """Return what ``build()`` makes of ``name``, from the store where it stands there as it would be built now.

    For the visitor who sends ``request`` what stood a moment ago serves as well.
    """
    row = _row(name, language, request)
    if row is not None:
        return row.unpacked()
    return keeping.make(name, language, build) if settings.YISHI_KEEPS_PAGES else build()


def until_next_event(request, name, build):
    """Return the HTML that ``build()`` makes of ``name``: for visitors it is kept in the cache alone, until the next event.

    So it is with what costs little, and with a meeting that is going on.
    """
    return build() if request.user.is_authenticated else mark_safe(kept(name, lambda: str(build())))


def kept(name, build):
    """Return what ``build()`` makes of ``name`` in the language that is spoken, kept in the cache by event and by minute."""
    if not settings.YISHI_KEEPS_PAGES:
        return build()
    key = "kept:{}:{}:{}-{}:{:%Y%m%d%H%M}".format(name, get_language(), *newest(), now())
    found = cache.get(key)
    if found is None:
        found = build()
        cache.set(key, found, SECONDS)
    return found


def _own(request, name, own):
    if request.actor is None or seats_of(request.actor):
        return None
    row = _row(name, get_language(), request)
    return None if row is None or request.actor.pk in row.named else own(request, row.unpacked())


def _row(name, language, request=None):
    """Return the row of ``name`` that serves whoever sends ``request``; a visitor with a session may just have done something."""
    if not settings.YISHI_KEEPS_PAGES:
        return None
    if request is None or not (request.actor or brings_nothing(request)):
        return keeping.standing(name, language)
    return keeping.lately(name, language, request.actor and request.actor.pk)


def _filled(request, template, content, around):
    pieces = content if isinstance(content, dict) else {"whole": content}
    return render(request, template, {**around(), **pieces})


def _safe(content):
    """Return ``content`` as HTML: our own templates made it. Of pieces, those that are no text stay as they are."""
    if isinstance(content, dict):
        return {part: mark_safe(html) if isinstance(html, str) else html for part, html in content.items()}
    return mark_safe(content)
