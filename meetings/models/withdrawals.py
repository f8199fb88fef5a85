"""What was put on record by mistake and taken back: the row stays as it was written, and this one says who and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.db.append_only import append_only

WHAT = ("objection", "recusal", "consensus", "invitation")


def _one_of(names):
    """Return the condition that one of the columns ``names`` is filled in, and the others are not."""
    found = Q()
    for chosen in names:
        found |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return found


def _taken_back(model):
    return models.OneToOneField(model, models.PROTECT, null=True, blank=True, related_name="withdrawal")


@append_only()
class Withdrawal(models.Model):
    """One of ``WHAT``, entered by mistake, was withdrawn by ``by`` for ``reason``. Each row is withdrawn once."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="withdrawals")
    objection = _taken_back("meetings.MinutesObjection")
    recusal = _taken_back("meetings.Recusal")
    consensus = _taken_back("meetings.Consensus")
    invitation = _taken_back("meetings.Invitation")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [models.CheckConstraint(condition=_one_of(WHAT), name="withdrawal_of_one_thing")]
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self):
        return f"{self.meeting_id} withdrawal {self.pk}"


class StandingManager(models.Manager):
    """The rows that nobody has withdrawn; whoever asks an entry or a meeting for its rows is given these."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawal=None)


class EveryManager(models.Manager):
    """All rows, those that were withdrawn too."""


@append_only()
class Reopening(models.Model):
    """A meeting that was closed by mistake at ``closed_at`` was opened again ``at`` an hour soon after, for ``reason``."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="reopenings")
    closed_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "closed_at"], name="reopening_once_a_close")]
        verbose_name = _("reopening")
        verbose_name_plural = _("reopenings")

    def __str__(self):
        return f"{self.meeting_id} reopening {self.pk}"
