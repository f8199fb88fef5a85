"""What visitors read, put together before they ask. These rows belong to the machine, and to no community."""

import json
import zlib

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def packed(content):
    """Return ``content``, a piece of HTML or a dict of pieces, as a row holds it."""
    return zlib.compress(json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False).encode())


class KeptPage(models.Model):
    """What a page of ``name`` ("matter:7") says in ``language`` ("": in all), made at ``made_at``, good until ``until``.

    ``ground`` is what was known of the house and of general events when it was made, ``own`` how many events the streams
    had that it reads (KeptReading). A ``whole`` one reads everything: it goes by every event. ``quiet`` ones are made last.
    ``named`` are the keys of the persons whose names it says, who read their own name otherwise.
    """

    name = models.CharField(max_length=60)
    language = models.CharField(max_length=10, blank=True)
    content = models.BinaryField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    ground = models.CharField(max_length=80)
    own = models.PositiveBigIntegerField(default=0)
    whole = models.BooleanField(default=False)
    quiet = models.BooleanField(default=False)
    named = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "language"], name="kept_page_once_a_language"),
            models.CheckConstraint(condition=Q(until__gt=F("made_at")), name="kept_page_is_good_for_a_while"),
        ]
        indexes = [models.Index(fields=["whole", "until"]), models.Index(fields=["whole", "ground"])]
        verbose_name = _("kept page")
        verbose_name_plural = _("kept pages")

    def __str__(self):
        return f"{self.name} {self.language}"

    @property
    def mark(self):
        """Return what is another one whenever the page was made anew, or something happened that touches it."""
        return self.pk, self.made_at, self.ground, self.own

    def unpacked(self):
        """Return the content that was packed."""
        return json.loads(zlib.decompress(bytes(self.content)))


class KeptReading(models.Model):
    """That a kept page reads a stream of the journal, by its name: the stream may be still to come."""

    page = models.ForeignKey(KeptPage, models.CASCADE, related_name="readings")
    stream = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "page"], name="kept_reading_once")]
        verbose_name = _("stream that a kept page reads")
        verbose_name_plural = _("streams that kept pages read")

    def __str__(self):
        return f"{self.page_id} {self.stream}"


class KeptUpTo(models.Model):
    """How far the journal was heard by whoever makes pages ready: one row."""

    heard = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="kept_up_to_is_one_row")]
        verbose_name = _("how far pages were made ready")
        verbose_name_plural = _("how far pages were made ready")

    def __str__(self):
        return str(self.heard)
