"""Notes of correction to signed minutes: proposed by one person, countersigned or refused by another; the text stays."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.db.append_only import append_only

SAME_PERSON = "(SELECT by_id FROM meetings_correction WHERE id = NEW.correction_id) = NEW.by_id"


@append_only()
class Correction(models.Model):
    """What is ``wrong`` in the signed ``minutes``, what is ``right``, and why; the ``objection`` it upholds, if one."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="corrections")
    minutes = models.ForeignKey("meetings.Minutes", models.PROTECT, related_name="corrections")
    n = models.PositiveSmallIntegerField()
    objection = models.ForeignKey(
        "meetings.MinutesObjection", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    wrong = models.TextField(max_length=2000)
    right = models.TextField(max_length=2000)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["meeting", "n"]
        constraints = [models.UniqueConstraint(fields=["meeting", "n"], name="correction_numbered_once")]
        verbose_name = _("correction of the minutes")
        verbose_name_plural = _("corrections of the minutes")

    def __str__(self):
        return f"{self.meeting_id} correction {self.n}"


@append_only(closed_when=SAME_PERSON)
class CorrectionAnswer(models.Model):
    """The answer to a proposed correction, of another person: the second signature under it, or why it is refused.

    Of a countersigned one ``sha256`` is over the text, the corrections before it and its own words; ``version`` is that of
    the paper which carries it.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    correction = models.OneToOneField(Correction, models.PROTECT, related_name="answer")
    countersigned = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    version = models.PositiveSmallIntegerField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["correction"]
        constraints = [
            models.CheckConstraint(
                condition=Q(countersigned=True, reason="", version__gt=0) & ~Q(sha256="")
                | Q(countersigned=False, sha256="", version=0) & ~Q(reason=""),
                name="correction_signed_or_refused_with_a_reason",
            ),
        ]
        verbose_name = _("answer to a correction")
        verbose_name_plural = _("answers to corrections")

    def __str__(self):
        return f"{self.correction_id} · {self.countersigned}"
