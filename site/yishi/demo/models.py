"""What of the story has been played."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlayedScene(models.Model):
    """A scene that has been played. A scene is played once; so loading again goes on where it stopped."""

    key = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("played scene")
        verbose_name_plural = _("played scenes")
