"""What stands beside a matter's collection: who put it forward, what was vouched for, where it went instead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.db.append_only import append_only

from ..collecting import DeclarationKind, InitiativeKind
from ..enums import MatterState


class Initiative(models.Model):
    """A body decided that a matter be put forward, however many support it. ``words`` are as in its record."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="initiatives")
    kind = models.CharField(max_length=12, choices=InitiativeKind.choices)
    words = models.CharField(max_length=200)
    decided_on = models.DateField()
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "kind"], name="initiative_once_a_body")]
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    def __str__(self):
        return f"{self.get_kind_display()} {self.decided_on}"


@append_only()
class Declaration(models.Model):
    """Somebody vouches for something about a collection as it stood at that moment; the latest counts."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="declarations")
    kind = models.CharField(max_length=12, choices=DeclarationKind.choices)
    words = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class Referral(models.Model):
    """Why and where a matter went that is not deliberated here: to the appeal desk, or to another body."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.OneToOneField("consultation.Matter", models.PROTECT, related_name="referral")
    kind = models.CharField(
        max_length=12, choices=[(s, s.label) for s in (MatterState.CONVERTED, MatterState.HANDED_OVER)]
    )
    to = models.CharField(max_length=120)
    body = models.ForeignKey("people.Body", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=2000)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(to="") & ~Q(reason=""), name="referral_says_where_and_why"),
            models.CheckConstraint(
                condition=Q(kind__in=[MatterState.CONVERTED, MatterState.HANDED_OVER]), name="referral_kind"
            ),
        ]
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")

    def __str__(self):
        return f"{self.matter_id} → {self.to}"
