"""What is due by the product clock: a registry of functions, each of which does all that is due and says how much.

An app writes them in its ``tasks.py``, which is found at start-up:

    @due("polls.close")
    def close_polls(now):
        return each(Poll.objects.filter(state="open", closes_at__lte=now), lambda poll: close_poll(poll, by=None))

Two workers may run at once. What is due is therefore claimed by its row, in the transaction that does it: by the
guarded update of its state, or, where it has no state, by ``claim``.
"""

import logging
from collections.abc import Callable, Iterable

from django.db import IntegrityError, connection, transaction

from yishi.clock.story import held_at, now, real_now
from yishi.refusals import Stale

from .models import Claim, TaskRun

log = logging.getLogger(__name__)
DUE: dict[str, Callable] = {}
FOLLOWING: set[str] = set()  # the names of what only follows
OFTEN: set[str] = set()  # and of what is done between the rounds as well


class PartlyDone(Exception):
    """Some rows failed while ``done`` others were done; the message says what went wrong with the first."""

    def __init__(self, done, failed, first):
        super().__init__(f"{failed} failed, the first: {first!r}")
        self.done = done


def due(name, *, follows=False, often=False):
    """Decorator: ``fn(now) -> int`` is run under ``name`` at every round; it returns how many things it did.

    What ``follows`` only brings in step what has been written, whenever it is run: rounds in between may leave it out. What
    is done ``often`` costs next to nothing where nothing happened, and is run every second, between the rounds too.
    """

    def mark(fn):
        if name in DUE and DUE[name].__qualname__ != fn.__qualname__:
            raise ValueError(f"the scheduled work {name} is registered twice")
        DUE[name] = fn
        if follows:
            FOLLOWING.add(name)
        if often:
            OFTEN.add(name)
        return fn

    return mark


def run_due(at=None, *, goes_on=lambda: True, following=True, often=False):
    """Run everything due at the product instant ``at`` (default: now); return the TaskRuns, one a function.

    The clock is held at ``at`` meanwhile. A function that fails is logged and does not stop the others. Runs that did
    something or failed are kept. ``goes_on`` is asked before each function: where it says no, the rest is left. Without
    ``following`` what only follows is left to a later round; where it is a run between the rounds (``often``), all else.
    """
    at = at or now()
    runs = []
    for name in sorted(OFTEN if often else DUE if following else DUE.keys() - FOLLOWING):
        if not goes_on():
            break
        with held_at(at):
            runs.append(_run(name, at))
    return runs


def each(rows: Iterable, act: Callable):
    """Do ``act(row)`` for each row and return how many were done.

    A row that another worker took first is Stale and does not count. A row that fails is logged and does not stop the
    others; PartlyDone says so at the end. Call it outside a transaction: every act has its own.
    """
    done, failed, first = 0, 0, None
    for row in rows:
        try:
            act(row)
            done += 1
        except Stale:
            continue
        except Exception as error:
            log.exception("scheduled work failed for %r", row)
            failed, first = failed + 1, first or error
    if failed:
        raise PartlyDone(done, failed, first)
    return done


def claim(name, key):
    """Return True to the one caller who claims ``key`` of the scheduled work ``name``; False to everybody after.

    Call it in the transaction that does the thing: if that fails, the claim is undone with it. RuntimeError outside.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a thing is claimed in the transaction that does it")
    try:
        with transaction.atomic():
            Claim.objects.create(name=name, key=str(key), at=now())
    except IntegrityError:
        return False
    return True


def _run(name, at):
    run = TaskRun(name=name, started=real_now())
    try:
        run.done = DUE[name](at) or 0
    except PartlyDone as error:
        run.done, run.error = error.done, str(error)
    except Exception as error:
        log.exception("scheduled work %s failed", name)
        run.error = f"{type(error).__name__}: {error}"
    run.ended = max(real_now(), run.started)
    if run.done or run.error:
        _keep(run)
    return run


def _keep(run):
    """Write ``run`` down, or count it on the last run of its name where that failed just so."""
    last = TaskRun.objects.filter(name=run.name).first()
    if last and run.error and not run.done and (last.error, last.done) == (run.error, 0):
        last.times, last.ended = last.times + 1, max(run.ended, last.started)
        last.save(update_fields=["times", "ended"])
    else:
        run.save()
