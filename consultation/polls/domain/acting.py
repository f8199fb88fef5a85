"""An act on a poll, with the poll object left as it was where the act is refused; by a person, or by the clock."""

from contextlib import contextmanager

from django.db import transaction

from yishi.acts import Entry, require_checks, require_state, taking
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append

from ..transitions import ACTS

CLOCK = object()  # in place of a person: what was announced falls due. Never None, which is a visitor.


@contextmanager
def unchanged_if_refused(thing):
    """Give ``thing`` its fields back when the block raises: what the database took back, the object must not show."""
    before = dict(thing.__dict__)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        thing.__dict__.clear()
        thing.__dict__.update(before)
        raise


@contextmanager
def acting(name, poll, *, by, seen=None, **changes):
    """Do the act ``name`` (see ``transitions.ACTS``) to ``poll``; see ``yishi.acts.taking``. ``by`` may be CLOCK."""
    act = ACTS[name]
    with unchanged_if_refused(poll):
        if by is CLOCK:
            with in_consequence(act, poll, **changes) as entry:
                yield entry
        else:
            with taking(act, poll, by=by, seen=seen, **changes) as entry:
                yield entry


@contextmanager
def in_consequence(act, poll, *, by=None, **changes):
    """What ``taking`` does, without asking for an office: the hour came, or another act of ``by`` brings it about."""
    require_state(act, poll)
    require_checks(act, poll)
    with transaction.atomic():
        guarded_update(poll, {"state": poll.state}, state=act.target or poll.state, **changes)
        entry = Entry()
        yield entry
        append(poll.stream_name, act.event, by=by, community=poll.community, payload=entry.payload)
