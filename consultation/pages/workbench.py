"""The workbench: one thing in focus with all that is owed on it, and the lists it is taken from.

The lists name the next acts from the transition tables and run no checks: each costs a fixed number of queries.
"""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.enums import MeetingKind, MeetingState
from meetings.models import Meeting
from meetings.transitions import TABLE as HALL
from yishi.acts import may
from yishi.clock.story import today
from yishi.people.duties import duties_of
from yishi.people.enums import STAFF, PlaceKind, Role
from yishi.people.models import Place
from yishi.people.rules import seats_of
from yishi.text.figures import LARGEST_KEY
from yishi.text.side_by_side import clauses, listed, under
from yishi.web.paging import page_by_key
from yishi.web.templatetags.pieces import Step

from ..collecting import PetitionState, ReportState
from ..desk.doing import new_thing, on_its_way
from ..guards import supervise
from ..models import Matter, Petition, Report
from ..polls.enums import PollState
from ..polls.models import Poll
from ..transitions import TABLE
from .briefs import with_briefs
from .focus import WAYS_OUT, ahead, duties, roles_on
from .inbox import inbox
from .kept_forms import kept_forms

SHOWN = 20
BEGINNINGS = (
    "reports.file", "matters.open", "petitions.open", "meetings.schedule", "recurrences.settle", "debate_rules.adopt",
    "numbers.explain", "categories.add", "templates.make",
)
TO_HOLD = (MeetingState.PLANNED, MeetingState.OPEN, MeetingState.ADJOURNED)
COUNTING = (PollState.ANNOUNCED, PollState.OPEN, PollState.CLOSED)
WORDS = {
    (Meeting, MeetingState.PLANNED): ("wait", _("to be prepared and opened")),
    (Meeting, MeetingState.OPEN): ("live", _("to be closed")),
    (Meeting, MeetingState.ADJOURNED): ("wait", _("to be gone on with")),
    (Meeting, MeetingState.CLOSED): ("run", _("minutes to be signed")),
    (Poll, PollState.ANNOUNCED): ("wait", _("to be opened")),
    (Poll, PollState.OPEN): ("run", _("to be closed")),
    (Poll, PollState.CLOSED): ("run", _("to be certified")),
    (Petition, PetitionState.REACHED): ("run", _("the meeting is to be called")),
}


class Asked(forms.Form):
    """Which thing the address puts in focus."""

    matter = forms.CharField(required=False, max_length=24)
    meeting = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)
    ballot = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)
    petition = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_KEY)


@dataclass
class Line:
    """A thing in a list: its status, the acts that move it on, what its ways out are called, which acts are the reader's."""

    thing: Any
    shape: str
    word: Any
    href: str
    acts: list = field(default_factory=list)
    out: list = field(default_factory=list)
    mine: list = field(default_factory=list)


def workbench(viewer, request):
    """Return the context of the workbench of ``viewer``, for the places of their offices.

    The lists cost a fixed number of queries; the one thing in focus costs what its checklists cost.
    """
    lists = lists_of(viewer)
    page = page_by_key(lists["matter"], request, size=SHOWN)
    with_briefs(page.rows)
    things = {name: list(rows[: SHOWN + 1]) for name, rows in lists.items() if name != "matter"}
    lines = {name: [_line(name, thing, viewer, request) for thing in rows[:SHOWN]] for name, rows in things.items()}
    lines["matter"] = [_line("matter", matter, viewer, request) for matter in page]
    thing, gone = asked(lists, request)
    owed, rest = inbox(viewer, places_of(viewer), request), duties_of(viewer, but_dated=True)
    focus = _focused(thing or _first(lines, viewer, owed["first"]), viewer)
    reports = list(_reports(viewer)[: SHOWN + 1])
    mine = any(line.mine for found in lines.values() for line in found)
    days = [each.due for _duty, each_of in rest for each in each_of]
    return {
        "inbox": owed, "title": title_of(viewer), "duties": rest, "waiting": owed["mine"] + len(days),
        "late": owed["late"] + sum(1 for day in days if day and day < today()),
        "focus": focus, "gone": gone, "page": page, "lines": lines,
        "more": {name for name, rows in things.items() if len(rows) > SHOWN},
        "reports": reports[:SHOWN], "more_reports": len(reports) > SHOWN,
        "dated": bool(owed["entries"] or owed["of_others"] or owed["tab"] != "mine"),
        "owed": bool(mine or reports or owed["mine"] or rest or (focus and (focus.now or focus.waiting))),
        "begin": beginnings(viewer), "drafts": kept_forms(viewer),
        "writes": any(seat.role in TABLE["templates.make"].roles for seat in seats_of(viewer)),
    }


def title_of(viewer):
    """Return the offices of ``viewer`` in words, each with its place once: 临溪社区党委书记、居委会主任."""
    seats = [seat for seat in seats_of(viewer) if seat.role in STAFF]
    places = dict.fromkeys(seat.place for seat in seats)
    held = {place: listed(Role(seat.role).label for seat in seats if seat.place == place) for place in places}
    return clauses(under(place.name, words) for place, words in held.items())


def lists_of(viewer):
    """Return {name in the address: the rows of that kind that may be in focus for ``viewer``}, in their order."""
    leads = Q(facilitator=viewer) | Q(recorder=viewer)
    held = places_of(viewer, owners_of(Meeting)) & Q(state__in=TO_HOLD)
    signed = leads & Q(state__in=(*TO_HOLD, MeetingState.CLOSED))
    polls = Poll.objects.filter(
        places_of(viewer, owners_of(Poll)), state__in=COUNTING, decisive=False, matter__isnull=False
    )
    petitions = Petition.objects.filter(places_of(viewer, {TABLE["petitions.answer"].owner}), state=PetitionState.REACHED)
    return {
        "matter": Matter.objects.open().filter(places_of(viewer)).select_related("community", "place").order_by("-pk"),
        "meeting": Meeting.objects.filter(held | signed).select_related("community").order_by("starts_at", "pk"),
        "ballot": polls.select_related("community", "matter__community").order_by("-pk"),
        "petition": petitions.select_related("community").order_by("reached_at", "pk"),
    }


