"""The words of comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommentState(models.TextChoices):
    """What became of a comment."""

    WAITING = "waiting", _("waits to be read")
    SHOWN = "shown", _("shown")
    DECLINED = "declined", _("not shown")
