"""What is published of a request, and what an applicant complains of."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import AnswerKind, AnswerState, ComplaintState
from .requests import TEXT_LENGTH, Request


class Answer(models.Model):
    """A text without personal data that is to be published of a request; another person reviews it first (art. 17)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10, choices=AnswerKind.choices, default=AnswerKind.ANSWER)
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.PROPOSED)
    title = models.CharField(max_length=120)
    question = models.TextField(max_length=TEXT_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH)
    entry = models.CharField(max_length=12)
    why = models.TextField(max_length=TEXT_LENGTH, blank=True)
    proposed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    reviewed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    review = models.TextField(max_length=TEXT_LENGTH, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AnswerState.PROPOSED, reviewed_by=None)
                | ~Q(state=AnswerState.PROPOSED) & Q(reviewed_by__isnull=False, reviewed_on__isnull=False)
                & ~Q(reviewed_by=F("proposed_by")),
                name="answer_reviewed_by_another",
            )
        ]
        indexes = [models.Index(fields=["state", "-id"])]
        verbose_name = _("published answer")
        verbose_name_plural = _("published answers")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("request-answer", args=[self.pk])

    @property
    def stream_name(self):
        return self.request.stream_name


class Complaint(models.Model):
    """What an applicant tells the leadership here is not done as it should be; art. 47 leads to the office above this one."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="complaints")
    state = models.CharField(max_length=8, choices=ComplaintState.choices, default=ComplaintState.OPEN)
    text = models.TextField(max_length=TEXT_LENGTH)
    raised_on = models.DateField()
    reply = models.TextField(max_length=TEXT_LENGTH, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    replied_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ComplaintState.OPEN, replied_on=None)
                | Q(state=ComplaintState.ANSWERED, replied_on__isnull=False, replied_by__isnull=False) & ~Q(reply=""),
                name="complaint_answered_with_words",
            )
        ]
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")

    def __str__(self):
        return f"complaint {self.pk}"

    def get_absolute_url(self):
        return self.request.get_absolute_url()

    @property
    def stream_name(self):
        return self.request.stream_name
