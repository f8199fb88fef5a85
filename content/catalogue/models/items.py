"""What is published under the entries of the catalogue: one row an item, whichever room of the site it comes from."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.release import Reason

from ..enums import Format, Source, Validity


class ItemQuerySet(models.QuerySet):
    def standing(self):
        """Return the items that were not withdrawn."""
        return self.filter(withdrawn_on=None)


class Item(models.Model):
    """One thing made public under exactly one level-2 entry of the proactive list.

    ``number`` runs within its ``series``, the entry and the year of making; ``index_no`` is given once, and stays where the
    item moves to another entry. ``withheld`` says for which reason its review before release kept something back.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    heading = models.ForeignKey("catalogue.Heading", models.PROTECT, related_name="items")
    series = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    index_no = models.CharField(max_length=48, unique=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=500)
    body = models.CharField(max_length=120)
    made_on = models.DateField()
    published_on = models.DateField()
    changed_on = models.DateField()
    format = models.CharField(max_length=8, choices=Format.choices, default=Format.PAGE)
    validity = models.CharField(max_length=8, choices=Validity.choices, default=Validity.VALID)
    openness = models.JSONField(default=list)
    url = models.CharField(max_length=300)
    put_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    withheld = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    withheld_basis = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="item_once_a_source"),
            models.UniqueConstraint(fields=["series", "number"], name="item_numbered_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_because="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because=""),
                name="item_withdrawn_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None, reviewed_by=None, withheld="", withheld_basis="")
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False, withheld="", withheld_basis="")
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False) & ~Q(withheld="") & ~Q(withheld_basis=""),
                name="item_reviewed_by_somebody",
            ),
            models.CheckConstraint(condition=Q(published_on__gte=models.F("made_on")), name="item_published_after_made"),
        ]
        indexes = [
            models.Index(fields=["heading", "-published_on"], name="item_by_heading"),
            models.Index(fields=["-published_on"], name="item_by_day"),
            models.Index(fields=["community", "-published_on"], name="item_by_community"),
        ]
        verbose_name = _("item of the catalogue")
        verbose_name_plural = _("items of the catalogue")

    def __str__(self):
        return f"{self.index_no} {self.title}"

    def get_absolute_url(self):
        return reverse("catalogue-item", args=[self.index_no])

    @property
    def stream_name(self):
        """Return the name of the item's journal stream: items of different rooms do not wait for each other."""
        return f"item:{self.pk}"

    @property
    def shape(self):
        """Return the shape that stands with the word for its validity."""
        return {Validity.VALID: "done", Validity.AMENDED: "pub"}.get(self.validity, "fail")
