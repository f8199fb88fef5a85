"""Scheduled work of this floor."""

from yishi.checks import unmet
from yishi.documents.domain.documents import make_waiting
from yishi.documents.pool import pool
from yishi.tasks.due import due, each

from . import drafts
from .documents.kinds import WRITERS
from .domain import act_drafts, ballots
from .polls.domain.acting import CLOCK
from .polls.enums import PollState, Secrecy
from .polls.models import Poll
from .transitions import TABLE

PRINTING_SECONDS = 6.0  # of one round: other work is waiting, and the worker's lease runs


@due("ballots.open")
def open_ballots(now):
    """Open what was announced for now, where nothing is missing; what is missing stands in its checklist."""
    rows = Poll.objects.filter(state=PollState.ANNOUNCED, opens_at__lte=now).exclude(closes_at__lte=now)
    ready = [poll for poll in rows if not unmet(TABLE["ballots.open"].checklist(poll))]
    return each(ready, lambda poll: ballots.open(poll, by=CLOCK))


@due("ballots.close")
def close_ballots(now):
    """Close what has come to the end of its window. Votes are refused from that instant, closed or not."""
    rows = Poll.objects.filter(state=PollState.OPEN, closes_at__lte=now).exclude(secrecy=Secrecy.SHOW_OF_HANDS)
    return each(rows, lambda poll: ballots.close(poll, by=CLOCK))


@due("documents.render")
def render_documents(now):
    """Make the papers that were asked for, a few at every round."""
    return make_waiting(WRITERS, pool=pool, seconds=PRINTING_SECONDS)


@due("reports.sweep_drafts")
def sweep_drafts(now):
    """Delete the photos of report forms that nobody sent."""
    return drafts.sweep()


@due("acts.sweep_drafts")
def sweep_act_drafts(now):
    """Delete the drafts of acts that nobody sent within thirty days."""
    return act_drafts.sweep()
