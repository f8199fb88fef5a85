"""What stands on the live page beside what happens at the meeting itself: the votes, and the rules of debate.

It changes seldom while the rest changes with every word that is said, so it is kept by itself and made before visitors ask.
"""

from functools import partial

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from yishi.web import keeping
from yishi.web.kept import stored
from yishi.web.ready import page

from ..enums import EntryState
from ..models import Meeting
from ..queries import debate_rules
from ..slots import fill, streams_of

KIND = "beside"


def beside(meeting, entries, viewer):
    """Return ({entry key: HTML of what the floors above show under it}, the rules of debate) for ``viewer`` (None: a visitor).

    What is kept for visitors holds for the streams that were beside the meeting then: a matter may be put under one of its
    ``entries`` later.
    """
    if viewer:
        made = _made(meeting, viewer)
    else:
        name, build = f"{KIND}:{meeting.pk}", partial(_for_visitors, meeting)
        made = stored(name, get_language(), build)
        if made["streams"] != sorted(streams_of(entries)):
            made = keeping.make(name, get_language(), build)
    return {int(key): mark_safe(html) for key, html in made["cards"].items()}, made["rules"]


def standing(meeting):
    """Return the entries that stand on the agenda of ``meeting``, in order, unread."""
    return meeting.entries.exclude(state=EntryState.STRUCK).order_by("n")


def _made(meeting, viewer):
    entries, back = list(standing(meeting)), reverse("meeting-live", args=[meeting.pk])
    fill(entries, viewer)
    cards = {
        str(entry.pk): render_to_string("meetings/stream/vote.html", {"entry": entry, "back": back})
        for entry in entries if entry.panels
    }
    return {"cards": cards, "rules": debate_rules(meeting.community)}


def _for_visitors(meeting):
    streams = sorted(streams_of(standing(meeting)))
    keeping.reads(*streams)
    return {**_made(meeting, None), "streams": streams}


def _ready(number, _request):
    meeting = Meeting.objects.select_related("community").filter(pk=number).first()
    if meeting is None or meeting.rule.private:
        raise Http404
    return _for_visitors(meeting)


page(KIND, _ready, "meeting")
