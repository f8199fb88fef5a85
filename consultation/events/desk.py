"""The events of the workbench: for those in office alone."""

from django.utils.translation import gettext_lazy

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility

register(
    EventKind("template.made", gettext_lazy("text template made"), Visibility.STAFF),
    EventKind("template.revised", gettext_lazy("text template revised"), Visibility.STAFF),
    EventKind("template.retired", gettext_lazy("text template retired"), Visibility.STAFF),
)
