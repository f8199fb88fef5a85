"""Counts made by people: shows of hands, and piles of secret papers. Each is the work of two different persons."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.db.append_only import append_only

from ..enums import BatchState
from .polls import Choice, Poll, Question


class HandCount(models.Model):
    """A show of hands: entered by the recorder, confirmed by the facilitator. It has no ballots."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="hand_counts", db_index=False)
    n = models.PositiveSmallIntegerField()
    present = models.PositiveIntegerField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["poll", "n"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "n"], name="hand_count_numbered_once"),
            models.UniqueConstraint(
                fields=["poll"], condition=Q(confirmed_by__isnull=False), name="hand_count_confirmed_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("entered_by"))),
                name="hand_count_confirmed_by_another",
            ),
        ]
        verbose_name = _("count of hands")
        verbose_name_plural = _("counts of hands")

    def __str__(self):
        return f"count {self.n} of poll {self.poll_id}"


@append_only()
class HandTally(models.Model):
    """How many hands were raised for a choice."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    count = models.ForeignKey(HandCount, models.PROTECT, related_name="tallies", db_index=False)
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="+")
    hands = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["count", "choice"], name="hands_counted_once_a_choice")]
        verbose_name = _("hands for a choice")
        verbose_name_plural = _("hands for choices")

    def __str__(self):
        return f"{self.hands} for choice {self.choice_id}"


class PaperBatch(models.Model):
    """A pile of secret papers, counted by two persons. It counts when both found the same."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="paper_batches", db_index=False)
    n = models.PositiveSmallIntegerField()
    ballots = models.PositiveIntegerField()
    first_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    second_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=BatchState.choices, default=BatchState.COUNTED)

    class Meta:
        ordering = ["poll", "n"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "n"], name="paper_batch_numbered_once"),
            models.CheckConstraint(
                condition=Q(state__in=[BatchState.COUNTED, BatchState.WITHDRAWN], second_by=None)
                | (Q(state=BatchState.CONFIRMED, second_by__isnull=False) & ~Q(second_by=F("first_by"))),
                name="paper_batch_confirmed_by_another",
            ),
            models.CheckConstraint(condition=Q(ballots__gte=1), name="paper_batch_not_empty"),
        ]
        verbose_name = _("pile of papers")
        verbose_name_plural = _("piles of papers")

    def __str__(self):
        return f"pile {self.n} of poll {self.poll_id}"

    @property
    def stream_name(self):
        """Return the name of the journal stream of its poll."""
        return self.poll.stream_name


@append_only()
class BatchSheet(models.Model):
    """What one person (``hand`` 1 or 2) found in a pile on one question: ``blank`` papers, ``spoilt`` papers."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    batch = models.ForeignKey(PaperBatch, models.PROTECT, related_name="sheets", db_index=False)
    hand = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    blank = models.PositiveIntegerField(default=0)
    spoilt = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "hand", "question"], name="batch_sheet_once_a_hand"),
            models.CheckConstraint(condition=Q(hand__in=[1, 2]), name="batch_sheet_of_two_hands"),
        ]
        verbose_name = _("counting sheet")
        verbose_name_plural = _("counting sheets")

    def __str__(self):
        return f"sheet {self.hand} of pile {self.batch_id}"


@append_only()
class BatchTally(models.Model):
    """How many papers of a pile one person found for a choice."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    sheet = models.ForeignKey(BatchSheet, models.PROTECT, related_name="tallies", db_index=False)
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "choice"], name="batch_tally_once_a_choice")]
        verbose_name = _("papers for a choice")
        verbose_name_plural = _("papers for choices")

    def __str__(self):
        return f"{self.votes} for choice {self.choice_id}"
