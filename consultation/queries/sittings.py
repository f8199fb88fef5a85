"""Reads about the sittings of a matter."""

from django.utils import timezone

from meetings.enums import MeetingKind
from meetings.models import Attendance, Recusal
from meetings.queries import quorum

from ..enums import Rule
from ..models import Sitting, SittingKind
from ..polls.models import RollVoter

# by whose rule a ballot is decided → the meetings at which that body sits
HALLS = {
    Rule.COUNCIL: (MeetingKind.COUNCIL, MeetingKind.HEARING, MeetingKind.TALK),
    Rule.REP_ASSEMBLY: (MeetingKind.REP_ASSEMBLY,),
}


def present_in_hall(poll):
    """Return how many members are present at the meeting in which ``poll`` was opened, without those who stood aside.

    Who stands aside on the roll alone is not counted either. None where the body that decides did not sit on the matter on
    that day: then the papers alone say who took part.
    """
    sitting = hall_of(poll)
    return quorum(sitting.entry.meeting, sitting.entry).present - _aside_on_the_roll(poll, sitting) if sitting else None


def _aside_on_the_roll(poll, sitting):
    """Return how many sit in the hall of ``sitting`` who stand aside on the roll of ``poll``, and not in the hall."""
    aside = RollVoter.objects.filter(poll=poll, entry__recusal__isnull=False).values("person")
    there = Attendance.objects.filter(meeting=sitting.entry.meeting_id, person__in=aside).members_present()
    return there.exclude(pk__in=Recusal.objects.filter(entry=sitting.entry_id).values("attendance")).count()


def hall_of(poll):
    """Return the Sitting at which ``poll`` was opened, with its meeting, or None where its body did not sit that day."""
    if poll.matter_id is None or poll.rule not in HALLS or poll.opened_at is None:
        return None
    held = Sitting.objects.filter(matter=poll.matter_id).held().of_kind(SittingKind.DELIBERATION, SittingKind.DECISION)
    for sitting in held.filter(entry__meeting__kind__in=HALLS[poll.rule]).with_meeting().order_by("-pk"):
        if sitting.date == timezone.localtime(poll.opened_at).date():
            return sitting
    return None
