"""What people want to know, what they find wrong, and what the office still owes the catalogue."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Wish(models.Model):
    """How many said on a day that they want to know more under an entry (我想知道). A count, and nothing about anybody."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    heading = models.ForeignKey("catalogue.Heading", models.PROTECT, related_name="wishes")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "pk"]
        constraints = [models.UniqueConstraint(fields=["heading", "day"], name="wish_one_a_day")]
        verbose_name = _("wish to know")
        verbose_name_plural = _("wishes to know")

    def __str__(self):
        return f"{self.heading_id} {self.day}: {self.count}"


class FaultState(models.TextChoices):
    """Whether a report of a fault was answered."""

    OPEN = "open", _("waiting for an answer")
    RIGHT = "right", _("answered: the report was right")
    NOT_RIGHT = "not_right", _("answered: nothing had to be changed")


class FaultReport(models.Model):
    """That something published is untrue, out of date or missing (公布不实): where, what, and what the office answered.

    ``page`` is the path of the page it was reported from. The words are for the office; the answer is public.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    heading = models.ForeignKey("catalogue.Heading", models.PROTECT, null=True, blank=True, related_name="faults")
    item = models.ForeignKey("catalogue.Item", models.PROTECT, null=True, blank=True, related_name="faults")
    page = models.CharField(max_length=200)
    about = models.CharField(max_length=200)
    words = models.TextField(max_length=1000)
    reporter = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    filed_on = models.DateField()
    state = models.CharField(max_length=10, choices=FaultState.choices, default=FaultState.OPEN)
    answer = models.TextField(max_length=1000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answer="", answered_on=None, answered_by=None)
                | ~Q(state="open") & ~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False),
                name="fault_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="fault_by_state")]
        verbose_name = _("report of a fault")
        verbose_name_plural = _("reports of faults")

    def __str__(self):
        return f"{self.filed_on} {self.page}"

    @property
    def shape(self):
        """Return the shape that stands with the word for its state."""
        return "wait" if self.state == FaultState.OPEN else "done"


class OwedState(models.TextChoices):
    """What became of something that has to be made public."""

    OPEN = "open", _("to be published")
    DONE = "done", _("published")
    DROPPED = "dropped", _("not to be published")


class OwedItem(models.Model):
    """Information that was made and has to be public by the limit of its entry, noted by the officer. Its last day is
    counted, never stored."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    heading = models.ForeignKey("catalogue.Heading", models.PROTECT, related_name="owed")
    title = models.CharField(max_length=200)
    made_on = models.DateField()
    noted_on = models.DateField()
    noted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=OwedState.choices, default=OwedState.OPEN)
    item = models.ForeignKey("catalogue.Item", models.PROTECT, null=True, blank=True, related_name="owed")
    reason = models.CharField(max_length=300, blank=True)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["made_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", item=None, reason="", settled_on=None)
                | Q(state="done", item__isnull=False, settled_on__isnull=False)
                | Q(state="dropped", item=None, settled_on__isnull=False) & ~Q(reason=""),
                name="owed_item_settled_by_something",
            ),
        ]
        verbose_name = _("information to be published")
        verbose_name_plural = _("information to be published")

    def __str__(self):
        return self.title
