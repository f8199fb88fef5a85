"""What the journal says of itself: that its chain was checked, and that a part of it was taken out as a table."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .kinds import EventKind, register
from .models import Visibility

STREAM = "journal"


def _checked(event):
    words = {"upto": event.payload["upto"], "n": event.payload["broken"]}
    if words["n"]:
        return _("The chain of the log was checked up to event %(upto)s. Places where it does not hold: %(n)s.") % words
    return _("The chain of the log was checked up to event %(upto)s: it holds.") % words


def _exported(event):
    return _("Events of the log taken out as a table: %(n)s.") % {"n": event.payload["events"]}


register(
    EventKind("journal.checked", gettext_lazy("The chain of the log was checked"), Visibility.STAFF, _checked),
    EventKind("journal.exported", gettext_lazy("A part of the log was taken out"), Visibility.STAFF, _exported),
)
