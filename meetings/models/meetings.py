"""A meeting and its agenda."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import HELD_STATES, AdmittedBy, EntryState, MeetingKind, MeetingState
from ..rules import rule_of


class MeetingQuerySet(models.QuerySet):
    def held(self):
        """Return the meetings that have opened, whatever became of them since."""
        return self.filter(state__in=HELD_STATES)

    def standing(self):
        """Return the meetings that were not cancelled."""
        return self.exclude(state=MeetingState.CANCELLED)


class Meeting(models.Model):
    """A meeting. ``entitled`` is how many are entitled to be present as members (应到人数); the present are counted.

    ``original_date`` is the day it was first to be held, where it was moved; ``note`` says why it was moved or called
    off; ``notice_reason`` names the special case where its notice is shorter than its kind asks for. The observers'
    figures are counts: who they are stands in no public place.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    form_words = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    original_date = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    notice_reason = models.CharField(max_length=200, blank=True)
    place_words = models.CharField(max_length=80)
    facilitator = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorder = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entitled = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    stakeholders_present = models.PositiveIntegerField(default=0)
    observer_seats = models.PositiveIntegerField(default=0)
    observers_registered = models.PositiveIntegerField(default=0)
    observers_on_site = models.PositiveIntegerField(default=0)
    observers_online = models.PositiveIntegerField(default=0)
    observers_admitted_by = models.CharField(max_length=12, choices=AdmittedBy.choices, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(facilitator=F("recorder")), name="meeting_two_persons_lead_it"),
            models.CheckConstraint(
                condition=Q(observers_on_site__lte=F("observer_seats")), name="meeting_observers_seated"
            ),
            models.UniqueConstraint(
                fields=["community", "starts_at", "place_words"], condition=~Q(state=MeetingState.CANCELLED),
                name="meeting_one_a_hall_and_hour",
            ),
        ]
        indexes = [models.Index(fields=["community", "starts_at"])]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Return the address of the meeting's record."""
        return reverse("meeting-record", args=[self.pk])

    @property
    def page_address(self):
        """Return the address of the page that announces the meeting."""
        return reverse("meeting", args=[self.pk])

    @property
    def rule(self):
        """Return the KindRule of its kind."""
        return rule_of(self.kind)

    @property
    def stream_name(self):
        """Return the name of the meeting's journal stream."""
        return f"meeting:{self.pk}"

    @property
    def date(self):
        """Return the day of the meeting in the site's time zone."""
        return timezone.localtime(self.starts_at).date()

    @property
    def present(self):
        """Return how many members are present now (实到人数)."""
        return self.attendances.members_present().count()


class AgendaEntry(models.Model):
    """An entry of a meeting's agenda, ``minutes`` long as planned. One at a time is being dealt with."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="entries")
    n = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=EntryState.choices, default=EntryState.PENDING)
    struck_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "n"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "n"], name="agenda_entry_numbered_once"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state=EntryState.CURRENT), name="agenda_entry_one_at_a_time"
            ),
        ]
        verbose_name = _("agenda entry")
        verbose_name_plural = _("agenda entries")

    def __str__(self):
        return f"{self.n}. {self.title}"
