"""What the office entered about days of work and rest, above what the library of announcements knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """One day announced to be a working day or a day of rest. It overrides the library; most days need no row."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")  # the sub-district
    day = models.DateField(unique=True)
    working = models.BooleanField()
    name = models.CharField(max_length=40, blank=True)  # of the holiday that the day belongs to: 国庆节
    source = models.CharField(max_length=200)  # the announcement it rests on

    class Meta:
        ordering = ["day"]
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")

    def __str__(self):
        return f"{self.day} {'+' if self.working else '-'}"


class CalendarYear(models.Model):
    """A year beyond the library whose days of rest have been announced and entered: it is provisional no longer."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")  # the sub-district
    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["year"]
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")

    def __str__(self):
        return str(self.year)
