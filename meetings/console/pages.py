"""What stands on the console: the state, the quorum, the agenda, who speaks and who waits, what was said last."""

from uuid import uuid4

from django.db.models import Count
from django.urls import reverse

from yishi.acts import unbarred
from yishi.clock.story import now
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.models import Person
from yishi.people.names import display_name
from yishi.people.rules import read_persons, with_seats
from yishi.web.pictures import Seats

from ..along import UNDONE, along
from ..comments.reading import how_many_wait
from ..enums import Capacity, EntryState, Stance
from ..pages import ENTRY_SHAPES, SHAPES, called, objections, open_acts
from ..queries import debate_rules, pause_of, quorum
from ..withdrawing import recusals
from .bars import on_the_table
from .order import EACH, MOST
from .queue import queue_of, taken_down
from .sockets import business_of, papers_of

LAST = 8
# event → (the act that puts it right, its field, where in the payload its value stands)
PUT_RIGHT = {
    "speakers.called": ("speakers.undo_call", "", ""),
    "speakers.ended": ("speakers.undo_end", "", ""),
    "speakers.hand_raised": ("speakers.lower_hand", "request", "request"),
    "speakers.hand_lowered": ("speakers.undo_lower", "request", "request"),
    "table.paper_shown": ("table.take_away", "", ""),
    "statements.stated": ("statements.withdraw", "statement", "statement"),
    "meetings.entry_called": ("sitting.return_to", "agenda_entry", "left"),
    "sitting.adjourned": ("sitting.resume", "", ""),
    "meetings.closed": ("sitting.reopen", "", ""),
    "attendance.entered": ("attendance.strike", "", ""),
    "attendance.recused": ("attendance.withdraw_recusal", "recusal", "recusal"),
    "minutes.consensus_recorded": ("minutes.withdraw_consensus", "consensus", "consensus"),
    "minutes.objection_recorded": ("minutes.withdraw_objection", "objection", "objection"),
}
INSTEAD = {"meetings.entry_called": "sitting.uncall"}  # where no entry was left for it
# Of these it is said why, so the undo opens their form.
ASKS = {
    "sitting.reopen", "attendance.strike", "attendance.withdraw_recusal", "minutes.withdraw_consensus", "minutes.withdraw_objection",
}


def console(meeting, viewer):
    """Return the context of the console of ``meeting`` for ``viewer``, in a fixed number of queries."""
    meeting = along(meeting, "minutes_objections__consensus", UNDONE)
    can = {act.code.replace(".", "_"): act for act in open_acts(meeting, viewer) if unbarred(act, meeting, viewer)}
    entries = agenda(meeting)
    current = next((entry for entry in entries if entry.state == EntryState.CURRENT), None)
    shown = quorum(meeting, current)
    return {
        "meeting": meeting, "shape": SHAPES[meeting.state], "can": can, "once": uuid4().hex[:10],
        "back": reverse("meeting-console", args=[meeting.pk]), "at": now(),
        "led_by": display_name(meeting.facilitator, viewer), "kept_by": display_name(meeting.recorder, viewer),
        "quorum": shown, "seats": Seats(shown.present, shown.entitled, shown.needed, shown.sentence),
        "entries": entries, "current": current,
        "coming": next((entry for entry in entries if entry.state == EntryState.PENDING), None),
        "floor": floor(current, viewer), "people": people(meeting, viewer), "stances": Stance.choices,
        "hand_stances": [pair for pair in Stance.choices if pair[0] != Stance.CHAIR],
        "said": last_said(meeting, viewer), "papers": papers_of(meeting),
        "paper": on_the_table(meeting).first(), "business": business_of(current, viewer),
        "agreed": agreed(entries), "objections": objections(meeting, viewer), "aside": aside(meeting, viewer),
        "last": last_act(meeting, viewer, can),
        "rules": debate_rules(meeting.community), "pause": pause_of(meeting), "reopened": list(meeting.reopenings.order_by("pk")),
        "comments_wait": how_many_wait(meeting),
    }


def agenda(meeting):
    """Return the agenda of ``meeting``, each entry with its shape and how many statements were made on it."""
    rows = list(meeting.entries.annotate(spoken=Count("statements")).prefetch_related("consensuses").order_by("n"))
    for row in rows:
        row.shape = ENTRY_SHAPES[row.state]
    return rows


def aside(meeting, viewer):
    """Return who stands aside from which entry, with their names as ``viewer`` may read them."""
    rows = list(recusals(meeting))
    read_persons(([row.attendance for row in rows], "person"))
    for row in rows:
        row.by = display_name(row.attendance.person, viewer)
    return rows


def agreed(entries):
    """Return (entry, its consensus that stands) of those of ``entries`` on which something was agreed."""
    found = [(entry, max(entry.consensuses.all(), key=lambda row: row.n, default=None)) for entry in entries]
    return [(entry, row) for entry, row in found if row]


def floor(entry, viewer):
    """Return who has the floor, with the ``role`` in which they are there, and who waits on ``entry``.

    All are called as ``viewer`` may read it; ``left`` are the seconds of the speech that are left.
    """
    queue = queue_of(entry)
    for request in [*queue.heard_out, *(turn.request for turn in queue.turns), *filter(None, [queue.speaking])]:
        request.by = called(request.person, request.words, viewer)
    left = int((queue.until - now()).total_seconds()) if queue.speaking else 0
    if queue.speaking:
        queue.speaking.role = Capacity(queue.speaking.capacity).label if queue.speaking.capacity else ""
    return {"queue": queue, "left": left, "over": bool(queue.speaking) and left <= 0, "each": EACH, "most": MOST}


def people(meeting, viewer):
    """Return (key, name) of those who are signed in, and of the two who lead."""
    there = meeting.attendances.filter(present=True).values("person")
    leaders = [meeting.facilitator_id, meeting.recorder_id]
    rows = Person.objects.filter(pk__in=there) | Person.objects.filter(pk__in=leaders)
    rows = rows.select_related("community").prefetch_related("seats__place", "seats__body").order_by("pk")
    return [(row.pk, display_name(row, viewer)) for row in rows]


def last_said(meeting, viewer):
    """Return the latest statements, the last one first, each with its earlier texts."""
    rows = meeting.statements.select_related("entry").prefetch_related(with_seats("speaker"), "versions")
    rows = list(rows.order_by("-n")[:LAST])
    for row in rows:
        row.by = called(row.speaker, row.speaker_words, viewer)
        row.earlier = sorted(row.versions.all(), key=lambda version: version.n)
    return rows


def last_act(meeting, viewer, can):
    """Return what ``viewer`` did last at ``meeting``, and the act that puts it right where there is one; or None."""
    event = Event.objects.filter(stream__name=meeting.stream_name, actor=viewer).order_by("-seq").first()
    if event is None:
        return None
    code, name, key = PUT_RIGHT.get(event.kind, ("", "", ""))
    value = event.payload.get(key) if key else ""
    if value is None:
        code, name, value = INSTEAD.get(event.kind, ""), "", ""
    if code == "speakers.undo_lower" and not taken_down(meeting).filter(pk=value).exists():
        code = ""
    act = can.get(code.replace(".", "_"))
    return {"words": kind_of(event).read(event), "at": event.at, "act": act, "field": name, "value": value, "asks": code in ASKS}
