"""Where and when a matter was dealt with: its places on the agendas of meetings, and its ballots held by papers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.enums import HELD_STATES, MeetingState


class SittingKind(models.TextChoices):
    """For what a matter sits."""

    AGENDA = "agenda", _("setting the agenda")
    DELIBERATION = "deliberation", _("deliberation")
    DECISION = "decision", _("decision")
    PAPER = "paper", _("ballot by collected papers")


HALL_KINDS = (SittingKind.AGENDA, SittingKind.DELIBERATION, SittingKind.DECISION)


class SittingQuerySet(models.QuerySet):
    def standing(self):
        """Return the sittings that were not taken off, of meetings that were not called off."""
        return self.filter(taken_off_on=None).exclude(entry__meeting__state=MeetingState.CANCELLED)

    def held(self):
        """Return the sittings that took place: their meeting has opened, or papers were collected."""
        return self.standing().filter(Q(entry=None) | Q(entry__meeting__state__in=HELD_STATES))

    def of_kind(self, *kinds):
        """Return the sittings of one of ``kinds`` (SittingKind)."""
        return self.filter(kind__in=kinds)

    def with_meeting(self):
        """Read the entry and its meeting along."""
        return self.select_related("entry__meeting")


class Sitting(models.Model):
    """A matter has many sittings. One in a hall is an ``entry`` of a meeting's agenda and has the meeting's day.

    ``noticed_on`` is the day from which its notice runs; ``notice_reason`` the special case that shortens it. One
    without a hall has the day ``held_on`` on which the papers were collected.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="sittings")
    entry = models.OneToOneField(
        "meetings.AgendaEntry", models.PROTECT, null=True, blank=True, related_name="sitting"
    )
    kind = models.CharField(max_length=12, choices=SittingKind.choices)
    noticed_on = models.DateField()
    notice_reason = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    taken_off_on = models.DateField(null=True, blank=True)
    taken_off_reason = models.CharField(max_length=200, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["matter", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SittingKind.PAPER, entry=None, held_on__isnull=False)
                | Q(kind__in=HALL_KINDS, entry__isnull=False, held_on=None),
                name="sitting_in_a_hall_or_by_papers",
            ),
            models.UniqueConstraint(
                fields=["matter", "held_on"], condition=Q(kind=SittingKind.PAPER), name="sitting_papers_once_a_day"
            ),
        ]
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")

    def __str__(self):
        return f"sitting {self.pk} of matter {self.matter_id}"

    @property
    def stream_name(self):
        """Return the name of the matter's journal stream."""
        return f"matter:{self.matter_id}"

    @property
    def date(self):
        """Return the day of the sitting: that of its meeting, or of the papers."""
        return self.entry.meeting.date if self.entry_id else self.held_on

    @property
    def stands(self):
        """Return whether it was not taken off, and its meeting not called off."""
        return self.taken_off_on is None and not (self.entry_id and self.entry.meeting.state == MeetingState.CANCELLED)

    @property
    def held(self):
        """Return whether the sitting took place."""
        return not self.entry_id or self.entry.meeting.state in HELD_STATES
