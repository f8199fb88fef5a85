"""The matter: one consultation a matter (一事一议), and the registers that number what comes of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import OPEN_STATES, HearingForm, MatterState, Rule, Topic
from ..procedures import CHOICES, PROCEDURES

SHAPES = {
    MatterState.COLLECTING: "wait", MatterState.AGENDA_REVIEW: "wait", MatterState.PUBLISHING: "pub",
    MatterState.COMPLETED: "done", MatterState.CLOSED_NOT_PASSED: "fail", MatterState.DECLINED: "fail",
    MatterState.CONVERTED: "fail", MatterState.HANDED_OVER: "fail",
}


class MatterQuerySet(models.QuerySet):
    def in_stage(self, stage):
        """Return the matters that stand in ``stage`` (1 to 6)."""
        standing = Q()
        for procedure in PROCEDURES.values():
            states = [state for state in MatterState if procedure.stage_of(state) == stage]
            standing |= Q(procedure=procedure.code, state__in=states)
        return self.filter(standing)

    def open(self):
        """Return the matters that have not ended."""
        return self.filter(state__in=OPEN_STATES)


class Matter(models.Model):
    """One matter on its way through the six steps. ``rule`` is who decides, frozen when the item is admitted."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="matters")
    code = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=120)
    summary = models.TextField(blank=True, max_length=2000)
    topic = models.CharField(max_length=2, choices=Topic.choices)
    place = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=16, choices=CHOICES, default="six_steps")
    form = models.CharField(max_length=20, choices=HearingForm.choices, blank=True)
    form_words = models.CharField(max_length=60, blank=True)
    rule = models.CharField(max_length=20, choices=Rule.choices, blank=True)
    state = models.CharField(max_length=20, choices=MatterState.choices, default=MatterState.COLLECTING)
    fast_track = models.BooleanField(default=False)
    waits_for_posting = models.BooleanField(default=False)
    opened_on = models.DateField()
    collected_until = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")), name="matter_closed_after_opened"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state"]), models.Index(fields=["topic", "state"]),
            models.Index(fields=["opened_on", "state"]), models.Index(fields=["state", "closed_on"]),
            models.Index(fields=["state", "procedure"]),
        ]
        verbose_name = _("matter")
        verbose_name_plural = _("matters")

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        return reverse("matter", args=[self.code])

    @property
    def stage(self):
        """Return the stage (1 to 6) in which the matter stands."""
        return self.template.stage_of(self.state)

    @property
    def shape(self):
        """Return the shape that stands with the word for its state (see the pieces of the web shell)."""
        return SHAPES.get(self.state, "run")

    @property
    def stream_name(self):
        """Return the name of the matter's journal stream."""
        return f"matter:{self.pk}"

    @property
    def template(self):
        """Return the procedure this matter follows."""
        return PROCEDURES[self.procedure]


class NumberLine(models.Model):
    """A line of a register: a number given, or a number issued outside this system and explained (槐议〔2026〕3号)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    series = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="numbers")
    explanation = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    given_on = models.DateField()

    class Meta:
        ordering = ["series", "year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="number_given_once"),
            models.CheckConstraint(condition=Q(matter__isnull=False) | ~Q(explanation=""), name="number_explained"),
        ]
        verbose_name = _("register line")
        verbose_name_plural = _("register lines")

    def __str__(self):
        return f"{self.series}〔{self.year}〕{self.number}号"
