"""Which acts a reader of a page may do to the things on it."""

from functools import cache

from meetings.transitions import TABLE as HALL
from yishi.acts import may, unbarred

from ..desk.votes import VOTES
from ..transitions import TABLE


@cache
def _acts_on(label):
    """Return the acts of the tables that are done to a thing of the model ``label`` that is there already."""
    return [act for act in (*TABLE.values(), *HALL.values(), *VOTES.values()) if act.thing == label and act.sources]


def open_acts(thing, viewer):
    """Return (act, ()) for what ``viewer`` (None: a visitor) may do to ``thing`` in its state; no checks are asked.

    They stand in the order of the tables, those that say what becomes of it behind the others. It costs no query where
    ``thing`` has its community, and its matter where it has one, read along, but for an act that has bars, and that they
    may do.
    """
    if viewer is None:
        return []
    acts = [act for act in _acts_on(thing._meta.label) if thing.state in act.sources and may(act, thing, viewer)]
    return [(act, ()) for act in sorted(acts, key=lambda act: bool(act.becomes)) if unbarred(act, thing, viewer)]
