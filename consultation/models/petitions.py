"""Petitions that oblige the committee to call a meeting (Organic Law of Urban Residents' Committees art. 26, 28)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..collecting import PetitionBase, PetitionState

OPEN = Q(state=PetitionState.OPEN, reached_at=None, entitled=None, needed=None)
REACHED = Q(
    state__in=[PetitionState.REACHED, PetitionState.ANSWERED], reached_at__isnull=False, entitled__isnull=False,
    needed__isnull=False,
)
ANSWERED = Q(
    state=PetitionState.ANSWERED, answered_at__isnull=False, answered_by__isnull=False, meeting_on__isnull=False
) & ~Q(answer="")
UNANSWERED = ~Q(state=PetitionState.ANSWERED) & Q(answered_at=None, answered_by=None, meeting_on=None, answer="")


class Petition(models.Model):
    """A demand for a meeting. ``entitled`` and ``needed`` are the register's figures of the day it was reached."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="petitions")
    matter = models.ForeignKey(
        "consultation.Matter", models.PROTECT, null=True, blank=True, related_name="petitions"
    )
    base = models.CharField(max_length=12, choices=PetitionBase.choices)
    title = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    opened_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=PetitionState.choices, default=PetitionState.OPEN)
    reached_at = models.DateTimeField(null=True, blank=True)
    entitled = models.PositiveIntegerField(null=True, blank=True)
    needed = models.PositiveIntegerField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=2000)
    special_case = models.CharField(max_length=200, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=OPEN | REACHED, name="petition_reached_with_figures"),
            models.CheckConstraint(condition=ANSWERED | UNANSWERED, name="petition_answer_whole_or_none"),
        ]
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the petition's page."""
        return reverse("petition", args=[self.pk])

    @property
    def stream_name(self):
        """Return the name of the petition's journal stream."""
        return f"petition:{self.pk}"


class Signature(models.Model):
    """One signature under a petition; on the base of households one a household, whoever of it signs.

    ``base`` repeats the petition's, so that the household is never left empty where it is the key.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="signatures")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    base = models.CharField(max_length=12, choices=PetitionBase.choices)
    household = models.ForeignKey("people.Household", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "person"], name="signature_once_a_person"),
            models.UniqueConstraint(fields=["petition", "household"], name="signature_once_a_household"),
            models.CheckConstraint(
                condition=Q(base=PetitionBase.HOUSEHOLDS, household__isnull=False)
                | (~Q(base=PetitionBase.HOUSEHOLDS) & Q(household=None)), name="signature_of_a_household_names_it",
            ),
        ]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self):
        return f"signature {self.pk}"
