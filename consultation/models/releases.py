"""The form of review and approval of a resolution (审批表单): who read which text before it went out, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.release import Reason


class ReviewResult(models.TextChoices):
    """What the reviewer decided."""

    WHOLE = "whole", _("It may go out; nothing is kept back")
    PARTLY = "partly", _("It may go out; something was kept back from it")
    BACK = "back", _("Not yet: it goes back to be changed")


class ResolutionReview(models.Model):
    """Review of one text of a resolution before release (Regulations, arts. 14 to 17), by another person than its makers.

    ``digest`` is the SHA-256 of the text that was read. A change of the draft undoes the review, and the row stays.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    resolution = models.ForeignKey("consultation.Resolution", models.PROTECT, related_name="reviews")
    digest = models.CharField(max_length=64)
    maker = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    on = models.DateField()
    result = models.CharField(max_length=6, choices=ReviewResult.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["resolution", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(maker=F("reviewer")), name="resolution_review_by_another"),
            models.CheckConstraint(
                condition=Q(result=ReviewResult.WHOLE, reason="", basis="")
                | Q(result=ReviewResult.BACK, reason="", basis="") & ~Q(words="")
                | Q(result=ReviewResult.PARTLY) & ~Q(reason="") & ~Q(basis=""),
                name="resolution_review_says_why",
            ),
        ]
        verbose_name = _("review of a resolution before release")
        verbose_name_plural = _("reviews of resolutions before release")

    def __str__(self):
        return f"{self.get_result_display()} {self.on}"
