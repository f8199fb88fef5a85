"""Standing dates on the desk's calendar: the day that is planned, and the last day on which it can be made known in time."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from meetings.enums import RecurrenceState
from meetings.models import Recurrence
from meetings.recurring.planned import Planned, planned
from meetings.rules import notice_until, rule_of
from meetings.transitions import TABLE
from yishi.acts import may
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.text.side_by_side import headed
from yishi.web.ical import event

DATES = 14  # a year of them, and one more


@dataclass(frozen=True)
class Convening:
    """A planned date: ``one`` says of what and when, ``until`` when it is to be made known, ``mine`` whether by the reader."""

    one: Planned
    until: dt.date
    mine: bool

    @property
    def in_time(self):
        """Return whether it can still be made known in time."""
        return self.until >= today()

    @property
    def what(self):
        """Return what is to be announced, in words."""
        words = _("Announce: %(what)s of %(day)s") % {
            "what": self.one.recurrence.get_kind_display(), "day": spoken.day(self.one.occasion.date),
        }
        return f"{self.one.recurrence.community.name} · {words}"

    @property
    def why(self):
        """Return by which rule it is that day."""
        rule = rule_of(self.one.recurrence.kind)
        return headed(_("It has to be made known %(notice)s before") % {"notice": rule.notice}, rule.why)

    @property
    def href(self):
        """Return where it is announced, or where the date stands for whoever does not convene it."""
        row, begins = self.one.recurrence, self.one.occasion.starts_at
        if not self.mine:
            return row.get_absolute_url()
        asked = urlencode({"kind": row.kind, "starts_at": f"{begins:%Y-%m-%dT%H:%M}"})
        return f"{reverse('act-new', args=['meetings.schedule', row.community.code])}?{asked}"


def convenings(viewer, here):
    """Return the Convenings of the places ``here`` (a condition), by the day of their notice. Two queries."""
    rows = Recurrence.objects.filter(here, state=RecurrenceState.IN_FORCE).select_related("community")
    return sorted((
        Convening(one, notice_until(one.recurrence.kind, one.occasion.date),
                  may(TABLE["recurrences.settle"], one.recurrence, viewer))
        for one in planned(list(rows), DATES)
    ), key=lambda each: each.until)


def by_day(found):
    """Return ({day: what can be announced in time until then}, {day: what is planned on it}) of the Convenings ``found``."""
    until, on = {}, {}
    for each in found:
        if each.in_time:
            until.setdefault(each.until, []).append(each)
        on.setdefault(each.one.occasion.date, []).append(each)
    return until, on


def event_of(each, host):
    """Return the last day of a notice as an event of a calendar file."""
    row, found = each.one.recurrence, each.one.occasion
    return event(f"announce-{row.pk}-{found.regular:%Y%m%d}@{host}", each.until, summary=each.what, description=each.why)
