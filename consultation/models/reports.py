"""What people bring: reports, their originals, who supports them, and how they came together in a matter."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.db.append_only import append_only
from yishi.instance.models import ANSWER_WORKDAYS
from yishi.people.enums import PublicName

from ..collecting import Channel, Disposition, Moderation, ReportState, Wish

TITLE_LENGTH, TEXT_LENGTH = 60, 20_000  # characters
ANSWERED = ~Q(disposition="") & ~Q(reason="") & Q(disposed_by__isnull=False, disposed_at__isnull=False)
UNANSWERED = Q(disposition="", reason="", disposed_by=None, disposed_at=None)


class Category(models.Model):
    """A node of the one tree by which reports and appeals are sorted. ``community`` is the sub-district."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ["community", "code"]
        constraints = [
            models.UniqueConstraint(fields=["community", "code"], name="category_code_once"),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")), name="category_not_its_own_parent"
            ),
        ]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self):
        return self.name


class ReportQuerySet(models.QuerySet):
    def unanswered(self):
        """Return the reports that still owe their reporter an answer."""
        return self.filter(disposition="", state__in=[ReportState.FILED, ReportState.MERGED])


class Report(models.Model):
    """A problem or proposal that somebody brought. Its text is public, ``place_words`` and ``contact`` are for those in office.

    ``reporter_words`` say who it was where no person of the register did ("热线工单"); ``public_name`` overrides, for
    this report, how the reporter is called in public.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="reports")
    code = models.CharField(max_length=24, unique=True)
    channel = models.CharField(max_length=20, choices=Channel.choices)
    filed_at = models.DateTimeField()
    workdays = models.PositiveSmallIntegerField(default=ANSWER_WORKDAYS)  # for its answer, as the rule was when it came in
    reporter = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="reports")
    reporter_words = models.CharField(max_length=60, blank=True)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    public_name = models.CharField(max_length=10, choices=PublicName.choices, blank=True)
    place = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    place_words = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH)
    revision = models.PositiveSmallIntegerField(default=1)
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="reports")
    wish = models.CharField(max_length=12, choices=Wish.choices)
    matter = models.ForeignKey(
        "consultation.Matter", models.PROTECT, null=True, blank=True, related_name="reports"
    )
    state = models.CharField(max_length=12, choices=ReportState.choices, default=ReportState.FILED)
    disposition = models.CharField(max_length=12, choices=Disposition.choices, blank=True)
    reason = models.TextField(blank=True, max_length=2000)
    disposed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    disposed_at = models.DateTimeField(null=True, blank=True)
    moderation = models.CharField(max_length=12, choices=Moderation.choices, blank=True)
    converted_to = models.CharField(max_length=120, blank=True)
    handed_to = models.ForeignKey("people.Body", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=ANSWERED | UNANSWERED, name="report_answer_whole_or_none"),
            models.CheckConstraint(
                condition=Q(reporter__isnull=False) | ~Q(reporter_words=""), name="report_comes_from_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.MERGED, matter__isnull=False)
                | (~Q(state=ReportState.MERGED) & Q(matter=None)), name="report_merged_into_a_matter",
            ),
            models.CheckConstraint(
                condition=(Q(state=ReportState.CONVERTED) & ~Q(converted_to=""))
                | (~Q(state=ReportState.CONVERTED) & Q(converted_to="")), name="report_converted_to_something",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.HANDED_OVER, handed_to__isnull=False)
                | (~Q(state=ReportState.HANDED_OVER) & Q(handed_to=None)), name="report_handed_to_a_body",
            ),
            models.CheckConstraint(condition=LessThanOrEqual(Length("text"), TEXT_LENGTH), name="report_text_fits"),
        ]
        indexes = [
            models.Index(fields=["community", "state", "filed_at"]),
            models.Index(fields=["entered_by", "filed_at"]),
        ]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self):
        return f"{self.code} {self.title}"

    def get_absolute_url(self):
        """Return the address of the report's page."""
        return reverse("report", args=[self.code])

    @property
    def stream_name(self):
        """Return the name of the report's own journal stream."""
        return f"report:{self.pk}"


@append_only()
class ReportVersion(models.Model):
    """What a report said before it was amended: version ``n``, kept as it was."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField()
    wish = models.CharField(max_length=12, choices=Wish.choices)
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "n"]
        constraints = [models.UniqueConstraint(fields=["report", "n"], name="report_version_once")]
        verbose_name = _("version of a report")
        verbose_name_plural = _("versions of reports")

    def __str__(self):
        return f"{self.report_id} v{self.n}"


class Support(models.Model):
    """A person stands behind a report (附议). Taken back, the row is gone and the journal says so."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, related_name="supports")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="supports")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="support_once_a_person")]
        verbose_name = _("support")
        verbose_name_plural = _("supports")

    def __str__(self):
        return f"support {self.pk}"


class Merge(models.Model):
    """A report became part of a matter; undone, the row stays and says by whom and when. One stands at a time."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="merges")
    report = models.ForeignKey(Report, models.PROTECT, related_name="merges")
    merged_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=Q(undone_at=None), name="merge_stands_once_a_report"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]
        verbose_name = _("merge")
        verbose_name_plural = _("merges")

    def __str__(self):
        return f"{self.report_id} → {self.matter_id}"