def asked(lists, request):
    """Return (the thing that the address asks for, whether it is not there); (None, False) where it asks for none."""
    form = Asked(request.GET)
    form.is_valid()
    for name, rows in lists.items():
        if request.GET.get(name):
            key = form.cleaned_data.get(name)
            thing = rows.filter(**{"code" if name == "matter" else "pk": key}).first() if key else None
            return thing and _briefed(thing), thing is None
    return None, False


def steps_ahead(thing):
    """Return the acts that would move ``thing`` on, by their names: nothing is looked up.

    Whether a matter was voted down would have to be looked up; the list says "close" of both.
    """
    label = thing._meta.label
    return [
        act for act in (*TABLE.values(), *HALL.values())
        if act.thing == label and thing.state in act.sources and act.target not in (None, thing.state)
        and supervise.ballot_not_passed not in act.guards and on_its_way(act, thing)
    ]


def beginnings(viewer):
    """Return (place, [(label, address)]) of what ``viewer`` may begin, for each place of their offices."""
    kinds = [PlaceKind.COMMUNITY, PlaceKind.SUBDISTRICT]
    found = []
    for place in Place.objects.filter(places_of(viewer, lookup="path__startswith"), kind__in=kinds):
        codes = [code for code in BEGINNINGS if (code == "categories.add") == (place.kind == PlaceKind.SUBDISTRICT)]
        acts = [_begin(TABLE.get(code) or HALL[code], place, viewer) for code in codes]
        found.append((place, [link for link in acts if link]))
    return [(place, links) for place, links in found if links]


def owners_of(model):
    """Return the roles that owe some act on rows of ``model``."""
    return {act.owner for act in (*TABLE.values(), *HALL.values()) if act.thing == model._meta.label and act.owner}


def places_of(viewer, roles=STAFF, lookup="community__path__startswith"):
    """Return the condition for what lies in the places where ``viewer`` holds one of ``roles`` by office."""
    seats = [seat for seat in seats_of(viewer) if seat.role in STAFF and seat.role in roles]
    return reduce(or_, [Q(**{lookup: seat.place.path}) for seat in seats], Q(pk__in=[]))


def _reports(viewer):
    """Return the reports that wait where ``viewer`` may take them up, the oldest first."""
    here = places_of(viewer, TABLE["reports.merge"].roles)
    rows = Report.objects.filter(here, state=ReportState.FILED, disposition="").select_related("community", "place")
    return rows.order_by("filed_at", "pk")


def _line(name, thing, viewer, request):
    """Return the Line of ``thing`` in the list ``name``; nothing is asked of the database."""
    roles, acts = roles_on(thing, viewer), ahead(thing, steps_ahead)
    steps, out = ([act for act in acts if (act.code in WAYS_OUT) is way] for way in (False, True))
    mine = [act for act in steps if act.owner in roles and (
        may(act, thing, viewer) if isinstance(thing, Meeting) else act.roles & roles
    )]
    query = request.GET.copy()
    for other in Asked.base_fields:
        query.pop(other, None)
    query[name] = thing.code if name == "matter" else thing.pk
    return Line(thing, *_status(thing), f"?{query.urlencode()}#focus", steps, [act.label for act in out], mine)


def _first(lines, viewer, owed):
    """Return what is before its reader: today's meeting that they lead or record, else the first thing they move on.

    Where there is none, the matter of what they owe first (``owed``), else the first thing of all; None where nothing is.
    """
    held = [line.thing for line in lines["meeting"] if line.thing.state in TO_HOLD and line.thing.date <= today()]
    if led := [meeting for meeting in held if viewer.pk in (meeting.facilitator_id, meeting.recorder_id)]:
        return led[0]
    found = [line for name in ("matter", "meeting", "ballot", "petition") for line in lines[name]]
    moved = next((line.thing for line in found if line.mine), None)
    return moved or next((line.thing for line in found if line.thing == owed), found[0].thing if found else None)


def _focused(thing, viewer):
    """Return the Row of ``thing`` with its status and, of a matter, the bar of its steps; None where nothing is."""
    if thing is None:
        return None
    row = duties(thing, viewer)
    row.shape, row.word = _status(thing)
    if isinstance(thing, Matter):
        phases = zip(thing.template.phases, thing.marks, strict=True)
        row.steps = [Step(n, phase.label, mark) for n, (phase, mark) in enumerate(phases, start=1)]
    return row


def _status(thing):
    """Return the (shape, word) that say where ``thing`` stands."""
    return (thing.brief.shape, thing.brief.word) if isinstance(thing, Matter) else WORDS[type(thing), thing.state]


def _briefed(thing):
    return with_briefs([thing])[0] if isinstance(thing, Matter) else thing


def _begin(act, place, viewer):
    """Return (label, address) of the form of ``act`` in ``place``, or None where ``viewer`` may not begin it."""
    for kind in ("", MeetingKind.OWNERS_ASSEMBLY.value) if act.code == "meetings.schedule" else ("",):
        if may(act, new_thing(act, place, kind=kind), viewer):
            return act.label, reverse("act-new", args=[act.code, place.code]) + (f"?kind={kind}" if kind else "")
    return None
