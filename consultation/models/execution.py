"""Step 6, carrying out: who leads, by when what is done, why it is late, what shows it."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.db.append_only import append_only

AT_RISK_DAYS = 7  # nothing begun, and no more than this many days to go


class MilestoneState(models.TextChoices):
    """What was reported of a milestone. Late and at risk are computed, see ``Standing``."""

    PENDING = "pending", _("not begun")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")


class Standing(models.TextChoices):
    """How a milestone stands on a day: computed from its dates and the product clock, never stored."""

    PENDING = "pending", _("not begun")
    IN_PROGRESS = "in_progress", _("in progress")
    AT_RISK = "at_risk", _("at risk")
    OVERDUE = "overdue", _("overdue")
    DONE = "done", _("done")
    DONE_LATE = "done_late", _("done late")


class Execution(models.Model):
    """That a matter is being carried out: the body that leads, and who supervises it."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.OneToOneField("consultation.Matter", models.PROTECT, related_name="execution")
    lead = models.ForeignKey("people.Body", models.PROTECT, null=True, blank=True, related_name="executions")
    lead_words = models.CharField(max_length=120)
    supervisor_words = models.CharField(max_length=120)
    started = models.DateField()

    class Meta:
        verbose_name = _("execution")
        verbose_name_plural = _("executions")

    def __str__(self):
        return self.lead_words


@append_only()
class Lead(models.Model):
    """Who led an execution ``since`` a day, as it was said then, and the ``reason`` why it passed to them; the first has none."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    execution = models.ForeignKey(Execution, models.PROTECT, related_name="leads")
    words = models.CharField(max_length=120)
    supervisor_words = models.CharField(max_length=120)
    since = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["execution", "pk"]
        verbose_name = _("lead of an execution")
        verbose_name_plural = _("leads of executions")

    def __str__(self):
        return self.words


class MilestoneQuerySet(models.QuerySet):
    def unfinished(self):
        """Return the milestones that are not done."""
        return self.filter(state__in=(MilestoneState.PENDING, MilestoneState.IN_PROGRESS))

    def overdue(self, day=None):
        """Return the milestones whose due date lies before ``day`` (default: today) and that are not done."""
        return self.unfinished().filter(due__lt=day or today())


class Milestone(models.Model):
    """The ``n``-th promise of a matter: what, by when, how far (``progress`` in percent). ``due`` never moves."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="milestones")
    n = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    due = models.DateField()
    state = models.CharField(max_length=12, choices=MilestoneState.choices, default=MilestoneState.PENDING)
    progress = models.PositiveSmallIntegerField(default=0)
    done_on = models.DateField(null=True, blank=True)
    risk_reported_on = models.DateField(null=True, blank=True)
    risk_reason = models.CharField(max_length=300, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["matter", "n"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "n"], name="milestone_numbered_once"),
            models.CheckConstraint(condition=Q(progress__gte=0, progress__lte=100), name="milestone_progress_percent"),
            models.CheckConstraint(
                condition=Q(state=MilestoneState.DONE, done_on__isnull=False, progress=100)
                | (~Q(state=MilestoneState.DONE) & Q(done_on=None)),
                name="milestone_done_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(risk_reported_on=None, risk_reason="")
                | (Q(risk_reported_on__isnull=False) & ~Q(risk_reason="")),
                name="milestone_risk_has_its_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "due"])]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return f"{self.n}. {self.name}"

    @property
    def stream_name(self):
        """Return the name of the matter's stream: what happens to a milestone happens to the matter."""
        return f"matter:{self.matter_id}"

    def standing(self, day=None):
        """Return how the milestone stands on ``day`` (default: today), as a Standing."""
        day = day or today()
        if self.state == MilestoneState.DONE:
            return Standing.DONE_LATE if self.done_on > self.due else Standing.DONE
        if self.due < day:
            return Standing.OVERDUE
        begun = self.state == MilestoneState.IN_PROGRESS
        if self.risk_reported_on or (not begun and self.due - day <= dt.timedelta(AT_RISK_DAYS)):
            return Standing.AT_RISK
        return Standing.IN_PROGRESS if begun else Standing.PENDING

    def days_late(self, day=None):
        """Return by how many days it is overdue on ``day`` (default: today), or was done late; 0 if in time."""
        return max(0, ((self.done_on or day or today()) - self.due).days)


class Delay(models.Model):
    """Why a milestone is late, and the newly planned day. The due date that was promised stays what it is."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="delays")
    reason = models.CharField(max_length=300)
    new_due = models.DateField(null=True, blank=True)
    recorded = models.DateField()
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="delay_has_its_reason"),
            models.CheckConstraint(
                condition=Q(new_due=None) | Q(new_due__gte=F("recorded")), name="delay_plans_ahead"
            ),
        ]
        verbose_name = _("delay")
        verbose_name_plural = _("delays")

    def __str__(self):
        return self.reason


class Evidence(models.Model):
    """What shows that a milestone was worked on or done: a paper or a photo, or where the paper is kept."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=120)
    attachment = models.ForeignKey(
        "consultation.Attachment", models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    recorded = models.DateField()
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self):
        return self.title
