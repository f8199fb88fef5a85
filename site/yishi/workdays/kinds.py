"""What the journal says of the calendar. A day is no secret: the payload holds it as it is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register


def _day_announced(event):
    if event.payload["working"]:
        return _("%(day)s was entered as a working day.") % {"day": spoken.day_of(event.payload["day"])}
    return _("%(day)s was entered as a day of rest.") % {"day": spoken.day_of(event.payload["day"])}


def _year_announced(event):
    return _("The days of rest of %(year)s were entered.") % {"year": event.payload["year"]}


register(
    EventKind("calendar.day_announced", gettext_lazy("calendar day entered"), sentence=_day_announced),
    EventKind("calendar.year_announced", gettext_lazy("calendar year entered"), sentence=_year_announced),
)
