"""Bodies, and the seats that persons hold in them or in a place for a term."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import BodyKind, Role, SeatKind


class Body(models.Model):
    """A committee, council, department, company or desk: what acts, or owes an act."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=16, choices=BodyKind.choices)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    tel = models.CharField(max_length=40, blank=True)
    functions = models.TextField(blank=True)

    class Meta:
        ordering = ["community", "kind", "name"]
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="body_named_once_a_community")]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self):
        return self.name


class SeatQuerySet(models.QuerySet):
    def on(self, day):
        """Return the seats held on ``day``."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))

    def within(self, place):
        """Return the seats in ``place`` or in a place that it contains."""
        return self.filter(place__path__startswith=place.path)

    def in_own_right(self):
        """Return the seats that are their holders' own: a deputy does the office's work, and votes for nobody."""
        return self.filter(deputy_for=None)


class Seat(models.Model):
    """A role that a person holds in a place or body, from ``since`` to ``until`` (both days included).

    ``deputy_for`` is the absent officer's seat whose rights the person has for these days.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="seats")
    role = models.CharField(max_length=24, choices=Role.choices)
    place = models.ForeignKey("people.Place", models.PROTECT, related_name="seats")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="seats")
    kind = models.CharField(max_length=12, choices=SeatKind.choices, default=SeatKind.APPOINTED)
    title = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    deputy_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="deputies")

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["place", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="seat_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(deputy_for=None) | Q(until__isnull=False), name="seat_of_a_deputy_has_a_last_day"
            ),
            models.UniqueConstraint(fields=["person", "role", "place", "since"], name="seat_given_once"),
        ]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")

    def __str__(self):
        return f"{self.get_role_display()} · {self.place_id}"


class SeatWithdrawal(models.Model):
    """A seat that was given, and taken back before its first day: what it was, and why. The seat itself is gone."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="withdrawn_seats")
    role = models.CharField(max_length=24, choices=Role.choices)
    place = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    title = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    reason = models.CharField(max_length=200)
    withdrawn_on = models.DateField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(withdrawn_on__lt=F("since")), name="seat_withdrawn_before_it_began"),
            models.CheckConstraint(condition=~Q(reason=""), name="seat_withdrawn_for_a_reason"),
        ]
        verbose_name = _("withdrawn seat")
        verbose_name_plural = _("withdrawn seats")

    def __str__(self):
        return f"{self.get_role_display()} · {self.place_id}"
