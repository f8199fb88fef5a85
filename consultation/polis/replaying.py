"""Replaying the votes of an export in the order of their times, each cast by the ordinary function at its own time."""

from django.db import transaction

from consultation.domain import ballots
from consultation.models import Matter
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Channel, PollState
from consultation.polls.models import NamedMark
from yishi.clock.story import held_at
from yishi.db.retry import short_write
from yishi.refusals import Refused

from .reading import instant

BATCH = 200


def replay(poll, export, persons, *, by, told):
    """Cast the votes of ``export`` that are not in yet, and close ``poll`` when all are; return how many were cast.

    Every vote leaves one mark, so the marks say where an import that was stopped goes on: anywhere. ``told(n)`` is
    called as they come in. Where the poll is closed and complete, nothing happens; Refused where it was closed early.
    """
    done = before = marks(poll)
    told(done)
    while done < len(export.votes):
        if poll.state != PollState.OPEN:
            raise Refused("The ballot was closed or annulled before all its votes were in. Take another name.")
        after = _batch(poll, export.votes, persons)
        told(after - done)
        done = after
    if poll.state == PollState.OPEN:
        ballots.close(poll, by=by)
    return done - before


def marks(poll):
    """Return how many votes of ``poll`` are in, changed ones too."""
    return NamedMark.objects.filter(poll=poll, channel=Channel.ONLINE).count()


@short_write
def _batch(poll, votes, persons):
    """Cast the next votes in one transaction, one import at a time; return how many are in."""
    with transaction.atomic():
        Matter.objects.select_for_update().get(pk=poll.matter_id)
        done = marks(poll)
        for vote in votes[done : done + BATCH]:
            with held_at(instant(vote.ms)):
                cast(poll, by=persons[vote.voter], choices={vote.statement: vote.choice})
        return min(done + BATCH, len(votes))
