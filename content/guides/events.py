"""The kinds of event of the service guides. Who rated is in none of them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility


def address(event):
    """Return the page of the guide, whose code every event of it names."""
    return reverse("guide", args=[event.payload["code"]])


register(
    EventKind("guides.put", _("A service guide was written")),
    EventKind("guides.changed", _("A service guide was changed")),
    EventKind("guides.rated", _("A service was rated"), Visibility.STAFF),
    EventKind("guides.answered", _("A rating of a service was answered")),
    at=address,
)
