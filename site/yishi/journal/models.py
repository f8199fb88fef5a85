"""The memory of the house: streams of events, each gapless, each chained to the one before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.db.append_only import append_only


class Visibility(models.TextChoices):
    """Who may read an event."""

    PUBLIC = "public", _("everybody")
    STAFF = "staff", _("those in office in the community")
    PARTIES = "parties", _("the persons concerned, and those in office")


class Stream(models.Model):
    """What one thing went through. Its row is the lock under which events take their number.

    ``general`` says that what happens on it may concern every thing (``streams.is_general``).
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    name = models.CharField(max_length=60, unique=True)
    head = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)
    general = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["head"], name="stream_general", condition=models.Q(general=True))]
        verbose_name = _("stream")
        verbose_name_plural = _("streams")

    def __str__(self):
        return self.name


@append_only()
class Event(models.Model):
    """Something that became true, by whom, on whose behalf, when. Never changed and never deleted."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    stream = models.ForeignKey(Stream, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=48)
    at = models.DateTimeField(default=now)
    actor = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    on_behalf_of = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    payload = models.JSONField(default=dict)
    visibility = models.CharField(max_length=8, choices=Visibility.choices)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["stream", "seq"]
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="event_seq_once_a_stream")]
        indexes = [models.Index(fields=["kind", "at"]), models.Index(fields=["community", "at"])]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self):
        return f"{self.stream_id}#{self.seq} {self.kind}"


class Salt(models.Model):
    """The salt of one text's hash. The journal holds the hash alone; erasing the text deletes this row too."""

    digest = models.CharField(max_length=64, unique=True)
    salt = models.BinaryField(max_length=16)

    class Meta:
        verbose_name = _("salt")
        verbose_name_plural = _("salts")

    def __str__(self):
        return self.digest
