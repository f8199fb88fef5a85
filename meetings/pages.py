"""What the page of a meeting shows, of what was read ``along`` with it."""

import re

from django.utils.translation import gettext as _

from yishi.acts import may, unbarred
from yishi.people.names import display_name

from .along import SAID, UNDONE, along
from .comments.reading import shown_on
from .console.hand import hand_of
from .corrections.reading import waiting
from .enums import HELD_STATES, Capacity, EntryState, MeetingState
from .guards import nobody_signed, record_unsigned
from .queries import entitled_of, quorum
from .slots import fill
from .transitions import TABLE

DOOR = re.compile(r"[（(][^（()）]*\d[^（()）]*[）)]")  # 邹女士（601）: the page is public, the door is not
ELSEWHERE = ("speakers.", "table.")  # done from the console and the live page
OF_A_PART = ("comments.", "opinions.")  # the part of the page that they belong to asks for them
UNSIGNED = frozenset({nobody_signed, record_unsigned})  # what the first signature ends
SHAPES = {
    MeetingState.PLANNED: "wait", MeetingState.OPEN: "live", MeetingState.CLOSED: "run", MeetingState.SIGNED: "done",
    MeetingState.CANCELLED: "fail", MeetingState.ADJOURNED: "wait",
}
ENTRY_SHAPES = {
    EntryState.PENDING: "wait", EntryState.CURRENT: "live", EntryState.DONE: "done", EntryState.NOT_REACHED: "late",
    EntryState.STRUCK: "fail",
}


def record(meeting, viewer):
    """Return the context of the page of ``meeting`` as ``viewer`` (a Person or None) may read it."""
    meeting = along(meeting, *SAID, "invitations", "minutes_objections__consensus", UNDONE, "signatures")
    acts, there, held = open_acts(meeting, viewer), presence(meeting), meeting.state in HELD_STATES
    return {
        "meeting": meeting,
        "led_by": display_name(meeting.facilitator, viewer),
        "kept_by": display_name(meeting.recorder, viewer),
        "quorum": quorum(meeting).sentence if there or held else quorum_words(meeting), "held": held,
        "presence": there,
        "entries": entries(meeting, viewer),
        "guests": guests(meeting, viewer),
        "objections": objections(meeting, viewer), "pauses": list(meeting.pauses.order_by("pk")),
        "reopened": list(meeting.reopenings.order_by("pk")),
        "signatures": signatures(meeting, viewer),
        "corrected": meeting.corrections.filter(answer__countersigned=True).count() if meeting.state == MeetingState.SIGNED else 0,
        "acts": here(acts, meeting, viewer),
        "hand": hand_of(meeting, viewer, acts, meeting.get_absolute_url()),
        "may_correct": any(act.code == "statements.correct" for act in acts),
    }


def open_acts(meeting, person):
    """Return the acts that ``person`` may do to ``meeting`` in its state, but for those that a part of the page asks for.

    Their checks are not asked.
    """
    found = [act for act in TABLE.values() if meeting.state in act.sources and act.thing == meeting._meta.label]
    return [act for act in found if not act.code.startswith(OF_A_PART) and may(act, meeting, person)]


def here(acts, meeting, viewer):
    """Return those of ``acts`` that a page of ``meeting`` offers ``viewer``: not what has its place elsewhere, nor what the
    signatures end, nor what has nothing to be done to."""
    found = [act for act in unsigned_still(acts, meeting, viewer) if not act.code.startswith(ELSEWHERE)]
    return [act for act in found if unbarred(act, meeting, viewer)]


def unsigned_still(acts, meeting, viewer):
    """Return those of ``acts`` that the signatures leave: what is signed is not changed, and nobody signs twice."""
    signed = set(meeting.signatures.values_list("person", flat=True)) if acts else set()
    mine = viewer is not None and viewer.pk in signed
    now = {"minutes.countersign": bool(signed) and not mine, "minutes.withdraw_signature": mine}
    if any(act.code.startswith("corrections.") for act in acts):
        proposed = waiting(meeting)
        others = proposed is not None and proposed.by_id != viewer.pk
        now |= {"corrections.propose": proposed is None, "corrections.countersign": others, "corrections.refuse": others}
    return [act for act in acts if now.get(act.code, not signed or UNSIGNED.isdisjoint(act.guards))]


def quorum_words(meeting):
    """Return in a sentence how many must be (of a meeting that is over: had to be) present; "" where no quorum is asked for."""
    entitled = entitled_of(meeting)
    needed = meeting.rule.needed(entitled)
    if not needed or not entitled:
        return ""
    had = meeting.closed_at is not None
    words = _("%(needed)d of %(entitled)d members had to be present.") if had else _(
        "%(needed)d of %(entitled)d members have to be present."
    )
    return words % {"needed": needed, "entitled": entitled}


def presence(meeting):
    """Return (words, figure) of those present in each capacity; guests of the room are counts, not names.

    Nobody watches online before the meeting has begun, whatever figure was entered beforehand.
    """
    there = list(meeting.attendances.filter(present=True).values_list("capacity", flat=True))
    counts = [(_("Members") if capacity == Capacity.MEMBER else capacity.label, there.count(capacity)) for capacity in Capacity]
    counts += [
        (_("stakeholders, counted"), meeting.stakeholders_present),
        (_("observers in the room"), meeting.observers_on_site),
        (_("observers online, counted"), meeting.observers_online if meeting.state in HELD_STATES else 0),
    ]
    return [(words, figure) for words, figure in counts if figure]


def entries(meeting, viewer):
    """Return the agenda, each entry with what was said and commented on it, what was agreed, and how many stood aside."""
    rows = list(meeting.entries.all())
    comments = shown_on(meeting, lambda person: display_name(person, viewer))
    for row in rows:
        row.shape, row.commented = ENTRY_SHAPES[row.state], comments.get(row.pk)
        row.said = sorted(row.statements.all(), key=lambda statement: statement.n)
        for statement in row.said:
            statement.by = called(statement.speaker, statement.speaker_words, viewer)
        row.agreed = max(row.consensuses.all(), key=lambda consensus: consensus.n, default=None)
        row.aside = len(row.recusals.all())
    fill(rows, viewer)
    return rows


def guests(meeting, viewer):
    """Return (name, as what) of everybody invited."""
    return [(called(row.person, row.words, viewer), row.get_kind_display()) for row in meeting.invitations.all()]


def objections(meeting, viewer):
    """Return the objections in the minutes, each with who raised it, against what, and its withdrawal (None: it stands)."""
    rows = list(meeting.minutes_objections.all())
    for row in rows:
        row.by = called(row.person, row.words, viewer)
        row.against, row.undone = row.consensus, getattr(row, "withdrawal", None)
        if row.undone:
            row.undone.who = display_name(row.undone.by, viewer)
    return rows


def signatures(meeting, viewer):
    """Return the signatures under the minutes, in order."""
    rows = list(meeting.signatures.all())
    for row in rows:
        row.by = display_name(row.person, viewer)
    return rows


def called(person, words, viewer):
    """Return the name of ``person`` as ``viewer`` may read it, or the ``words`` that stand for one."""
    return display_name(person, viewer) if person else DOOR.sub("", words).strip()
