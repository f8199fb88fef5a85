"""The gallery of a meeting: a row a seat, who registered, and the written opinions of those who watched."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now

from ..enums import AdmittedBy
from ..gallery.enums import BADGES, GalleryState, ObserverKind, OpinionState, RegistrationState
from ..gallery.lots import digest

WAYS = [pair for pair in AdmittedBy.choices if pair[0] in (AdmittedBy.FIRST_COME, AdmittedBy.LOT, AdmittedBy.NOMINATION)]


class Gallery(models.Model):
    """How the observers' seats of a meeting are given, and where that stands.

    Of a lottery: ``seed_words`` name beforehand the public number that will be its seed; ``list_text`` is the committed
    list, whose hash the journal holds; one person enters the ``seed``, another confirms it and draws.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="gallery")
    admission = models.CharField(max_length=12, choices=WAYS)
    state = models.CharField(max_length=12, choices=GalleryState.choices, default=GalleryState.OPEN)
    closes_at = models.DateTimeField()
    reply_hours = models.PositiveSmallIntegerField(default=24)
    seed_words = models.CharField(max_length=200, blank=True)
    list_text = models.TextField(blank=True)
    seed = models.CharField(max_length=80, blank=True)
    seeded_at = models.DateTimeField(null=True, blank=True)
    seeded_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    released = models.BooleanField(default=False)  # the seats of those who did not come

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seed="", seeded_at=None, seeded_by=None)
                | ~Q(seed="") & Q(seeded_at__isnull=False, seeded_by__isnull=False), name="gallery_seed_has_its_hand",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at=None, drawn_by=None)
                | Q(drawn_at__isnull=False, drawn_by__isnull=False, seeded_by__isnull=False) & ~Q(drawn_by=F("seeded_by")),
                name="gallery_drawn_by_a_second_hand",
            ),
        ]
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")

    def __str__(self):
        return str(self.meeting)

    def get_absolute_url(self):
        """Return the address of the page of its meeting."""
        return f"{self.meeting.page_address}#observers"

    @property
    def registers_until(self):
        """Return until when one may register: the hour announced, or the beginning of a meeting that was brought forward."""
        return min(self.closes_at, self.meeting.starts_at)

    @property
    def list_hash(self):
        """Return the SHA-256 of the committed list, or "" where none is committed."""
        return digest(self.list_text) if self.list_text else ""

    @property
    def stream_name(self):
        """Return the name of the meeting's journal stream."""
        return f"meeting:{self.meeting_id}"


class RegistrationQuerySet(models.QuerySet):
    def waiting(self):
        """Return those who wait for a seat in the room, in the order in which it is their turn."""
        return self.filter(state=RegistrationState.STANDING, online=False, seat=None).order_by("rank", "pk")

    def standing(self):
        """Return those who mean to come, or have come."""
        return self.filter(state__in=[RegistrationState.STANDING, RegistrationState.CAME])


class Registration(models.Model):
    """A person who wants to watch, once a meeting. ``code`` stands for them in the public list of the lottery.

    ``rank`` is the turn: of coming, then of the draw; ``reply_by`` until when a seat that became free has to be confirmed.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    gallery = models.ForeignKey(Gallery, models.PROTECT, related_name="registrations")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="registrations")
    kind = models.CharField(max_length=12, choices=ObserverKind.choices)
    online = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=RegistrationState.choices, default=RegistrationState.STANDING)
    code = models.CharField(max_length=12)
    rank = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reply_by = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["gallery", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gallery", "person"], name="registration_once_a_person"),
            models.UniqueConstraint(fields=["gallery", "code"], name="registration_code_once"),
        ]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self):
        return self.code

    @property
    def badge(self):
        """Return the word on the badge of this observer: media or observer (domain 3.8)."""
        return BADGES[self.kind]

    @property
    def place(self):
        """Return the seat of this registration, or None."""
        return getattr(self, "seat", None)


class ObserverSeat(models.Model):
    """One seat for an observer in the room. There are as many rows as seats, and a row has room for one person."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="gallery_seats")
    n = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=ObserverKind.choices)
    registration = models.OneToOneField(Registration, models.PROTECT, null=True, blank=True, related_name="seat")

    class Meta:
        ordering = ["meeting", "n"]
        constraints = [models.UniqueConstraint(fields=["meeting", "n"], name="observer_seat_numbered_once")]
        verbose_name = _("observer’s seat")
        verbose_name_plural = _("observers’ seats")

    def __str__(self):
        return f"{self.meeting_id} · {self.n}"


class WrittenOpinion(models.Model):
    """What somebody who watched writes about the meeting, and what is answered."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="written_opinions")
    n = models.PositiveSmallIntegerField()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="written_opinions")
    text = models.TextField()
    at = models.DateTimeField(default=now)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=OpinionState.choices, default=OpinionState.OPEN)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["meeting", "n"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "n"], name="written_opinion_numbered_once"),
            models.CheckConstraint(
                condition=Q(state=OpinionState.OPEN, answer="", answered_at=None, answered_by=None)
                | Q(state=OpinionState.ANSWERED, answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="written_opinion_answered_whole",
            ),
        ]
        verbose_name = _("written opinion")
        verbose_name_plural = _("written opinions")

    def __str__(self):
        return f"{self.meeting} · {self.n}"

    def get_absolute_url(self):
        """Return the address of the page of its meeting."""
        return f"{self.meeting.page_address}#opinions"

    @property
    def stream_name(self):
        """Return the name of the meeting's journal stream."""
        return f"meeting:{self.meeting_id}"
