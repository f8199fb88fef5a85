"""Secret papers: units are marked one by one, papers counted in piles by two. Entry joins no voter to a choice."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yishi.db.guard import guarded_update
from yishi.db.retry import short_write
from yishi.refusals import Forbidden, Invalid, Refused

from ..enums import BatchState, Channel
from ..guards import no_piles
from ..models import BatchSheet, BatchTally, PaperBatch, SecretMark
from .acting import acting
from .casting import COUNTED, Vote, entry_for, hold_open, require_enterers
from .papers import sheets_of
from .rolls import unit_of


@short_write
def mark_paper(poll, *, by, unit=None, entered_by, witness, channel=Channel.PAPER):
    """Mark ``unit`` as having voted on a secret paper, handed in by ``by``; return the SecretMark. It holds no choice.

    Refused as a vote would be: window, roll, recusal, or when the unit has voted in whatever channel; and unless a
    recorder or member of the supervisory committee enters it while ``witness``, another person in office, looks on.
    """
    no_piles(poll, None)
    if channel not in set(Channel) - {Channel.ONLINE}:
        raise Invalid(_("There is no such channel."), field="channel")
    require_enterers(poll, entered_by, witness)
    vote = Vote(by, unit_of(unit or by), {}, channel, entered_by, witness, "", None, False, None)
    try:
        with transaction.atomic():
            hold_open(poll)
            return SecretMark.objects.create(
                community_id=poll.community_id, poll=poll, entry_id=entry_for(poll, vote), channel=channel,
                entered_by=entered_by, witness=witness,
            )
    except IntegrityError as refusal:
        raise Refused(COUNTED) from refusal


def count(poll, *, by, ballots, counts, blank=0, spoilt=0, seen=None):
    """Enter the first count of a pile of ``ballots`` papers after the close, and return the PaperBatch.

    ``counts`` maps a choice's code to papers; for several questions {question number: counts}, and then ``blank`` and
    ``spoilt`` are mappings too. Invalid where the figures do not add up to the pile.
    """
    sheets = _sheets(poll, ballots, counts, blank, spoilt)
    with acting("count_batch", poll, by=by, seen=seen) as entry:
        n = (poll.paper_batches.aggregate(last=Max("n"))["last"] or 0) + 1
        batch = PaperBatch.objects.create(community=poll.community, poll=poll, n=n, ballots=ballots, first_by=by)
        _write(batch, 1, sheets)
        entry.payload = {"poll": poll.pk, "batch": batch.pk, "ballots": ballots}
    return batch


def confirm(batch, *, by, ballots, counts, blank=0, spoilt=0, seen=None):
    """Enter the second count of a pile by another person, and return the PaperBatch: it counts from now on.

    Forbidden to whoever counted first. Refused where the totals are not equal (the sentence does not say the first
    ones): the pile is counted again, or the first count withdrawn.
    """
    poll = batch.poll
    sheets = _sheets(poll, ballots, counts, blank, spoilt)
    if by is not None and batch.first_by_id == by.pk:
        raise Forbidden(_("The second count is made by another person."))
    with acting("confirm_batch", poll, by=by, seen=seen) as entry:
        if ballots != batch.ballots or sheets != _first(batch):
            raise Refused(_("The two counts are not equal. Count the pile again, both of you."))
        guarded_update(batch, {"state": BatchState.COUNTED}, state=BatchState.CONFIRMED, second_by=by)
        _write(batch, 2, sheets)
        entry.payload = {"poll": poll.pk, "batch": batch.pk}
    return batch


def withdraw(batch, *, by, seen=None):
    """Withdraw a wrong first count: it stays on record and counts for nothing. Stale once it is confirmed."""
    with acting("withdraw_batch", batch.poll, by=by, seen=seen) as entry:
        guarded_update(batch, {"state": BatchState.COUNTED}, state=BatchState.WITHDRAWN)
        entry.payload = {"poll": batch.poll_id, "batch": batch.pk}
    return batch


def _sheets(poll, ballots, counts, blank, spoilt):
    """Return {question id: (blank, spoilt, {choice id: papers})}; Invalid where it does not add up to the pile."""
    no_piles(poll, None)
    if ballots < 1:
        raise Invalid(_("A pile has at least one paper."), field="ballots")
    known = sheets_of(poll)
    several = len(known) > 1 or any(isinstance(value, dict) for value in counts.values())
    by_question = counts if several else {next(iter(known)): counts}
    if by_question.keys() != known.keys():
        raise Invalid(_("Every question of the ballot is counted in every pile."), field="counts")
    return {
        sheet.question: _add_up(sheet, ballots, by_question[n], blank[n] if several and blank else blank or 0,
                                spoilt[n] if several and spoilt else spoilt or 0)
        for n, sheet in known.items()
    }


def _add_up(sheet, ballots, counts, blank, spoilt):
    if not counts.keys() <= sheet.codes.keys() or min([blank, spoilt, *counts.values()]) < 0:
        raise Invalid(_("These are not the choices of this ballot."), field="counts")
    valid, ticks = ballots - blank - spoilt, sum(counts.values())
    if not valid <= ticks <= valid * sheet.most or any(votes > valid for votes in counts.values()):
        raise Invalid(
            _("The figures do not add up to the pile of %(ballots)s papers.") % {"ballots": ballots}, field="counts"
        )
    return blank, spoilt, {sheet.codes[code]: votes for code, votes in counts.items() if votes}


def _write(batch, hand, sheets):
    for question, (blank, spoilt, votes) in sheets.items():
        sheet = BatchSheet.objects.create(
            community=batch.community, batch=batch, hand=hand, question_id=question, blank=blank, spoilt=spoilt
        )
        BatchTally.objects.bulk_create(
            BatchTally(community=batch.community, sheet=sheet, choice_id=choice, votes=n) for choice, n in votes.items()
        )


def _first(batch):
    found = {}
    for sheet in batch.sheets.filter(hand=1).prefetch_related("tallies"):
        votes = {row.choice_id: row.votes for row in sheet.tallies.all()}
        found[sheet.question_id] = (sheet.blank, sheet.spoilt, votes)
    return found
