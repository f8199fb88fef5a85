"""What the live page shows, and the screen in the hall with it (``wall``), read with a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.people.rules import seats_along
from yishi.web.pictures import Seats

from ..enums import OVER, EntryState, MeetingState
from ..gallery.opinions import WORKDAYS
from ..models import Consensus, Reopening
from ..pages import ENTRY_SHAPES, SHAPES, called
from ..queries import pause_of, quorum
from ..transitions import leads, runs
from .beside import beside, standing
from .panels import Panel, drawn, register
from .screen import screen_address
from .visibility import watchable

SHOWN = 100  # statements; all of them stand in the record
STEPS = {EntryState.DONE: "d", EntryState.CURRENT: "n"}


@dataclass(frozen=True)
class Hall:
    """One meeting as ``viewer`` (a Person or None) sees it now."""

    meeting: Any
    viewer: Any

    @cached_property
    def entries(self):
        """Return the entries that stand on the agenda, each with what was ``agreed`` on it last. One query."""
        rows = list(standing(self.meeting).annotate(**{f"agreed_{name}": agreed_last(name) for name in ("text", "draft", "at")}))
        for place, row in enumerate(rows, start=1):
            row.place, row.step, row.shape = place, STEPS.get(row.state, ""), ENTRY_SHAPES[row.state]
        return rows

    @cached_property
    def current(self):
        """Return the entry that is being dealt with, or None."""
        return next((row for row in self.entries if row.state == EntryState.CURRENT), None)

    @cached_property
    def beside(self):
        """Return ({entry key: HTML of its votes}, the rules of debate)."""
        return beside(self.meeting, self.entries, self.viewer)

    @cached_property
    def said(self):
        """Return the latest statements, the newest first, each with ``by`` whom and what stance it ``takes``."""
        rows = self.meeting.statements.select_related("speaker__community").prefetch_related(seats_along("speaker"))
        rows = list(rows.order_by("-n")[:SHOWN])
        for row in rows:
            row.by = called(row.speaker, row.speaker_words, self.viewer)
            row.takes = row.stance_words or row.get_stance_display()
        return rows

    @cached_property
    def reopened(self):
        """Return the Reopening since which the meeting, read ``with_head``, goes on; or None."""
        key = self.meeting.last_reopening if self.meeting.state == MeetingState.OPEN else None
        return Reopening.objects.get(pk=key) if key else None

    @property
    def last(self):
        """Return the latest statement on the entry that is being dealt with, or None."""
        first = self.said[0] if self.said else None
        return first if first and self.current and first.entry_id == self.current.pk else None


def agreed_last(name):
    """Return the field ``name`` of the consensus that stands on an entry, to annotate entries with."""
    return Subquery(Consensus.objects.filter(entry=OuterRef("pk")).order_by("-n").values(name)[:1])


def on_the_stage(hall):
    """Return where the meeting stands: its state, its entry, who spoke last."""
    return {
        "meeting": hall.meeting, "shape": SHAPES[hall.meeting.state], "running": hall.meeting.state == MeetingState.OPEN,
        "entry": hall.current, "total": len(hall.entries), "last": hall.last,
        "planned": hall.meeting.state == MeetingState.PLANNED, "paused": hall.meeting.state == MeetingState.ADJOURNED,
        "off": hall.meeting.state == MeetingState.CANCELLED, "pause": pause_of(hall.meeting),
        "reopened": hall.reopened,
    }


def at_the_table(hall):
    """Return who is there: the quorum in a sentence and as seats, and the observers' counts; None where nobody is counted yet."""
    found = quorum(hall.meeting)
    if hall.meeting.state in (MeetingState.PLANNED, MeetingState.CANCELLED) and not found.present:
        return None  # where nobody has come no quorum is missed
    if not (found.sentence or hall.meeting.stakeholders_present or hall.meeting.observers_on_site):
        return None
    return {"meeting": hall.meeting, "quorum": found, "seats": Seats(
        found.present, found.entitled, found.needed, found.sentence
    )}


def vote(hall):
    """Return the votes on the entry that is being dealt with; None without any."""
    cards, _rules = hall.beside
    return {"cards": [cards[hall.current.pk]]} if hall.current and hall.current.pk in cards else None


def agreed(hall):
    """Return the entries on which something was agreed, in the order of the agenda; None where there is none."""
    rows = [row for row in hall.entries if row.agreed_text]
    return {"rows": rows} if rows else None


def other_votes(hall):
    """Return the votes on the other entries, all of them where none is being dealt with; None without any."""
    cards, _rules = hall.beside
    rows = [cards[row.pk] for row in hall.entries if row.pk in cards and row is not hall.current]
    return {"cards": rows, "label": None if hall.current else _("Votes at this meeting")} if rows else None


def on_the_agenda(hall):
    """Return the agenda, and whether nothing of it will be dealt with."""
    return {"entries": hall.entries, "off": hall.meeting.state == MeetingState.CANCELLED}


def live(meeting, viewer):
    """Return the context of the live page; ``meeting`` was read ``with_head``: what has come since is told again."""
    hall = Hall(meeting, viewer)
    return {
        "meeting": meeting, "head": meeting.head or 0, "said": hall.said, "more": len(hall.said) == SHOWN,
        "stage": drawn(hall, "stage"), "first": drawn(hall, "first"), "main": drawn(hall, "main"), "side": drawn(hall, "side"),
        "rules": hall.beside[1], "workdays": WORKDAYS,
        "over": meeting.state in OVER, "listened": meeting.rule.observers and not meeting.rule.observers_speak,
    }


def live_address(meeting):
    """Return the path of the live page of ``meeting``."""
    return reverse("meeting-live", args=[meeting.pk])


def ways(meeting, viewer):
    """Return where ``meeting`` is watched: its live page for everybody, the screen of its hall for those who lead it; and
    the console of those who run it."""
    if meeting.state in OVER:
        return {}
    console = reverse("meeting-console", args=[meeting.pk]) if runs(viewer, meeting) else ""
    if not watchable(meeting):
        return {"console": console}
    leading = viewer is not None and leads(viewer, meeting)
    return {"live": live_address(meeting), "screen": screen_address(meeting) if leading else "", "console": console}


register(
    Panel("now", _("Now"), "meetings/stream/now.html", on_the_stage, "stage", 10),
    Panel("vote", _("Vote"), "meetings/stream/votes.html", vote, "first", 10),
    Panel("agreed", _("Agreed"), "meetings/stream/agreed.html", agreed, "first", 20),
    Panel("votes", _("Other votes at this meeting"), "meetings/stream/votes.html", other_votes, "main", 20),
    Panel("quorum", _("Presence"), "meetings/stream/quorum.html", at_the_table, "side", 10),
    Panel("agenda", _("Agenda"), "meetings/stream/agenda.html", on_the_agenda, "side", 20),
)
