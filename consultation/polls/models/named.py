"""Named votes: a mark a question and unit, and the ballot that belongs to it. Written once; a later one counts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.db.append_only import append_only

from ..enums import Channel
from .polls import Choice, Poll, Question
from .rolls import RollEntry


@append_only()
class NamedMark(models.Model):
    """That a unit voted on a question for the ``n``-th time. The highest ``n`` counts."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="named_marks", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+", db_index=False)
    n = models.PositiveIntegerField()
    channel = models.CharField(max_length=12, choices=Channel.choices)
    voter = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    witness = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    proxy_evidence = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "question", "entry", "n"], name="named_one_unit_one_vote"),
            models.CheckConstraint(condition=Q(n__gte=1), name="named_mark_counts_from_one"),
            models.CheckConstraint(
                condition=Q(channel=Channel.ONLINE, entered_by=None, witness=None)
                | (~Q(channel=Channel.ONLINE) & Q(entered_by__isnull=False, witness__isnull=False)
                   & ~Q(entered_by=F("witness"))),
                name="named_paper_by_two_persons",
            ),
        ]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")

    def __str__(self):
        return f"vote {self.n} of line {self.entry_id} on question {self.question_id}"


@append_only()
class NamedBallot(models.Model):
    """The ballot of a mark. Without choices it is blank; ``spoilt`` is a paper that cannot be read."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    mark = models.OneToOneField(NamedMark, models.PROTECT, related_name="ballot")
    spoilt = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("named ballot")
        verbose_name_plural = _("named ballots")

    def __str__(self):
        return f"ballot of mark {self.mark_id}"


@append_only()
class NamedBallotChoice(models.Model):
    """A choice on a named ballot."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    ballot = models.ForeignKey(NamedBallot, models.PROTECT, related_name="choices", db_index=False)
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "choice"], name="named_choice_once_a_ballot")]
        verbose_name = _("choice on a named ballot")
        verbose_name_plural = _("choices on named ballots")

    def __str__(self):
        return f"choice {self.choice_id} on ballot {self.ballot_id}"
