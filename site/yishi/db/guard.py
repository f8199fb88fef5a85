"""One guarded UPDATE: the change happens only if the row still stands where the caller read it."""

import time

from django.utils.translation import gettext_lazy as _

from ..refusals import Stale

STALE = _("Somebody else acted first. Reload the page, look at what has changed, and decide again. Nothing was lost.")

# Red control of the race tests alone: with the guard off, two processes must be seen to get through.
CHECK_THEN_WRITE = False
HESITATION = 0.2  # seconds between looking and writing, so that another process may come between


def guarded_update(thing, expected, **changes):
    """Set ``changes`` on the row of ``thing`` if its fields still equal ``expected`` (field name → value).

    One row is changed, and ``thing`` carries the new values; otherwise Stale, and nothing has changed. Call it inside
    ``atomic()``: on PostgreSQL the row stays locked until the commit, on SQLite the writer is alone.
    """
    rows = type(thing)._base_manager.filter(pk=thing.pk)
    if CHECK_THEN_WRITE:
        changed = _check_then_write(thing, rows, expected, changes)
    else:
        changed = rows.filter(**expected).update(**changes)
    if changed != 1:
        raise Stale(STALE)
    for name, value in changes.items():
        if not hasattr(value, "resolve_expression"):
            setattr(thing, name, value)


def _check_then_write(thing, rows, expected, changes):
    """Do it wrong on purpose: look at what was read a while ago, wait, write."""
    if any(getattr(thing, name) != value for name, value in expected.items()):
        return 0
    time.sleep(HESITATION)
    return rows.update(**changes)
