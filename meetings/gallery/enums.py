"""The words of the gallery."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GalleryState(models.TextChoices):
    """Where the giving of the seats stands."""

    OPEN = "open", _("registration open")
    COMMITTED = "committed", _("list closed, the draw is to come")
    SEEDED = "seeded", _("number entered, to be confirmed")
    GIVEN = "given", _("seats given")


class ObserverKind(models.TextChoices):
    """Who comes to watch; a quota of the seats may be kept for each."""

    RESIDENT = "resident", _("resident of the place")
    OTHER = "other", _("other member of the public")
    MEDIA = "media", _("journalist")


BADGES = {  # what hangs round the neck of whoever sits there
    ObserverKind.RESIDENT: _("Observer"), ObserverKind.OTHER: _("Observer"), ObserverKind.MEDIA: _("Media"),
}


class RegistrationState(models.TextChoices):
    """What became of a registration. Whether it has a seat is told by the seat alone."""

    STANDING = "standing", _("registered")
    WITHDRAWN = "withdrawn", _("cancelled")
    LAPSED = "lapsed", _("seat not confirmed in time")
    CAME = "came", _("came")
    ABSENT = "absent", _("did not come")


class OpinionState(models.TextChoices):
    """Whether a written opinion has been answered."""

    OPEN = "open", _("to be answered")
    ANSWERED = "answered", _("answered")
