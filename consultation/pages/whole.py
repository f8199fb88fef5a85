"""The page of a matter and its open data as they are kept for visitors, and which streams of the journal they read."""

import re

from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from yishi.journal.queries import events_for, ready
from yishi.web import keeping
from yishi.web.paging import page_by_key
from yishi.web.ready import page

from ..enums import OPEN_STATES
from ..models import Matter, Report
from ..open_data import record
from .matter import folded, line_of, matter_page, shaped
from .own import going_on

ENTRIES = 50
BLANKS = re.compile(r"\n\s+")  # that the lines of templates leave between tags: a phone need not fetch them


def read_along_with(rows):
    """Return ``rows`` of matters with what their page asks of each first."""
    return rows.select_related(
        "community__parent", "place", "previous", "admission__number_line", "inquiry", "execution", "decline", "referral", "call"
    )


def drawn(matter, request):
    """Return ``lead``, the answer in a sentence without marks, ``whole``, everything below the name of the page, and what
    is ``open`` to readers as visitors find it (``own.going_on``)."""
    found = matter_page(matter, request.actor)
    if request.actor is None:  # nothing is kept of what a reader who has signed in is shown
        reads(matter, found["sittings"])
    return {
        "lead": render_to_string("consultation/matter/lead.html", {"brief": found["brief"]}),
        "whole": mark_safe(BLANKS.sub("\n", render_to_string("consultation/matter/whole.html", found, request))),
        "open": going_on(found),
    }


def recorded(matter, request):
    """Return the page of entries of what happened to ``matter`` that ``request`` asks for, as its reader may read them."""
    found = page_by_key(ready(events_for(matter.stream_name, request.actor, matter.community)), request, size=ENTRIES)
    lines = folded([line_of(line) for line in shaped(found.rows, request.actor)])
    reads(matter, matter.sittings.select_related("entry__meeting"))
    return render_to_string("consultation/matter/record.html", {"page": found, "lines": lines}, request)


def data(matter):
    """Return the open data of ``matter``."""
    found = record(matter)
    reads(matter, matter.sittings.all())
    return found


def reads(matter, sittings):
    """Say which streams a page of ``matter`` reads: its own, that of the one before it, its reports' and its meetings'."""
    reports = Report.objects.filter(matter=matter).values_list("pk", flat=True)
    meetings = [sitting.entry.meeting.stream_name for sitting in sittings if sitting.entry_id]
    before = [f"matter:{matter.previous_id}"] if matter.previous_id else []
    keeping.reads(matter.stream_name, *before, *meetings, *(f"report:{pk}" for pk in reports))
    if matter.state not in OPEN_STATES:
        keeping.quiet()


def _drawn(number, request):
    return drawn(get_object_or_404(read_along_with(Matter.objects), pk=number), request)


def _data(number, request):
    return data(get_object_or_404(read_along_with(Matter.objects), pk=number))


def _recorded(number, request):
    return recorded(get_object_or_404(Matter.objects.select_related("community"), pk=number), request)


page("matter", _drawn, "matter")
page("matter-record", _recorded, "matter")
page("open-data", _data, "matter", spoken=False)
