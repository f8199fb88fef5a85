"""Step 6, supervision: orders, whistles, and what was done about those who failed twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today

from .satisfaction import Satisfaction


class OrderLevel(models.TextChoices):
    """How serious a supervision order is."""

    YELLOW = "yellow", _("yellow card")
    RED = "red", _("red card")


class OrderState(models.TextChoices):
    """Whether a supervision order was answered."""

    OPEN = "open", _("waiting for the answer")
    REPLIED = "replied", _("answered")


class CallState(models.TextChoices):
    """Whether a body that was whistled for has come."""

    CALLED = "called", _("called")
    ARRIVED = "arrived", _("arrived")


class ActionKind(models.TextChoices):
    """What accountability may consist of; a closed list."""

    TALK = "talk", _("talk")
    NOTICE = "notice", _("notice of criticism")
    ADMONITION = "admonition", _("admonition")
    REASSIGNMENT = "reassignment", _("organisational measure")
    DISCIPLINE = "discipline", _("party or administrative discipline")
    ENFORCEMENT = "enforcement", _("transfer to law enforcement")


class SupervisionOrder(models.Model):
    """An order to explain or mend something by a day, and the answer to it."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="supervision_orders")
    milestone = models.ForeignKey(
        "consultation.Milestone", models.PROTECT, null=True, blank=True, related_name="supervision_orders"
    )
    level = models.CharField(max_length=6, choices=OrderLevel.choices)
    to_words = models.CharField(max_length=120)
    text = models.CharField(max_length=1000)
    on = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=8, choices=OrderState.choices, default=OrderState.OPEN)
    reply = models.CharField(max_length=1000, blank=True)
    replied_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due__gte=models.F("on")), name="order_due_after_it_was_given"),
            models.CheckConstraint(
                condition=Q(state=OrderState.OPEN, replied_on=None, reply="")
                | (Q(state=OrderState.REPLIED, replied_on__isnull=False) & ~Q(reply="")),
                name="order_reply_has_its_day",
            ),
        ]
        verbose_name = _("supervision order")
        verbose_name_plural = _("supervision orders")

    def __str__(self):
        return f"{self.get_level_display()} {self.on}"

    @property
    def stream_name(self):
        """Return the name of the matter's stream."""
        return f"matter:{self.matter_id}"

    def days_late(self, day=None):
        """Return by how many days the answer is late on ``day`` (default: today), or came late; 0 if in time."""
        return max(0, ((self.replied_on or day or today()) - self.due).days)


class Whistle(models.Model):
    """A call for departments to come to a matter by a day (吹哨报到)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="whistles")
    on = models.DateField()
    from_words = models.CharField(max_length=120)
    matter_words = models.CharField(max_length=300)
    respond_by = models.DateField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(respond_by__gte=models.F("on")), name="whistle_answered_after_it_blew"),
        ]
        verbose_name = _("whistle")
        verbose_name_plural = _("whistles")

    def __str__(self):
        return self.matter_words


class WhistleResponse(models.Model):
    """One body that was called: when it came, what it did, and how the caller rates that."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    whistle = models.ForeignKey(Whistle, models.PROTECT, related_name="responses")
    body = models.ForeignKey("people.Body", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=CallState.choices, default=CallState.CALLED)
    at = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=1000, blank=True)
    rating = models.CharField(max_length=12, choices=Satisfaction.choices, blank=True)
    caller_rating = models.CharField(max_length=12, choices=Satisfaction.choices, blank=True)  # what the body says of the call

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["whistle", "words"], name="whistle_calls_a_body_once"),
            models.CheckConstraint(
                condition=Q(state=CallState.CALLED, at=None) | Q(state=CallState.ARRIVED, at__isnull=False),
                name="whistle_arrival_has_its_day",
            ),
        ]
        verbose_name = _("answer to a whistle")
        verbose_name_plural = _("answers to a whistle")

    def __str__(self):
        return self.words

    @property
    def matter(self):
        """Return the matter to which the body was called."""
        return self.whistle.matter

    @property
    def stream_name(self):
        """Return the name of the matter's stream."""
        return f"matter:{self.whistle.matter_id}"

    def days_late(self, day=None):
        """Return by how many days the body is late on ``day`` (default: today), or came late; 0 if in time."""
        return max(0, ((self.at or day or today()) - self.whistle.respond_by).days)


class AccountabilityRecord(models.Model):
    """Why somebody is held to account, and until when a plan to mend it is due. ``inspection`` is what set it off."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="accountability_records")
    inspection = models.OneToOneField(
        "consultation.Inspection", models.PROTECT, null=True, blank=True, related_name="accountability"
    )
    on = models.DateField()
    trigger = models.CharField(max_length=200)
    plan_due = models.DateField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(plan_due__gte=models.F("on")), name="accountability_plan_after_record"),
        ]
        verbose_name = _("accountability record")
        verbose_name_plural = _("accountability records")

    def __str__(self):
        return self.trigger


class AccountabilityAction(models.Model):
    """What was done about one of those held to account."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    record = models.ForeignKey(AccountabilityRecord, models.PROTECT, related_name="actions")
    to_words = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ActionKind.choices)
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("action of accountability")
        verbose_name_plural = _("actions of accountability")

    def __str__(self):
        return f"{self.get_kind_display()} {self.record_id}"
