"""Pages made ready before a visitor asks: after what happened to them, and when their time has come.

A floor plugs its pages in (``page``); the worker calls ``make_ready`` every second. What it leaves undone costs a
visitor time and nothing else: a page that is out of date is never shown (``keeping.standing``).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils.translation import override

from yishi.clock.story import instant
from yishi.journal.models import Event
from yishi.journal.queries import newest

from . import keeping
from .kept import visitor
from .models import KeptPage, KeptReading, KeptUpTo

log = logging.getLogger(__name__)
EVENTS, ROWS, WHOLE = 100, 100, 20  # of a round
BEHIND = 20_000  # events: what happened longer ago is made ready when somebody asks for it
SECONDS = 2.0  # a round takes no longer; the next one goes on
LANGUAGES = [code for code, _label in settings.LANGUAGES]


@dataclass(frozen=True)
class Page:
    """A kind of page. ``build(number, request)`` returns its HTML as for a view, or raises Http404 where there is none;
    ``stream`` is the kind of stream whose events are of this page alone ("" for a page of which there is one);
    ``spoken`` says whether it differs by language."""

    kind: str
    build: Callable
    stream: str = ""
    spoken: bool = True


PAGES: dict[str, Page] = {}


def page(kind, build, stream="", *, spoken=True):
    """Plug a kind of page in. A kind is taken once."""
    if kind in PAGES:
        raise ValueError(f"the page {kind} is registered twice")
    PAGES[kind] = Page(kind, build, stream, spoken)


def make_ready(seconds=SECONDS):
    """Make what is out of date anew, what just happened first; return how many pages were made.

    After ``seconds`` the rest is left to the next time.
    """
    if not settings.YISHI_KEEPS_PAGES:
        return 0
    row, _new = KeptUpTo.objects.get_or_create(pk=1)
    since = max(row.heard, (newest()[0] or 0) - BEHIND)
    events = list(Event.objects.filter(pk__gt=since).order_by("pk").values_list("pk", "stream__name")[:EVENTS])
    ends = monotonic() + seconds
    made, whole = _make(_touched({stream for _pk, stream in events}), ends)
    if events and whole:
        KeptUpTo.objects.filter(pk=1, heard=row.heard).update(heard=events[-1][0])
    return made + (_make(_past(), ends)[0] if whole else 0)


def make_all_ready():
    """Make every page ready that there is; return how many were made."""
    made = 0
    while True:
        heard = KeptUpTo.objects.filter(pk=1).values_list("heard", flat=True).first()
        more = make_ready(float("inf"))
        made += more
        if not more and heard == KeptUpTo.objects.filter(pk=1).values_list("heard", flat=True).first():
            return made


def _touched(streams):
    """Return the names of the pages that events on ``streams`` touch: those of their things, and those that read them."""
    if not streams:
        return []
    names = list(KeptReading.objects.filter(stream__in=streams).values_list("page__name", flat=True).distinct())
    for stream in streams:
        kind, _colon, number = stream.partition(":")
        names += [f"{each.kind}:{number}" for each in PAGES.values() if each.stream and each.stream == kind]
    return list(dict.fromkeys(names))


def _past():
    """Return the names of pages that may be out of date: of those that read everything some, and of the others, newest
    first, those whose time has come, and those that a general event touched."""
    rows = KeptPage.objects.order_by("quiet", "-pk").values_list("name", flat=True)
    narrow, ground = rows.filter(whole=False), keeping.ground()
    ones = [each.kind for each in PAGES.values() if not each.stream]
    late = narrow.filter(until__lte=instant())[:ROWS]
    touched = narrow.filter(Q(ground__lt=ground) | Q(ground__gt=ground))[:ROWS]
    return list(dict.fromkeys([*ones, *rows.filter(whole=True)[:WHOLE], *late, *touched]))


def _make(names, ends):
    """Make those pages of ``names`` that are out of date, until ``ends``; return how many, and whether that was all."""
    made = 0
    for name in names:
        for language in _languages(name):
            if monotonic() > ends:
                return made, False
            if keeping.standing(name, language) is None:
                made += _made(name, language)
    return made, True


def _languages(name):
    known = PAGES.get(name.partition(":")[0])
    return LANGUAGES if known and known.spoken else [""]


def _made(name, language):
    """Make ``name`` in ``language``; return 1, or 0 where there is no such page for visitors, and then none is kept.

    One that fails does not hold the others up: its visitors see what is wrong with it, and the log says it.
    """
    kind, _colon, number = name.partition(":")
    try:
        with override(language or settings.LANGUAGE_CODE):
            keeping.make(name, language, lambda: PAGES[kind].build(int(number or 0), visitor()))
        return 1
    except Exception as wrong:
        if kind in PAGES and not isinstance(wrong, Http404):
            log.exception("%s could not be made ready", name)
        KeptPage.objects.filter(name=name).delete()
        return 0
