"""What answers a published result: objections, questions, reports back, the street's filing and its corrections."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.workdays.periods import add_workdays

from .outcomes import AnswerState

OBJECTION_WORKDAYS = 5
INQUIRY_WORKDAYS = 5


class Spoken(models.Model):
    """Something that a person put in, and the answer to it. ``words`` name who has no Person row, or was anonymous."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="%(class)ss")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=2000)
    raised_on = models.DateField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=AnswerState.choices, default=AnswerState.OPEN)
    reply = models.TextField(max_length=2000, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    replied_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["raised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", reply="", replied_on=None, replied_by=None)
                | Q(state="answered", replied_on__isnull=False, replied_by__isnull=False) & ~Q(reply=""),
                name="%(class)s_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(replied_on=None) | Q(replied_on__gte=models.F("raised_on")), name="%(class)s_answer_follows"
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(words=""), name="%(class)s_has_a_speaker"),
        ]

    workdays = OBJECTION_WORKDAYS

    def __str__(self):
        return f"{type(self).__name__} {self.pk}"

    @property
    def stream_name(self):
        """Return the name of the journal stream of its matter."""
        return f"matter:{self.matter_id}"

    @property
    def due(self):
        """Return the last day for the answer, counted in working days from the day after it was raised."""
        return add_workdays(self.raised_on, self.workdays)

    def late_on(self, day):
        """Return whether the answer came after the due day, or is missing on ``day`` beyond it. Never stored."""
        return (self.replied_on or day) > self.due


class Objection(Spoken):
    """An objection to a posted result (异议)."""

    class Meta(Spoken.Meta):
        indexes = [models.Index(fields=["matter", "state"])]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")


class InquiryNote(Spoken):
    """A question by the inquiry button: what is published must be true and open to inquiry (Organic Law art. 34)."""

    workdays = INQUIRY_WORKDAYS

    class Meta(Spoken.Meta):
        verbose_name = _("question about what is published")
        verbose_name_plural = _("questions about what is published")


class Audience(models.TextChoices):
    """To whom a result is reported back (opinions of 2015, no. 41)."""

    REPORTERS = "reporters", _("those who reported it")
    SUPPORTERS = "supporters", _("those who supported it")
    STAKEHOLDERS = "stakeholders", _("stakeholders")
    RESIDENTS = "residents", _("all residents")


class ReportBack(models.Model):
    """That the result was reported back to an audience, by which channel, when, by whom."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="reports_back")
    to = models.CharField(max_length=12, choices=Audience.choices)
    channel = models.CharField(max_length=60)
    on = models.DateField()
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "to", "channel", "on"], name="reported_back_once")]
        verbose_name = _("report back")
        verbose_name_plural = _("reports back")

    def __str__(self):
        return f"{self.get_to_display()} {self.on}"


class StreetFiling(models.Model):
    """That a published version was filed with the sub-district office (Organic Law art. 31), and who received it."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="filings")
    resolution = models.OneToOneField("consultation.Resolution", models.PROTECT, related_name="filing")
    filed_on = models.DateField()
    received_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    received_words = models.CharField(max_length=60, blank=True)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["filed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_by__isnull=False) | ~Q(received_words=""), name="filing_received_by_somebody"
            ),
        ]
        verbose_name = _("filing with the sub-district")
        verbose_name_plural = _("filings with the sub-district")

    def __str__(self):
        return f"filing {self.resolution_id}"


class CorrectionOrder(models.Model):
    """The sub-district's order to correct a version that contravenes law or rights (Organic Law art. 31)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="correction_orders")
    resolution = models.OneToOneField("consultation.Resolution", models.PROTECT, related_name="correction_order")
    reason = models.TextField(max_length=2000)
    ordered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField(default=now)
    corrected_by = models.OneToOneField(
        "consultation.Resolution", models.PROTECT, null=True, blank=True, related_name="corrects"
    )

    class Meta:
        ordering = ["ordered_at"]
        verbose_name = _("correction order")
        verbose_name_plural = _("correction orders")

    def __str__(self):
        return f"correction order {self.resolution_id}"
