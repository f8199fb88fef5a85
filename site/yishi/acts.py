"""The one form of a change (law 1): permission and state, guards, one transaction with a guarded update and an event.

An ``Act`` is a row of a transition table: data, from which the refusals, the checklists, the duties, the diagram in
docs/ and the truth-table and race tests are all read.
"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yishi.text.side_by_side import aside, clauses, inner, listed

from .checks import over, unmet
from .db.guard import STALE, guarded_update
from .journal.domain.events import append
from .people.enums import Role
from .people.rules import holds, standing_in
from .refusals import Forbidden, Refused, Stale


@dataclass(frozen=True)
class Act:
    """One thing that may be done to one kind of thing.

    ``code`` is module.function of the domain function; ``label`` the verb on its button; ``thing`` the noun it acts on;
    ``sources`` the states in which it may be done; ``target`` the state it leads to (None: it stays); ``roles`` who may
    do it by office in the thing's community; ``own`` a predicate (person, thing) for those who may do it because the
    thing is theirs; ``owner`` the role that owes it; ``event`` the kind appended; ``guards`` functions thing → Checks;
    ``bars`` functions (thing, person) that refuse what time, or what is done already, rules out whatever is filled in;
    ``becomes`` what becomes true by it, said where it is offered: of an act whose form asks nothing that would say it.
    """

    code: str
    label: Any
    thing: str
    sources: tuple
    event: str
    target: str | None = None
    roles: frozenset = frozenset()
    own: Callable | None = None
    owner: Role | None = None
    guards: tuple = ()
    bars: tuple = ()
    becomes: Any = ""

    def checklist(self, thing):
        """Return every Check that stands before this act, done ones too."""
        return [check for guard in self.guards for check in guard(thing)]


@dataclass
class Entry:
    """What an act writes into its event: ``payload`` (ids, figures, hashes), and the row it made, if one."""

    payload: dict = field(default_factory=dict)
    made: Any = None


def may(act, thing, person):
    """Return whether ``person`` (None: a visitor) may do ``act`` to ``thing`` by office or because it is theirs."""
    if person is None:
        return False
    return holds(person, act.roles, thing.community) or bool(act.own and act.own(person, thing))


def require(act, thing, person):
    """Refuse with Forbidden, naming who may and where, unless ``person`` may do ``act`` to ``thing``."""
    if not may(act, thing, person):
        words = {"act": inner(act.label), "place": thing.community.name,
                 "who": listed(role.label for role in sorted(act.roles, key=list(Role).index))}
        said = (_("You may not do this: in %(place)s “%(act)s” is up to %(who)s.") if act.roles
                else _("You may not do this: “%(act)s” is up to the person concerned."))
        raise Forbidden(said % words)


def require_state(act, thing, seen=None):
    """Refuse unless ``thing`` stands in a state that ``act`` starts from.

    ``seen`` is the state that the actor's form was drawn in: if the thing has moved since, Stale.
    """
    if seen and seen != thing.state:
        raise Stale(STALE)
    if thing.state not in act.sources:
        raise Refused(
            _("“%(act)s” is not possible now: this stands at “%(state)s”.")
            % {"act": inner(act.label), "state": inner(thing.get_state_display())}
        )


def require_unbarred(act, thing, person):
    """Refuse what a bar of ``act`` rules out for ``person``."""
    for bar in act.bars:
        bar(thing, person)


def unbarred(act, thing, person):
    """Return whether no bar rules ``act`` out for ``person``."""
    try:
        require_unbarred(act, thing, person)
    except Refused:
        return False
    return True


def hindrance(act, thing, person, checks=()):
    """Return what refuses ``act`` to ``person`` whatever is filled in, or None: asked before a form is shown.

    It is the thing's state, a bar, or one of its ``checks`` (see ``Act.checklist``) that nothing brings about any more.
    """
    try:
        require_state(act, thing)
        require_unbarred(act, thing, person)
    except Refused as refusal:
        return refusal
    return Refused(over(checks)) if over(checks) else None


def require_checks(act, thing):
    """Refuse with everything that is still missing before ``act``, and who owes it; or with what is over for good."""
    missing = unmet(act.checklist(thing))
    if over(missing):
        raise Refused(over(missing), missing=missing)
    if missing:
        lines = clauses(aside(check.label, check.owes) for check in missing)
        raise Refused(
            _("“%(act)s” has to wait. Still missing: %(lines)s.") % {"act": inner(act.label), "lines": lines}, missing=missing
        )


@contextmanager
def taking(act, thing, *, by, on_behalf_of=None, seen=None, **changes):
    """Do ``act`` to ``thing``: the body of the ``with`` makes the rows and fills the yielded Entry.

    Refused as Forbidden, Stale, or Refused with the missing checks; then nothing was written. Otherwise the state
    moves from the one read to ``act.target`` by one guarded update (with ``changes`` set in the same statement), and
    one event is appended to the thing's stream in the same transaction. Where the body refuses, ``thing`` shows again
    what it showed before.
    """
    require(act, thing, by)
    require_state(act, thing, seen)
    with _shown_as_it_stands(thing, "state", *changes), transaction.atomic():
        if act.guards or act.bars:
            guarded_update(thing, {"state": thing.state}, state=thing.state)  # held: what is checked stays true
            require_unbarred(act, thing, by)
            require_checks(act, thing)
        guarded_update(thing, {"state": thing.state}, state=act.target or thing.state, **changes)
        entry = Entry()
        yield entry
        append(
            thing.stream_name, act.event, by=by, community=thing.community,
            **_recorded(act, thing, by, on_behalf_of, entry.payload),
        )


def _recorded(act, thing, by, on_behalf_of, payload):
    """Return for whom it is recorded, and what: a deputy's act names the absent officer, and the deputy's seat."""
    seat = standing_in(by, act.roles, thing.community)
    if seat is None or on_behalf_of or (act.own and act.own(by, thing)):
        return {"on_behalf_of": on_behalf_of, "payload": payload}
    return {"on_behalf_of": seat.deputy_for.person, "payload": {**payload, "acting": seat.pk}}


@contextmanager
def _shown_as_it_stands(thing, *names):
    """Give ``thing`` its fields ``names`` back when the block raises: the database took the change back too."""
    before = {name: getattr(thing, name) for name in names}
    try:
        yield
    except BaseException:
        for name, value in before.items():
            setattr(thing, name, value)
        raise
