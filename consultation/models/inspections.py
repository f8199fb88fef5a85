"""Step 6, acceptance: rounds of inspection by named people. One fail: do it again. Two in a row: accountability."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today


class Acceptance(models.TextChoices):
    """What an inspection found."""

    PASS = "pass", _("passed")
    FAIL = "fail", _("failed")


class Inspection(models.Model):
    """One round of acceptance. A failed one names the day until which the work is done again."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="inspections")
    round = models.PositiveSmallIntegerField()
    on = models.DateField()
    result = models.CharField(max_length=4, choices=Acceptance.choices)
    comment = models.CharField(max_length=1000)
    redo_due = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "round"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "round"], name="inspection_round_once"),
            models.CheckConstraint(
                condition=Q(result=Acceptance.PASS, redo_due=None)
                | Q(result=Acceptance.FAIL, redo_due__isnull=False, redo_due__gte=F("on")),
                name="inspection_fail_is_done_again",
            ),
        ]
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")

    def __str__(self):
        return f"{self.matter_id} round {self.round}"

    @property
    def passed(self):
        """Return whether the work was accepted."""
        return self.result == Acceptance.PASS

    def redo_days_late(self, day=None):
        """Return by how many days the redo is overdue on ``day`` (default: today) while nobody inspected it again."""
        if self.redo_due is None or type(self).objects.filter(matter=self.matter_id, round__gt=self.round).exists():
            return 0
        return max(0, ((day or today()) - self.redo_due).days)


class InspectionMember(models.Model):
    """One of the named people who inspected. ``words`` names whoever has no row among the persons (7号楼楼长)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "person"], name="inspection_member_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, words="") | (Q(person=None) & ~Q(words="")),
                name="inspection_member_is_named",
            ),
        ]
        verbose_name = _("inspector")
        verbose_name_plural = _("inspectors")

    def __str__(self):
        return self.words or f"inspector {self.person_id}"
