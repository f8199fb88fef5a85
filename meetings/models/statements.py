"""The transcript: what was said, by whom, with which stance."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now

from ..enums import Stance


class Statement(models.Model):
    """One entry of the transcript; ``n`` counts through the meeting.

    The speaker is a ``speaker`` of the register, or ``speaker_words`` that say who spoke. ``stance_words`` are the
    speaker's own (赞成C). ``version`` is how many texts it has had; the earlier ones stand in StatementVersion.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="statements")
    entry = models.ForeignKey("meetings.AgendaEntry", models.PROTECT, related_name="statements")
    n = models.PositiveIntegerField()
    at = models.DateTimeField()
    speaker = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    speaker_words = models.CharField(max_length=60, blank=True)
    stance = models.CharField(max_length=12, choices=Stance.choices)
    stance_words = models.CharField(max_length=30, blank=True)
    text = models.TextField(max_length=4000)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["meeting", "n"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "n"], name="statement_numbered_once"),
            models.CheckConstraint(
                condition=Q(speaker__isnull=False) | ~Q(speaker_words=""), name="statement_names_a_speaker"
            ),
        ]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def __str__(self):
        return f"{self.meeting_id}#{self.n}"


class StatementVersion(models.Model):
    """A text that a statement had before it was corrected."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=4000)
    corrected_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["statement", "n"]
        constraints = [models.UniqueConstraint(fields=["statement", "n"], name="statement_version_once")]
        verbose_name = _("earlier text of a statement")
        verbose_name_plural = _("earlier texts of statements")

    def __str__(self):
        return f"{self.statement_id} v{self.n}"
