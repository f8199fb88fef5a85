"""Whoever has an interest in a matter stands aside from the open ballots on it, in the hall or by a declaration."""

from meetings import withdrawing
from meetings.recusals import register

from ..guards.ballots import AT_THE_TABLE
from ..models import Sitting
from ..polls.domain.rolls import stand_back, stand_in_again
from ..polls.enums import PollState
from ..polls.models import Poll
from ..polls.rules import rule_of


def from_open_ballots(matter, person, *, words, by):
    """Take ``person`` back from every open ballot on ``matter`` that is decided at a table; Refused once they voted."""
    polls = Poll.objects.filter(matter=matter, state=PollState.OPEN, electorate__in=AT_THE_TABLE)
    for poll in polls.select_related("community").order_by("pk"):
        if rule_of(poll).decides:
            stand_back(poll, person=person, words=words, by=by)


def heard_in_the_hall(recusal, *, by):
    """A member stood aside from an agenda entry: from the vote on its matter too."""
    sitting = Sitting.objects.standing().filter(entry=recusal.entry_id).select_related("matter").first()
    if sitting:
        from_open_ballots(sitting.matter, recusal.attendance.person, words=recusal.reason, by=by)


def withdrawn_in_the_hall(recusal, *, by):
    """A member who was entered as standing aside by mistake does not: refused once a ballot on the matter rests on it."""
    sitting = Sitting.objects.standing().filter(entry=recusal.entry_id).first()
    polls = Poll.objects.filter(matter=sitting.matter_id, electorate__in=AT_THE_TABLE) if sitting else Poll.objects.none()
    for poll in polls.exclude(state=PollState.ANNULLED).order_by("pk"):
        if rule_of(poll).decides:
            stand_in_again(poll, person=recusal.attendance.person)


register(heard_in_the_hall)
withdrawing.register(recusal=withdrawn_in_the_hall)
