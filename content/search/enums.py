"""The vocabulary of search."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What sort of thing was found."""

    MATTER = "matter", _("matter")
    OUTCOME = "outcome", _("result")
    NOTICE = "notice", _("notice")
    CALL = "call", _("call for opinions")
    PAPER = "paper", pgettext_lazy("a file that was handed in", "paper")
    MEETING = "meeting", _("meeting")
    MINUTES = "minutes", _("minutes")
    ITEM = "item", _("item of the catalogue")
    PAGE = "page", _("page")
    GUIDE = "guide", _("guide to a service")
    ANSWER = "answer", pgettext_lazy("to a request for information", "answer")
