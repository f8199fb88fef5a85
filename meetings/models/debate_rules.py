"""The rules of debate that hold in a place (议事规则)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DebateRules(models.Model):
    """A set of rules of debate, in order; the newest set of the place, or of the nearest place above it, holds."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="debate_rules")
    n = models.PositiveSmallIntegerField()
    texts = models.JSONField()
    adopted_on = models.DateField()

    class Meta:
        ordering = ["community", "n"]
        constraints = [models.UniqueConstraint(fields=["community", "n"], name="debate_rules_numbered_once")]
        verbose_name = _("rules of debate")
        verbose_name_plural = _("rules of debate")

    def __str__(self):
        return f"{self.community_id} rules {self.n}"
