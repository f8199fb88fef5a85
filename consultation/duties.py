"""What waits for a person in the six steps: ballots to vote in, results to rate, work to be done again."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now, today
from yishi.people.duties import Duty, Owed, register
from yishi.people.rules import seats_of
from yishi.text.side_by_side import headed

from .domain.satisfaction import may_rate
from .models import (
    Acceptance,
    CallOpinion,
    Inspection,
    OpinionState,
    PublicCall,
    PublicCallState,
    Rating,
    SatisfactionSurvey,
)
from .models.satisfaction import SurveyState
from .polls.enums import PollState, Secrecy
from .polls.models import NamedMark, RollEntry, SecretMark
from .queries.owed_of_results import UNDER_WAY
from .speaking import speaks

SHOWN = 20


def ballots_to_vote(person):
    """Return the open ballots on whose roll the person stands with a unit that has not voted and does not stand aside.

    One query.
    """
    voted = [Exists(marks.objects.filter(entry=OuterRef("pk"))) for marks in (NamedMark, SecretMark)]
    rows = RollEntry.objects.filter(voters__person=person, recusal=None, poll__state=PollState.OPEN, poll__opens_at__lte=now())
    rows = rows.exclude(poll__secrecy=Secrecy.SHOW_OF_HANDS).exclude(voted[0]).exclude(voted[1]).exclude(
        poll__closes_at__lte=now()
    )
    polls = {row.poll.pk: row.poll for row in rows.select_related("poll").order_by("poll__closes_at", "pk")[:SHOWN]}
    return [
        Owed(poll.question, reverse("ballot", args=[pk]), poll.closes_at and timezone.localtime(poll.closes_at).date())
        for pk, poll in polls.items()
    ]


def results_to_rate(person):
    """Return the surveys that are open to the person, who has not rated there yet.

    They are all of the person's own community, so whether the person may rate is asked once. A fixed number of queries.
    """
    rated = Rating.objects.filter(survey=OuterRef("pk"), person=person)
    rows = SatisfactionSurvey.objects.filter(
        community=person.community, state=SurveyState.OPEN, since__lte=today(), until__gte=today()
    ).exclude(Exists(rated)).select_related("matter", "community").order_by("until", "pk")[:SHOWN]
    rows = list(rows)
    if not rows or not may_rate(person, rows[0]):
        return []
    return [Owed(row.matter.title, reverse("act", args=["satisfaction.rate", row.pk]), row.until) for row in rows]


def drafts_to_say_of(person):
    """Return the open calls of the person's own community of which the person may speak, and has said nothing yet.

    They are all of one community, so whether the person may is asked once. A fixed number of queries.
    """
    said = CallOpinion.objects.filter(call=OuterRef("pk"), person=person).exclude(state=OpinionState.TAKEN_BACK)
    rows = PublicCall.objects.filter(
        community=person.community, state=PublicCallState.OPEN, since__lte=today(), until__gte=today()
    ).exclude(Exists(said)).select_related("matter", "community").order_by("until", "pk")[:SHOWN]
    rows = list(rows)
    if not rows or not speaks(person, rows[0]):
        return []
    return [Owed(row.matter.title, f"{row.matter.get_absolute_url()}#call", row.until) for row in rows]


def work_to_do_again(person):
    """Return the failed inspections of what a body of the person carries out, by the day for doing it again. One query."""
    bodies = {seat.body_id for seat in seats_of(person) if seat.body_id}
    if not bodies:
        return []
    later = Inspection.objects.filter(matter=OuterRef("matter"), round__gt=OuterRef("round"))
    rows = Inspection.objects.filter(result=Acceptance.FAIL, matter__execution__lead__in=bodies, matter__state__in=UNDER_WAY)
    rows = rows.exclude(Exists(later)).select_related("matter").order_by("redo_due", "pk")[:SHOWN]
    return [Owed(headed(row.matter.title, row.comment), f"{row.matter.get_absolute_url()}#step-6", row.redo_due) for row in rows]


register(
    Duty("again", _("What failed its inspection and is to be done again"), work_to_do_again, rank=5),
    Duty("calls", _("Drafts on which you may give your opinion"), drafts_to_say_of, rank=15, free=True),
    Duty("ballots", _("Ballots that wait for your vote"), ballots_to_vote, rank=10, free=True),
    Duty("ratings", _("Results that you may rate"), results_to_rate, rank=20, free=True),
)
