"""The catalogue in its editions: what is to be made public, by whom, where, until when."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import EditionState, Kind, Limit


class EditionQuerySet(models.QuerySet):
    def in_force(self):
        """Return the editions that count: at most one a sub-district."""
        return self.filter(state=EditionState.IN_FORCE)


class Edition(models.Model):
    """One edition of the whole catalogue of a sub-district. Earlier ones are kept: the history of every list."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")  # the sub-district
    title = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    issuer = models.CharField(max_length=120)
    approved_on = models.DateField()
    effective_on = models.DateField()
    state = models.CharField(max_length=12, choices=EditionState.choices, default=EditionState.DRAFT)
    imported_on = models.DateField()
    imported_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    superseded_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64)  # of the file it was read from

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["community"], condition=Q(state="in_force"), name="edition_one_in_force"),
            models.UniqueConstraint(fields=["community", "version"], name="edition_version_once"),
            models.CheckConstraint(
                condition=Q(state="superseded", superseded_on__isnull=False) | ~Q(state="superseded") & Q(superseded_on=None),
                name="edition_superseded_has_its_day",
            ),
        ]
        verbose_name = _("edition of the catalogue")
        verbose_name_plural = _("editions of the catalogue")

    def __str__(self):
        return f"{self.title}（{self.version}）"

    @property
    def shape(self):
        """Return the shape that stands with the word for its state."""
        return {EditionState.IN_FORCE: "done", EditionState.DRAFT: "wait"}.get(self.state, "fail")


class Topic(models.Model):
    """A level-1 heading of an edition (一级事项)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="topics")
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["edition", "rank"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="catalogue_topic_once")]
        verbose_name = _("level-1 heading")
        verbose_name_plural = _("level-1 headings")

    def __str__(self):
        return self.name


class Heading(models.Model):
    """What stays of an entry from edition to edition: its code. Items hang here, and so outlive an edition."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")  # the sub-district
    code = models.CharField(max_length=16)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["community", "code"], name="catalogue_heading_once")]
        verbose_name = _("code of the catalogue")
        verbose_name_plural = _("codes of the catalogue")

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("catalogue-entry", args=[self.code])


class EntryQuerySet(models.QuerySet):
    def in_force(self):
        """Return the entries of the editions that count."""
        return self.filter(edition__state=EditionState.IN_FORCE)


class Entry(models.Model):
    """A level-2 entry of one list of an edition (二级事项), with the national columns; level 3 where there is one.

    ``limit`` and ``value`` are the time limit in the form that can be counted: WD 20, D 15, RT, FIX 01-31.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="entries")
    heading = models.ForeignKey(Heading, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    seq = models.PositiveSmallIntegerField()
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="entries")
    level2 = models.CharField(max_length=120)
    level3 = models.CharField(max_length=120, blank=True)
    elements = models.JSONField(default=list, blank=True)
    basis = models.JSONField(default=list, blank=True)
    limit_words = models.CharField(max_length=200, blank=True)
    limit = models.CharField(max_length=3, choices=Limit.choices, blank=True)
    value = models.CharField(max_length=5, blank=True)
    body = models.CharField(max_length=120, blank=True)
    must = models.JSONField(default=list, blank=True)
    may = models.JSONField(default=list, blank=True)
    audience = models.JSONField(default=list, blank=True)
    audience_note = models.CharField(max_length=200, blank=True)
    method = models.JSONField(default=list, blank=True)
    tiers = models.JSONField(default=list, blank=True)
    openness = models.JSONField(default=list, blank=True)
    owner = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    handling = models.CharField(max_length=300, blank=True)  # of the other two lists: how such information is treated
    privacy = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)  # all of it in one text, to be searched

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "kind", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "heading"], name="catalogue_entry_code_once"),
            models.UniqueConstraint(fields=["edition", "kind", "seq"], name="catalogue_entry_seq_once"),
            models.CheckConstraint(
                condition=~Q(kind="proactive") | Q(topic__isnull=False) & ~Q(limit=""), name="catalogue_entry_whole"
            ),
            models.CheckConstraint(
                condition=~Q(limit__in=["WD", "D", "FIX"]) | ~Q(value=""), name="catalogue_entry_limit_has_its_value"
            ),
        ]
        verbose_name = _("entry of the catalogue")
        verbose_name_plural = _("entries of the catalogue")

    def __str__(self):
        return self.name

    @property
    def name(self):
        """Return the name of the entry, its third level included."""
        return f"{self.level2} · {self.level3}" if self.level3 else self.level2

    @property
    def counted(self):
        """Return the rule by which its time limit is counted, in words; "" where it has none."""
        return Limit.counted(self.limit, self.value)

    @property
    def counts_by(self):
        """Return (kind of limit, number of days or None) of its time limit."""
        return self.limit, int(self.value) if self.limit in (Limit.WORKDAYS, Limit.DAYS) else None
