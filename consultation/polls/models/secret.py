"""Secret votes: the mark says that a unit took part, the ballot what was chosen, and no column joins the two.

A ballot has a random key and no time, serial number, person, session, address or channel.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.db.append_only import append_only

from ..enums import Channel
from .polls import Choice, Poll, Question
from .rolls import RollEntry


@append_only()
class SecretMark(models.Model):
    """That a unit took part in a secret poll: once, by one channel. It holds no time and no choice."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="secret_marks", db_index=False)
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    witness = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "entry"], name="secret_one_unit_one_vote"),
            models.CheckConstraint(
                condition=Q(channel=Channel.ONLINE, entered_by=None)
                | (~Q(channel=Channel.ONLINE) & Q(entered_by__isnull=False)),
                name="secret_paper_entered_by_staff",
            ),
        ]
        verbose_name = _("mark")
        verbose_name_plural = _("marks")

    def __str__(self):
        return f"line {self.entry_id} took part"


@append_only()
class SecretBallot(models.Model):
    """A secret ballot on one question. Without choices it is blank."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="secret_ballots", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("secret ballot")
        verbose_name_plural = _("secret ballots")

    def __str__(self):
        return str(self.id)


@append_only()
class SecretBallotChoice(models.Model):
    """A choice on a secret ballot; its key is random too, since a serial number would tell the order of the votes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    ballot = models.ForeignKey(SecretBallot, models.PROTECT, related_name="choices", db_index=False)
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "choice"], name="secret_choice_once_a_ballot")]
        verbose_name = _("choice on a secret ballot")
        verbose_name_plural = _("choices on secret ballots")

    def __str__(self):
        return str(self.id)
