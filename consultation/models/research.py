"""Step 3: the inquiry before the deliberation: how it was made, who answered, what was found, what it would cost."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Inquiry(models.Model):
    """The inquiry of a matter. ``returned`` counts ``unit``s as of ``as_of``; no ``as_of``: of the whole period.

    ``technical`` asks for an expert's opinion before publishing, ``costed`` for a cost plan.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.OneToOneField("consultation.Matter", models.PROTECT, related_name="inquiry")
    since = models.DateField()
    until = models.DateField()
    methods = models.JSONField(default=list)
    target = models.PositiveIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20)
    as_of = models.DateField(null=True, blank=True)
    technical = models.BooleanField(default=False)
    costed = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="inquiry_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(methods=[]), name="inquiry_has_methods"),
            models.CheckConstraint(
                condition=Q(target=None) | Q(returned=None) | Q(returned__lte=F("target")),
                name="inquiry_returns_within_target",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(closed_on__isnull=False, published_on__gte=F("closed_on")),
                name="inquiry_published_after_close",
            ),
        ]
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")

    def __str__(self):
        return f"inquiry of matter {self.matter_id}"

    @property
    def percent(self):
        """Return how many of a hundred answered, a Decimal with one digit, or None where it cannot be said."""
        if not self.target or self.returned is None:
            return None
        return (Decimal(self.returned) * 100 / self.target).quantize(Decimal("0.1"))


class Finding(models.Model):
    """One finding, numbered from 1."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="findings")
    n = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=1000)

    class Meta:
        ordering = ["matter", "n"]
        constraints = [models.UniqueConstraint(fields=["matter", "n"], name="finding_numbered_once")]
        verbose_name = _("finding")
        verbose_name_plural = _("findings")

    def __str__(self):
        return f"finding {self.n} of matter {self.matter_id}"


class ExpertOpinion(models.Model):
    """What an expert said, by row or in words (name and calling)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="expert_opinions")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=2000)
    given_on = models.DateField()

    class Meta:
        ordering = ["matter", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(words=""), name="expert_opinion_by_somebody"),
        ]
        verbose_name = _("expert opinion")
        verbose_name_plural = _("expert opinions")

    def __str__(self):
        return f"expert opinion {self.pk} on matter {self.matter_id}"


class DraftOption(models.Model):
    """An option drafted for the deliberation: A, B, C; 甲, 乙, 丙; P1 to P7. ``budget_yuan`` in whole yuan."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="options")
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=500, blank=True)
    budget_yuan = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["matter", "pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "code"], name="option_coded_once")]
        verbose_name = _("draft option")
        verbose_name_plural = _("draft options")

    def __str__(self):
        return f"{self.code} {self.name}"


class CostPlan(models.Model):
    """What it costs and who bears it, in whole yuan; one row a version, the last one counts.

    ``shares`` are [label, percent] for one household each; a percent is an exact decimal kept as text. With
    ``households_per_floor`` each label is a floor of so many households.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="cost_plans")
    n = models.PositiveSmallIntegerField()
    total_yuan = models.PositiveBigIntegerField()
    subsidy_yuan = models.PositiveBigIntegerField()
    owners_yuan = models.PositiveBigIntegerField()
    households_per_floor = models.PositiveSmallIntegerField(null=True, blank=True)
    shares = models.JSONField(default=list)
    planned_on = models.DateField()

    class Meta:
        ordering = ["matter", "n"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "n"], name="cost_plan_one_a_version"),
            models.CheckConstraint(
                condition=Q(total_yuan=F("subsidy_yuan") + F("owners_yuan")), name="cost_plan_adds_up"
            ),
        ]
        verbose_name = _("cost plan")
        verbose_name_plural = _("cost plans")

    def __str__(self):
        return f"cost plan {self.n} of matter {self.matter_id}"

    @property
    def parts(self):
        """Return (label, percent, yuan for one household), exact Decimals, for every share."""
        return [(label, Decimal(percent), Decimal(percent) * self.owners_yuan / 100) for label, percent in self.shares]
