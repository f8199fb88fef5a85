"""The kinds of event of the service guides. Who rated is in none of them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility


def address(event):
    """Return the page of the guide, whose code every event of it names."""
    return reverse("guide", args=[event.payload["code"]])


def draft_address(event):
    """Return the page of the draft that the event names."""
    return reverse("guide-draft", args=[event.payload["draft"]])


register(
    EventKind("guides.drafted", _("A text of a service guide was saved"), Visibility.STAFF, address=draft_address),
    EventKind("guides.submitted", _("A text of a service guide waits for its review"), Visibility.STAFF, address=draft_address),
    EventKind("guides.sent_back", _("A text of a service guide was sent back"), Visibility.STAFF, address=draft_address),
    EventKind("guides.released", _("A text of a service guide was reviewed and released"), Visibility.STAFF, address=draft_address),
    EventKind("guides.withdrawn", _("A service guide was withdrawn")),
    EventKind("guides.put", _("A service guide was written")),
    EventKind("guides.changed", _("A service guide was changed")),
    EventKind("guides.rated", _("A service was rated"), Visibility.STAFF),
    EventKind("guides.answered", _("A rating of a service was answered")),
    at=address,
)
