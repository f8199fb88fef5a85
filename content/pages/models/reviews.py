"""The form of review and approval: who looked at which version before it went out, and what was decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.release import Reason

from ..enums import Attribute


class ReviewQuerySet(models.QuerySet):
    def releasing(self):
        """Return the reviews that let a version out."""
        return self.filter(attribute=Attribute.PROACTIVE)

    def withheld(self):
        """Return the reviews by which something is kept back and looked at again every year."""
        return self.exclude(next_review=None)


class ReleaseReview(models.Model):
    """Review before release (Regulations, arts. 17 and 18): one a version, by another person than who made it.

    ``digest`` is the SHA-256 of the version's content; ``next_review`` the day by which what is withheld is looked at
    again.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", models.PROTECT, related_name="reviews")
    revision = models.OneToOneField("wagtailcore.Revision", models.PROTECT, related_name="review")
    digest = models.CharField(max_length=64)
    maker = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    on = models.DateField()
    attribute = models.CharField(max_length=10, choices=Attribute.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=500, blank=True)
    secrets_checked = models.BooleanField()
    next_review = models.DateField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(maker=F("reviewer")), name="review_by_another_person"),
            models.CheckConstraint(
                condition=Q(attribute=Attribute.PROACTIVE, reason="", next_review=None, secrets_checked=True)
                | (~Q(attribute=Attribute.PROACTIVE) & ~Q(reason="") & ~Q(basis="")),
                name="review_withheld_has_reason",
            ),
        ]
        indexes = [models.Index(fields=["next_review"])]
        verbose_name = _("release review")
        verbose_name_plural = _("release reviews")

    def __str__(self):
        return f"{self.get_attribute_display()} {self.on}"


class PageViews(models.Model):
    """How often a page was opened on a day. Of who opened it nothing is kept."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="views")
    day = models.DateField()
    n = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["page", "day"]
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="views_once_a_page_and_day")]
        verbose_name = _("views of a page")
        verbose_name_plural = _("views of pages")

    def __str__(self):
        return f"{self.page_id} {self.day}: {self.n}"
