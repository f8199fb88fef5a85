"""What came of a matter: the resolution in its versions, minority opinions, next tasks, and the outcome record."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.db.append_only import append_only


class ResolutionState(models.TextChoices):
    """Where a version of a resolution stands."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded by a later version")
    ORDERED_TO_CORRECT = "ordered_to_correct", _("ordered to be corrected")


PUBLIC_STATES = (ResolutionState.PUBLISHED, ResolutionState.ORDERED_TO_CORRECT)


class ResolutionQuerySet(models.QuerySet):
    def current(self):
        """Return the versions in force: published, or published and ordered to be corrected. One a matter."""
        return self.filter(state__in=PUBLIC_STATES)

    def drafts(self):
        """Return the versions still being drafted. One a matter."""
        return self.filter(state=ResolutionState.DRAFT)

    def ever_public(self):
        """Return the versions that were published, superseded ones among them."""
        return self.exclude(state=ResolutionState.DRAFT)


class Resolution(models.Model):
    """One version of a matter's resolution (协商决议). Versions share the number; old ones are kept as they were.

    ``paragraphs`` is a list of plain texts. ``reason`` says why a later version was made; ``review`` is the one that lets
    the text out as it stands.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="resolutions")
    version = models.PositiveSmallIntegerField(default=1)
    number = models.ForeignKey("consultation.NumberLine", models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=120)
    dated = models.DateField()
    paragraphs = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=20, choices=ResolutionState.choices, default=ResolutionState.DRAFT)
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=now)
    published_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    review = models.ForeignKey("consultation.ResolutionReview", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["matter", "version"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "version"], name="resolution_version_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state__in=["published", "ordered_to_correct"]),
                name="resolution_one_in_force",
            ),
            models.UniqueConstraint(fields=["matter"], condition=Q(state="draft"), name="resolution_one_draft"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None, published_by=None)
                | ~Q(state="draft") & Q(published_at__isnull=False, published_by__isnull=False, number__isnull=False),
                name="resolution_published_by_somebody",
            ),
            models.CheckConstraint(condition=Q(version=1) | ~Q(reason=""), name="resolution_correction_has_reason"),
        ]
        indexes = [models.Index(fields=["published_at"])]
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")

    def __str__(self):
        return f"{self.title} v{self.version}"

    @property
    def stream_name(self):
        """Return the name of the journal stream of its matter."""
        return f"matter:{self.matter_id}"

    @property
    def drafted_on(self):
        """Return the day on which this version was drafted, in the site's time zone."""
        return timezone.localtime(self.drafted_at).date()

    @property
    def published_on(self):
        """Return the day on which this version was published, in the site's time zone; None for a draft."""
        return timezone.localtime(self.published_at).date() if self.published_at else None

    @property
    def text(self):
        """Return the whole text, the title first, a paragraph a line."""
        return "\n".join([self.title, *self.paragraphs])


class AnswerState(models.TextChoices):
    """Whether what was said has been answered."""

    OPEN = "open", _("waiting for an answer")
    ANSWERED = "answered", _("answered")


class MinorityOpinion(models.Model):
    """A differing opinion that stands beside the result, with the answer given to it (opinions of 2015, no. 41)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="minority_opinions")
    n = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000)
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=8, choices=AnswerState.choices, default=AnswerState.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["matter", "n"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "n"], name="minority_numbered_once"),
            models.CheckConstraint(
                condition=Q(state="open", answer="", answered_by=None, answered_at=None)
                | Q(state="answered", answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer=""),
                name="minority_answered_by_somebody",
            ),
        ]
        verbose_name = _("minority opinion")
        verbose_name_plural = _("minority opinions")

    def __str__(self):
        return f"minority opinion {self.n}"

    @property
    def stream_name(self):
        """Return the name of the journal stream of its matter."""
        return f"matter:{self.matter_id}"


class Nothing(models.TextChoices):
    """Of what somebody recorded that there is none."""

    MINORITY = "minority", _("no minority opinion")
    TASKS = "tasks", _("no next task")


class NoneRecorded(models.Model):
    """The act "none recorded": a person states that there is none, and answers for it. Never a default."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="nones")
    what = models.CharField(max_length=10, choices=Nothing.choices)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["matter", "what"]
        constraints = [models.UniqueConstraint(fields=["matter", "what"], name="none_recorded_once")]
        verbose_name = _("statement that there is none")
        verbose_name_plural = _("statements that there is none")

    def __str__(self):
        return self.get_what_display()


class NextTask(models.Model):
    """A task that follows from the resolution: what, by whom (a body, or words for one), until when."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="tasks")
    n = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    body = models.ForeignKey("people.Body", models.PROTECT, null=True, blank=True, related_name="+")
    body_words = models.CharField(max_length=120, blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["resolution", "n"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "n"], name="next_task_numbered_once"),
            models.CheckConstraint(condition=Q(body__isnull=False) | ~Q(body_words=""), name="next_task_has_a_body"),
        ]
        verbose_name = _("next task")
        verbose_name_plural = _("next tasks")

    def __str__(self):
        return f"{self.n}. {self.text}"

    @property
    def who(self):
        """Return the name of the body that has the task."""
        return self.body_words or self.body.name


@append_only()
class OutcomeRecord(models.Model):
    """Every figure of a matter as it stood when a version was published, each with where it came from.

    ``content`` is built by ``consultation.domain.records``; ``sha256`` is over its canonical JSON.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="outcome_records")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["matter", "version"]
        constraints = [models.UniqueConstraint(fields=["matter", "version"], name="outcome_record_version_once")]
        indexes = [models.Index(fields=["sha256"], name="outcome_record_by_sha256")]
        verbose_name = _("outcome record")
        verbose_name_plural = _("outcome records")

    def __str__(self):
        return f"outcome record {self.matter_id} v{self.version}"
