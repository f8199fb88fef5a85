"""Step 6, what the residents say of the result, and the work that is owed to them afterwards."""

from dataclasses import dataclass
from fractions import Fraction

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today


class Satisfaction(models.TextChoices):
    """The three values of a rating."""

    SATISFIED = "satisfied", _("satisfied")
    BASIC = "basic", _("basically satisfied")
    DISSATISFIED = "dissatisfied", _("dissatisfied")


class RatingChannel(models.TextChoices):
    """How a rating came in."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by telephone")
    VISIT = "visit", _("at a home visit")


class SurveyState(models.TextChoices):
    """Whether a survey still stands for its matter. Whether it takes ratings is a question of its dates."""

    OPEN = "open", _("open")
    COUNTED = "counted", _("counted")


@dataclass(frozen=True)
class Tally:
    """The count of a survey. ``share`` is satisfied and basically satisfied of those who rated; None while nobody did.

    It is never shown without ``rated``: 97 of 100 in 10 ratings is not 97 of 100 in 700.
    """

    satisfied: int
    basic: int
    dissatisfied: int

    @property
    def rated(self):
        """Return how many persons rated."""
        return self.satisfied + self.basic + self.dissatisfied

    @property
    def share(self):
        """Return the exact share of the satisfied, as a Fraction."""
        return Fraction(self.satisfied + self.basic, self.rated) if self.rated else None


class SatisfactionSurveyQuerySet(models.QuerySet):
    def counted(self):
        """Return the surveys with their ratings counted, for ``tally``."""
        return self.annotate(**{
            f"rated_{value}": Count("ratings", filter=Q(ratings__value=value)) for value in Satisfaction.values
        })


class SatisfactionSurvey(models.Model):
    """The question whether the result satisfies, open from ``since`` to ``until``, both days included."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="surveys")
    since = models.DateField()
    until = models.DateField()
    invited = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=SurveyState.choices, default=SurveyState.OPEN)

    objects = SatisfactionSurveyQuerySet.as_manager()

    class Meta:
        ordering = ["matter", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state=SurveyState.OPEN), name="survey_one_open_a_matter"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="survey_ends_after_it_begins"),
        ]
        verbose_name = _("satisfaction survey")
        verbose_name_plural = _("satisfaction surveys")

    def __str__(self):
        return f"{self.since}–{self.until}"

    @property
    def stream_name(self):
        """Return the name of the matter's stream."""
        return f"matter:{self.matter_id}"

    @property
    def days_open(self):
        """Return its length in calendar days, counted from the day after it was opened."""
        return (self.until - self.since).days

    def takes_ratings(self, day=None):
        """Return whether it is open on ``day`` (default: today)."""
        return self.state == SurveyState.OPEN and self.since <= (day or today()) <= self.until

    def has_ended(self, day=None):
        """Return whether its last day lies before ``day`` (default: today)."""
        return (day or today()) > self.until

    def tally(self):
        """Return the Tally of its ratings: as they were ``counted`` when it was read, or counted now, in one query."""
        survey = self if hasattr(self, f"rated_{Satisfaction.SATISFIED}") else type(self).objects.counted().get(pk=self.pk)
        return Tally(*(getattr(survey, f"rated_{value}") for value in Satisfaction.values))


class Rating(models.Model):
    """What one person says of the result, once. ``entered_by`` is who typed a paper or a call in."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    survey = models.ForeignKey(SatisfactionSurvey, models.PROTECT, related_name="ratings")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    value = models.CharField(max_length=12, choices=Satisfaction.choices)
    text = models.CharField(max_length=500, blank=True)
    channel = models.CharField(max_length=6, choices=RatingChannel.choices, default=RatingChannel.ONLINE)
    on = models.DateField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="rating_one_a_person"),
            models.CheckConstraint(
                condition=Q(channel=RatingChannel.ONLINE, entered_by=None)
                | (~Q(channel=RatingChannel.ONLINE) & Q(entered_by__isnull=False)),
                name="rating_on_paper_is_entered",
            ),
        ]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")

    def __str__(self):
        return f"rating {self.pk}"


class FollowUpKind(models.TextChoices):
    """What a follow-up comes from."""

    AFTER_CLOSING = "after_closing", _("look back after closing")
    DISSATISFIED = "dissatisfied", _("answer to somebody who is dissatisfied")
    PLAN = "plan", _("plan to mend what failed")


class FollowUpState(models.TextChoices):
    """Whether a follow-up is still owed."""

    OWED = "owed", _("owed")
    DONE = "done", _("done")


class FollowUp(models.Model):
    """Work that is owed but does not hold a matter open. ``text`` says what was done about it."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=16, choices=FollowUpKind.choices, default=FollowUpKind.AFTER_CLOSING)
    rating = models.OneToOneField(Rating, models.PROTECT, null=True, blank=True, related_name="follow_up")
    accountability = models.OneToOneField(
        "consultation.AccountabilityRecord", models.PROTECT, null=True, blank=True, related_name="follow_up"
    )
    name = models.CharField(max_length=120, blank=True)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=FollowUpState.choices, default=FollowUpState.OWED)
    text = models.CharField(max_length=1000, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FollowUpState.OWED, done_on=None)
                | (Q(state=FollowUpState.DONE, done_on__isnull=False) & ~Q(text="")),
                name="follow_up_done_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(kind=FollowUpKind.AFTER_CLOSING, rating=None, accountability=None) & ~Q(name="")
                | Q(kind=FollowUpKind.DISSATISFIED, rating__isnull=False, accountability=None)
                | Q(kind=FollowUpKind.PLAN, rating=None, accountability__isnull=False),
                name="follow_up_comes_from_something",
            ),
        ]
        indexes = [models.Index(fields=["state", "due"])]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self):
        return self.name or str(self.get_kind_display())

    @property
    def stream_name(self):
        """Return the name of the matter's stream."""
        return f"matter:{self.matter_id}"

    def days_late(self, day=None):
        """Return by how many days it is overdue on ``day`` (default: today), or was done late; 0 if in time."""
        return max(0, ((self.done_on or day or today()) - self.due).days)
