"""The public call for opinions and the hearings of a matter, as its page shows them."""

from itertools import groupby

from yishi.clock.story import today
from yishi.people.enums import READERS
from yishi.people.names import concern
from yishi.people.rules import holds
from yishi.workdays.periods import days_since

from ..models import HearingState, OpinionState, OpinionVerdict, ParticipantState, PublicCallState
from ..naming import named
from .acts import open_acts

VERDICT_SHAPES = {OpinionVerdict.ADOPTED: "done", OpinionVerdict.PARTLY: "run", OpinionVerdict.NOT: "fail"}  # else "wait"


def sections(matter, viewer):
    """Return the call with its opinions as ``viewer`` may read them, and the hearings; both empty where there are none.

    While one of them goes on (``asking``) they stand before what was decided, and afterwards behind it.
    """
    call, hearings = call_of(matter, viewer), hearings_of(matter, viewer)
    ahead = any(row.meeting.date >= today() for row in hearings)
    return {"call": call, "hearings": hearings, "asking": ahead or (call is not None and not call.published)}


def call_of(matter, viewer):
    """Return the call of ``matter``, or None, with its ``table`` (closed, or for the office), ``own`` opinions and counts.

    Until it is closed the public reads how many opinions came in; its own givers and the office read them.
    """
    call = getattr(matter, "call", None)
    if call is None:
        return None
    office = viewer is not None and holds(viewer, READERS, matter.community)
    call.matter, call.community, rows = matter, matter.community, call.given
    for row in rows:
        row.call, row.community, row.matter = call, call.community, matter
        row.by = named(row, viewer) if office or not row.nameless else ""
        row.open_acts, row.shape = open_acts(row, viewer), VERDICT_SHAPES.get(row.verdict, "wait")
    call.open_acts = open_acts(call, viewer)
    call.total = len(rows)
    call.waiting = [row for row in rows if row.state == OpinionState.OPEN] if office else []
    concern(*(row.person_id for row in rows if row.person_id))
    call.own = [row for row in rows if viewer is not None and row.person_id == viewer.pk]
    call.published = call.state == PublicCallState.CLOSED
    call.table = table(rows) if call.published or office else []
    call.taking = call.takes_opinions()
    return call


def table(rows):
    """Return the answered opinions in groups that share an answer, the group of the earliest opinion first."""
    answered = sorted(
        (row for row in rows if row.state == OpinionState.ANSWERED),
        key=lambda row: (row.same_as_id or row.pk, row.same_as_id is not None, row.n),
    )
    groups = [list(found) for _key, found in groupby(answered, key=lambda row: row.same_as_id or row.pk)]
    return sorted(groups, key=lambda found: min(row.n for row in found))


def hearings_of(matter, viewer):
    """Return the hearings of ``matter`` that are published, and for the office those being prepared."""
    office = viewer is not None and holds(viewer, READERS, matter.community)
    states = (HearingState.DRAFT, HearingState.PUBLISHED) if office else (HearingState.PUBLISHED,)
    rows = [row for row in matter.hearings.all() if row.state in states and row.sitting.taken_off_on is None]
    for row in rows:
        row.community, row.matter = matter.community, matter
        row.open_acts = open_acts(row, viewer)
        row.meeting = row.sitting.entry.meeting
        row.days_before = days_since(row.published_on, row.meeting.date) if row.published_on else None
        row.people = [each for each in row.participants.all() if each.state != ParticipantState.STRUCK]
        for each in row.people:
            each.hearing, each.community, each.matter = row, matter.community, matter
            each.by = named(each, viewer)
            each.open_acts = open_acts(each, viewer)
    return rows

