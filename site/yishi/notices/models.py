"""What a person is told: one notice for each event that concerns them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """``person`` is told of ``event``, once. What it says is read from the event."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    event = models.ForeignKey("journal.Event", models.PROTECT, related_name="notices")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="notices")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"]),
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread"),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self):
        return f"{self.event_id} → person {self.person_id}"


class CatchUp(models.Model):
    """How far everybody has been told: up to the event ``told`` for certain, ``seen`` is the last looked at."""

    told = models.BigIntegerField(default=0)
    seen = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="catch_up_is_one_row")]
        verbose_name = _("catching up with notices")
        verbose_name_plural = _("catching up with notices")

    def __str__(self):
        return f"{self.told} … {self.seen}"
