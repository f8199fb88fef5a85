"""What the scheduled work leaves behind. These rows belong to the machine, and to no community."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Lease(models.Model):
    """Whoever holds it runs the scheduled work, until ``until`` (the machine's time) unless it is renewed."""

    name = models.CharField(max_length=40, unique=True)
    holder = models.CharField(max_length=80)
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")

    def __str__(self):
        return f"{self.name}: {self.holder}"


class Claim(models.Model):
    """One scheduled thing that happens once and has no state of its own, as a reminder: who makes the row, does it."""

    name = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="claim_once")]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self):
        return f"{self.name} {self.key}"


class TaskRun(models.Model):
    """A run that did something or failed. The same failure again and again is one row with its count of ``times``."""

    name = models.CharField(max_length=60)
    started = models.DateTimeField()
    ended = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(ended__gte=F("started")), name="run_ends_after_it_starts")]
        indexes = [models.Index(fields=["name", "-id"])]
        verbose_name = _("task run")
        verbose_name_plural = _("task runs")

    def __str__(self):
        return f"{self.name} {self.started:%F %T}: {self.error or self.done}"
