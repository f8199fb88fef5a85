"""What was put up for all to read, where, from when to when, and the proof of it (Organic Law art. 34)."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from .agenda import AgendaText


class PostingPurpose(models.TextChoices):
    """What a posting makes known."""

    AGENDA = "agenda", _("agenda notice")
    MEETING = "meeting", _("meeting notice")
    BALLOT = "ballot", _("ballot notice")
    RESOLUTION = "resolution", _("resolution")
    RESEARCH = "research", _("inquiry report")
    CALL = "call", _("call for opinions")
    HEARING = "hearing", _("hearing notice")


class PostingState(models.TextChoices):
    """Whether a posting counts."""

    STANDING = "standing", _("standing")
    WITHDRAWN = "withdrawn", _("withdrawn, as entered by mistake")


class PostingQuerySet(models.QuerySet):
    def standing(self, purpose=None):
        """Return the postings that were not withdrawn, those of ``purpose`` alone where one is named."""
        rows = self.filter(state=PostingState.STANDING)
        return rows.filter(purpose=purpose) if purpose else rows

    def with_text(self):
        """Return the postings, each with ``written``, the day of the last text of its item (None: there is none)."""
        texts = AgendaText.objects.filter(matter=OuterRef("matter")).order_by("-n")
        return self.annotate(written=Subquery(texts.values("written_on")[:1]))

    def of_the_text(self):
        """Return the postings that went up when the item read as it now does, or on the day from which it does."""
        return self.with_text().filter(since__gte=F("written"))


class Posting(models.Model):
    """One posting about a matter: ``since`` is the day it went up, ``until`` its last day; ``channels`` are words."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="postings")
    purpose = models.CharField(max_length=12, choices=PostingPurpose.choices)
    since = models.DateField()
    until = models.DateField()
    channels = models.JSONField(default=list)
    words = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=PostingState.choices, default=PostingState.STANDING)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    posted_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="posting_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(channels=[]), name="posting_has_channels"),
        ]
        indexes = [models.Index(fields=["matter", "purpose"]), models.Index(fields=["until"])]
        verbose_name = _("posting")
        verbose_name_plural = _("postings")

    def __str__(self):
        return f"{self.get_purpose_display()} {self.since}–{self.until}"

    @property
    def stream_name(self):
        """Return the name of the journal stream of its matter."""
        return f"matter:{self.matter_id}"


class PostingProof(models.Model):
    """That a posting really hung at one of its channels on a day: a photo or a paper, and what it shows."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="proofs")
    channel = models.CharField(max_length=60)
    caption = models.CharField(max_length=200)
    on = models.DateField()
    attachment = models.ForeignKey(
        "consultation.Attachment", models.PROTECT, null=True, blank=True, related_name="posting_proofs"
    )
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("proof of posting")
        verbose_name_plural = _("proofs of posting")

    def __str__(self):
        return f"{self.channel} {self.on}"
