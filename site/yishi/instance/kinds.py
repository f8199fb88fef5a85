"""The event kinds of the site's settings."""

from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility

STREAM = "instance"

register(EventKind("instance.changed", _("The settings of the site were changed"), Visibility.STAFF))
