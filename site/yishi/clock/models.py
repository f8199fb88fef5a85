"""The product clock's one stored row."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Shift(models.Model):
    """At the instant ``real`` the story's clock showed ``story``; it has run on since. A demonstration has one."""

    real = models.DateTimeField()
    story = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="shift_is_one_row")]
        verbose_name = _("clock shift")
        verbose_name_plural = _("clock shifts")

    def __str__(self):
        return f"{self.real} → {self.story}"
