"""One thing and what its reader owes on it: what can be done now, what waits for what, and where that is cured."""

from dataclasses import dataclass, field
from typing import Any

from yishi.acts import Act, may
from yishi.checks import unmet
from yishi.people.enums import Role
from yishi.people.rules import roles_at

from ..desk.cures import act_named, address, cure_of, rows_for
from ..desk.doing import next_acts
from ..transitions.supervise import leads

LEADS = frozenset({Role.FACILITATOR, Role.RECORDER})
WAYS_OUT = frozenset({"matters.convert", "matters.hand_over"})  # they end the procedure here, whatever its next step
BARE = ("meetings.close", "petitions.answer")  # they move a thing on, and nothing has to be there first


@dataclass
class Duty:
    """An act that its reader owes, what is still missing before it, and the address of its form."""

    act: Act
    missing: list
    href: str


@dataclass
class Ahead:
    """An act that moves the thing on, whoever owes it: what is there before it, and what is missing."""

    act: Act
    done: list
    missing: list
    href: str = ""  # where the reader can do it now; "" where something is missing, or it is another's

    @property
    def total(self):
        """Return how many things must be there."""
        return len(self.done) + len(self.missing)


@dataclass
class Row:
    """A thing with what is owed on it: duties that can be done now, those that wait, the steps ahead, the ways out."""

    thing: Any
    now: list = field(default_factory=list)
    waiting: list = field(default_factory=list)
    ahead: list = field(default_factory=list)
    out: list = field(default_factory=list)
    cures: dict = field(default_factory=dict)  # code of a missing check → where the reader may do something about it

    @property
    def href(self):
        """Return the address of the page on which the thing is shown: its own, or its matter's."""
        shown = self.thing if hasattr(self.thing, "get_absolute_url") else self.thing.matter
        return shown.get_absolute_url()

    @property
    def moves(self):
        """Return the codes of the acts that move the thing on."""
        return {step.act.code for step in (*self.ahead, *self.out)}

    @property
    def behind(self):
        """Return the duties that wait and do not themselves move the thing on: those stand among the steps ahead."""
        return [duty for duty in self.waiting if duty.act.code not in self.moves]


def duties(thing, viewer):
    """Return the Row of ``thing``: every act owed by ``viewer`` that moves it on or cures what stands before one.

    It runs the checklists of the thing: tens of queries, whatever else there is. A page does this for one thing.
    """
    row, met, mine = Row(thing), set(), roles_on(thing, viewer)
    first = ahead(thing)
    waiting = [(act, [thing]) for act in first]
    while waiting:
        act, rows = waiting.pop(0)
        if not rows or act.code in met:
            continue
        met.add(act.code)
        checks = act.checklist(rows[0])
        missing = unmet(checks)
        owed = (act.owner in mine or (act.own is leads and leads(viewer, rows[0]))) and may(act, rows[0], viewer)
        if act in first:
            ways = row.out if act.code in WAYS_OUT else row.ahead
            href = address(act, rows, thing) if owed and not missing else ""
            ways.append(Ahead(act, [check for check in checks if check.done], missing, href))
        if owed and act.code not in WAYS_OUT:
            (row.waiting if missing else row.now).append(Duty(act, missing, address(act, rows, thing)))
        for check in missing:
            cure = act_named(check.act)
            found = rows_for(cure, rows[0]) if cure else []
            waiting.append((cure, found))
            if found and may(cure, found[0], viewer):
                row.cures.setdefault(check.code, cure_of(check, cure, found, thing))
    return row


def ahead(thing, among=next_acts):
    """Return the acts of ``among(thing)`` for which something must be there first, or nothing need be; ways out last."""
    found = [act for act in among(thing) if act.guards or act.code in BARE]
    return sorted(found, key=lambda act: act.code in WAYS_OUT)


def roles_on(thing, viewer):
    """Return the roles in which ``viewer`` may owe something on ``thing``; who leads a meeting, both of its leads."""
    roles = roles_at(viewer, thing.community)
    leads = viewer.pk in (getattr(thing, "facilitator_id", None), getattr(thing, "recorder_id", None))
    return roles | LEADS if leads else roles
