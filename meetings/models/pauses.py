"""The pauses of a meeting, and why it was adjourned."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now


class Pause(models.Model):
    """A meeting was adjourned while ``entry`` (None: none) was being dealt with; ``words`` say why and until when.

    It lasted until ``until``: the meeting went on then, or was closed.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="pauses")
    entry = models.ForeignKey("meetings.AgendaEntry", models.PROTECT, null=True, related_name="pauses")
    words = models.CharField(max_length=200)
    at = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting"], condition=Q(until=None), name="pause_one_at_a_time"),
        ]
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")

    def __str__(self):
        return self.words

    @property
    def hours(self):
        """Return from when until when it lasted, of one that is over."""
        return f"{localtime(self.at):%H:%M}–{localtime(self.until):%H:%M}"
