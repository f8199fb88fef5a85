"""What the meeting agreed, who objected, and who signed for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now

from ..enums import SignerRole
from .withdrawals import EveryManager, StandingManager


class Consensus(models.Model):
    """What was agreed on an entry, in words; the highest ``n`` stands. A ``draft`` is read out before the vote."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    entry = models.ForeignKey("meetings.AgendaEntry", models.PROTECT, related_name="consensuses")
    n = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=4000)
    draft = models.BooleanField(default=False)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    objects = StandingManager()
    everything = EveryManager()

    class Meta:
        ordering = ["entry", "n"]
        constraints = [models.UniqueConstraint(fields=["entry", "n"], name="consensus_numbered_once")]
        verbose_name = _("consensus")
        verbose_name_plural = _("consensuses")

    def __str__(self):
        return f"{self.entry_id} consensus {self.n}"


class ObjectionQuerySet(models.QuerySet):
    def standing(self):
        """Return the objections that were not withdrawn; a withdrawn one stays to be read."""
        return self.filter(withdrawal=None)


class MinutesObjection(models.Model):
    """An objection taken into the minutes: to a ``consensus``, or (none named) to the record itself."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="minutes_objections")
    consensus = models.ForeignKey(Consensus, models.PROTECT, null=True, blank=True, related_name="objections")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=60, blank=True)
    text = models.TextField(max_length=2000)
    at = models.DateTimeField(default=now)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(words=""), name="minutes_objection_names_somebody"
            ),
        ]
        verbose_name = _("objection in the minutes")
        verbose_name_plural = _("objections in the minutes")

    def __str__(self):
        return f"{self.meeting_id} objection {self.pk}"


class Minutes(models.Model):
    """The text of the minutes in its ``n``-th version; the highest stands, the earlier ones are kept.

    ``sections`` are {code, title, text} in order, with the names that everybody may read. ``edited`` says that a person
    changed what the record makes; ``record`` is the hash of the record it goes by, ``sha256`` of all that is signed.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="minutes_texts")
    n = models.PositiveSmallIntegerField()
    sections = models.JSONField()
    edited = models.BooleanField(default=False)
    record = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, db_index=True)
    by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["meeting", "n"]
        constraints = [models.UniqueConstraint(fields=["meeting", "n"], name="minutes_numbered_once")]
        verbose_name = _("minutes of the meeting")
        verbose_name_plural = _("minutes of meetings")

    def __str__(self):
        return f"{self.meeting_id} minutes {self.n}"


class SignedMinutes(models.Model):
    """A signature under the minutes: two different persons, one as facilitator and one as recorder (four eyes).

    ``n`` is 1 for the first signature and 2 for the second; ``minutes`` the version that was signed (none under records
    from before there were texts), ``digest`` the hash of what was signed, text and record.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="signatures")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=SignerRole.choices)
    n = models.PositiveSmallIntegerField()
    minutes = models.ForeignKey(Minutes, models.PROTECT, null=True, blank=True, related_name="signatures")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["meeting", "n"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "role"], name="minutes_signed_once_a_role"),
            models.UniqueConstraint(fields=["meeting", "person"], name="minutes_signed_once_a_person"),
            models.UniqueConstraint(fields=["meeting", "n"], name="minutes_signed_in_order"),
            models.CheckConstraint(condition=Q(n__in=(1, 2)), name="minutes_signed_by_two"),
        ]
        verbose_name = _("signature under the minutes")
        verbose_name_plural = _("signatures under the minutes")

    def __str__(self):
        return f"{self.meeting_id} · {self.role}"
