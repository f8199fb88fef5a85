"""What can be found, the words of its titles, and what was looked for in vain. Nobody who searches stands in any row."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from .enums import Kind
from .fields import TermsField, TermsIndex


class Entry(index.Indexed, models.Model):
    """One thing that a visitor may read. ``source`` is the journal stream whose events make it stale ("matter:7")."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=80)
    source = models.CharField(max_length=60, db_index=True)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    dated = models.DateField(null=True, blank=True)

    search_auto_update = False  # ``domain.index`` puts many into the index at once
    search_fields = [index.SearchField("title", boost=10), index.SearchField("text"), index.FilterField("kind"),
                     index.FilterField("community"), index.FilterField("dated")]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="entry_found_once")]
        verbose_name = _("thing that can be found")
        verbose_name_plural = _("things that can be found")

    def __str__(self):
        return self.title


class Terms(models.Model):
    """By what PostgreSQL finds an entry, and what narrows a search, in a row so short that thousands are passed at once.

    SQLite has its own tables for words, and none of these rows.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="+")
    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    dated = models.DateField(null=True, blank=True)
    terms = TermsField()

    class Meta:
        indexes = [TermsIndex(fields=["terms"], name="search_terms_found")]
        verbose_name = _("terms of a thing that can be found")
        verbose_name_plural = _("terms of things that can be found")

    def __str__(self):
        return f"{self.entry_id}"


class Word(models.Model):
    """A word, or two that stand together, of a title; ``sound`` is how it is said, for whoever mistypes it."""

    text = models.CharField(max_length=12, unique=True)
    sound = models.CharField(max_length=48, db_index=True)

    class Meta:
        verbose_name = _("word of a title")
        verbose_name_plural = _("words of titles")

    def __str__(self):
        return self.text


class PaperText(models.Model):
    """The text in a file, read once; ``sha256`` is of the file."""

    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self):
        return self.sha256


class Cursor(models.Model):
    """How far the journal was heard: up to event ``heard``, and for good up to ``settled`` (of a minute before ``at``)."""

    heard = models.PositiveBigIntegerField(default=0)
    settled = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("mark in the journal")
        verbose_name_plural = _("marks in the journal")

    def __str__(self):
        return f"{self.settled}–{self.heard}"


class Demand(models.Model):
    """How often something was looked for in vain on a day, and how often somebody said "I want to know this"."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    query = models.CharField(max_length=40)
    day = models.DateField()
    missed = models.PositiveIntegerField(default=0)
    wanted = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["query", "day"], name="demand_one_a_day")]
        indexes = [models.Index(fields=["day"])]
        verbose_name = _("demand")
        verbose_name_plural = _("demands")

    def __str__(self):
        return f"{self.query} {self.day}"
