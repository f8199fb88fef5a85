"""What a welfare review came to: counts, and nothing of whoever applied. Their files stay with the civil affairs office."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now

from ..reviews.enums import Scheme


class ReviewCount(models.Model):
    """How many applications for one sort of help ended in which way, at one welfare review."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="review_counts")
    scheme = models.CharField(max_length=12, choices=Scheme.choices)
    meets = models.PositiveIntegerField()
    fails = models.PositiveIntegerField()
    again = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "scheme"], name="review_count_once_a_scheme")]
        verbose_name = _("figures of a welfare review")
        verbose_name_plural = _("figures of welfare reviews")

    def __str__(self):
        return f"{self.meeting_id} · {self.scheme}"

    @property
    def total(self):
        """Return how many applications were reviewed."""
        return self.meets + self.fails + self.again
