"""What of the story has been played, and how its last evening goes on by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlayedScene(models.Model):
    """A scene that has been played. A scene is played once; so loading again goes on where it stopped."""

    key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("played scene")
        verbose_name_plural = _("played scenes")


class Evening(models.Model):
    """The meeting that is about to begin in the story, played at a walking pace: one row, pk 1, made when it is loaded.

    A scene is played every ``pace`` seconds of the machine's time, the last at ``played_at``. ``stuck`` says why the next
    cannot be played: whoever tries the demonstration may have changed the hall. ``over`` when nothing is left.
    """

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="+")
    playing = models.BooleanField(default=True)
    pace = models.PositiveSmallIntegerField(default=10)
    played_at = models.DateTimeField()
    stuck = models.CharField(max_length=400, blank=True)
    over = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("evening")
        verbose_name_plural = _("evenings")
