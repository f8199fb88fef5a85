"""What stands beside a count: its certification, and the answers already given to forms that were sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yishi.db.append_only import append_only

from .polls import Poll


@append_only()
class Certification(models.Model):
    """That somebody who entered none of the votes looked at roll, definition and count, and answers for them."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    poll = models.OneToOneField(Poll, models.PROTECT, related_name="certification")
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    statement = models.CharField(max_length=300, blank=True)
    figures = models.JSONField()
    figures_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("certification")
        verbose_name_plural = _("certifications")

    def __str__(self):
        return f"certification of poll {self.poll_id}"


class IdempotencyKey(models.Model):
    """A form that was answered: the key as an HMAC without the voter, the answer sealed with the form's own key."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+", db_index=False)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    answer = models.BinaryField(max_length=2000)

    class Meta:
        verbose_name = _("answered form")
        verbose_name_plural = _("answered forms")

    def __str__(self):
        return f"answered form {self.pk}"
