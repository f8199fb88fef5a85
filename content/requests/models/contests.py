"""Reconsiderations and lawsuits about a request."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import ContestKind, ContestState
from .requests import TEXT_LENGTH, Request


class Contest(models.Model):
    """A reconsideration or a lawsuit about what was done, or not done, with a request (art. 51).

    ``raised_on`` is the day on which the office had notice of it, ``body`` who decides it, ``number`` the case's there.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="contests")
    kind = models.CharField(max_length=16, choices=ContestKind.choices)
    state = models.CharField(max_length=10, choices=ContestState.choices, default=ContestState.PENDING)
    body = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    raised_on = models.DateField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(max_length=TEXT_LENGTH, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["raised_on", "closed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ContestState.PENDING, closed_on=None, closed_by=None)
                | ~Q(state=ContestState.PENDING)
                & Q(closed_on__isnull=False, closed_by__isnull=False, closed_on__gte=F("raised_on")),
                name="contest_closed_by_somebody",
            ),
            models.UniqueConstraint(fields=["request", "kind", "number"], name="contest_entered_once"),
        ]
        verbose_name = _("reconsideration or lawsuit")
        verbose_name_plural = _("reconsiderations and lawsuits")

    def __str__(self):
        return f"contest {self.pk}"

    def get_absolute_url(self):
        return self.request.get_absolute_url()

    @property
    def stream_name(self):
        return self.request.stream_name
