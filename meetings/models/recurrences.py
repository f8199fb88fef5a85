"""The standing date of a body: when it meets regularly, kept by the secretary."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.clock.spoken import without_year
from yishi.text.side_by_side import listed

from ..calendar import MONTHS
from ..enums import Every, MeetingKind, RecurrenceState, Rest

LAST_DAY = 28  # every month has it


class Recurrence(models.Model):
    """A standing date of the meetings of ``kind`` in a place: a ``calendar.Pattern`` with a hall. One a kind is in force."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="recurrences")
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    day = models.PositiveSmallIntegerField()
    hour = models.TimeField()
    every = models.CharField(max_length=12, choices=Every.choices)
    rest = models.CharField(max_length=12, choices=Rest.choices)
    place_words = models.CharField(max_length=80)
    since = models.DateField()
    state = models.CharField(max_length=12, choices=RecurrenceState.choices, default=RecurrenceState.IN_FORCE)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["community", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(day__gte=1, day__lte=LAST_DAY), name="recurrence_day_of_every_month"),
            models.UniqueConstraint(
                fields=["community", "kind"], condition=Q(state=RecurrenceState.IN_FORCE), name="recurrence_one_in_force"
            ),
        ]
        verbose_name = _("standing date")
        verbose_name_plural = _("standing dates")

    def __str__(self):
        return f"{self.get_kind_display()} · {self.words}"

    def get_absolute_url(self):
        """Return the address of the list on which its dates stand."""
        return f"{reverse('meetings')}?in={self.community.code}#planned"

    @property
    def stream_name(self):
        """Return the name of the journal stream of the standing dates of its place."""
        return f"recurrences:{self.community_id}"

    @property
    def words(self):
        """Return in words when it is."""
        return _("%(days)s at %(hour)s; if that is a day of rest, %(rest)s") % {
            "days": self.on_days, "hour": f"{self.hour:%H:%M}", "rest": self.get_rest_display(),
        }

    @property
    def on_days(self):
        """Return in words on which days it is, by the pattern alone: each with its month where not every month has one."""
        if self.every == Every.MONTH:
            return _("every month on day %(n)d") % {"n": self.day}
        days = listed(without_year(dt.date(2000, month, self.day)) for month in MONTHS[self.every])
        return _("every year on %(days)s") % {"days": days}
