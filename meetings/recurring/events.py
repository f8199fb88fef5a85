"""What the journal says of standing dates."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.journal.kinds import EventKind, register

from ..enums import MeetingKind
from ..models import Recurrence
from ..queries import seated_on


def settled(event):
    """Return the sentence of a standing date that was set: of what, when."""
    row = Recurrence(**{name: event.payload[name] for name in ("kind", "day", "every", "rest")})
    return gettext("Standing date of the %(kind)s: %(days)s at %(hour)s; if that is a day of rest, %(rest)s.") % {
        "kind": row.get_kind_display(), "days": row.on_days, "hour": event.payload["hour"], "rest": row.get_rest_display(),
    }


def ended(event):
    """Return the sentence of a standing date that was given up."""
    return gettext("The standing date of the %(kind)s was given up.") % {"kind": MeetingKind(event.payload["kind"]).label}


def members(event):
    """Return those whose evenings it is about: the members of the body, as they are seated now."""
    return seated_on(today(), event.payload["kind"], event.community)


register(
    EventKind("recurrences.settled", _("standing date set"), sentence=settled, told=members),
    EventKind("recurrences.ended", _("standing date given up"), sentence=ended, told=members),
    at=lambda event: reverse("meetings"),
)
