"""Letters of a request, those who are asked before it is answered, and the fee."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import TO_OTHERS, LetterKind, PartyKind, Reply
from .requests import TEXT_LENGTH, Request


class Party(models.Model):
    """Somebody who is asked in writing: a third party (art. 32), or a body that made the information too (art. 34)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=TEXT_LENGTH)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    reply = models.CharField(max_length=8, choices=Reply.choices, blank=True)
    reply_text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    override = models.TextField(max_length=TEXT_LENGTH, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="", answered_on=None) | ~Q(reply="") & Q(answered_on__isnull=False),
                name="party_answered_on_a_day",
            )
        ]
        verbose_name = _("third party of a request")
        verbose_name_plural = _("third parties of requests")

    def __str__(self):
        return f"{self.kind} {self.pk} of {self.request_id}"


class Letter(models.Model):
    """One letter, by its number in the register of its kind: 梧依申告〔2026〕18号. Its words are read from the request."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="letters")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="letters")
    kind = models.CharField(max_length=10, choices=LetterKind.choices)
    series = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    dated = models.DateField()
    signed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="letter_number_once"),
            models.UniqueConstraint(
                fields=["request", "kind"],
                condition=Q(kind__in=(LetterKind.COMPLETION, LetterKind.EXTENSION, LetterKind.DECISION, LetterKind.FORWARD,
                                    LetterKind.CONVERSION)),
                name="letter_sent_once",
            ),
        ]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self):
        return f"{self.series}〔{self.year}〕{self.number}号"

    def get_absolute_url(self):
        return reverse("request-letter", args=[self.pk])

    @property
    def to_applicant(self):
        return self.kind not in TO_OTHERS


class Fee(models.Model):
    """The fee for a request far beyond what is reasonable (art. 42)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    request = models.OneToOneField(Request, models.CASCADE, related_name="fee")
    yuan = models.DecimalField(max_digits=9, decimal_places=2)
    reason = models.TextField(max_length=TEXT_LENGTH)
    notified_on = models.DateField()
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(yuan__gt=0), name="fee_is_more_than_nothing")]
        verbose_name = _("fee")
        verbose_name_plural = _("fees")

    def __str__(self):
        return f"fee of {self.request_id}"
