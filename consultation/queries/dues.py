"""What is owed by when in the communities of an office, each with the working of its day (law 5).

Every source is one query, and shows its ``MOST`` earliest rows: the whole costs the same at 3 rows and at 300,000.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today
from yishi.workdays.periods import deadline

SOON_DAYS = 5
MOST = 60


@dataclass
class Due:
    """An act that is owed on ``thing``, and the day that goes with it.

    ``date`` is the last day, or with ``opens`` the first one on which it can be done; None: at once. ``start`` is the
    day it is counted from, ``days`` how many of the ``unit`` ("days", "workdays", "before": days before ``start``), and
    ``rule`` why, with the article. ``working`` is the Deadline where days of rest are left out, and
    ``done_by`` the person (by key) who has done their part of it and no longer owes it. ``who`` names whoever owes it
    where that is a body, and ``there`` says whether somebody of that body is on this site to do it.
    """

    act: str
    thing: Any
    date: dt.date | None
    rule: Any
    start: dt.date | None = None
    days: int | None = None
    unit: str = "days"
    what: Any = ""
    opens: bool = False
    working: Any = None
    matter: Any = None
    done_by: int | None = None
    who: Any = ""
    there: bool = False

    @property
    def key(self):
        """Return what sorts by date; what is owed at once stands with today."""
        return (self.date or today(), self.act, self.thing.pk)

    @property
    def late(self):
        """Return by how many days the last day is past; 0 where it is not, or where there is none."""
        return 0 if self.opens or self.date is None else max(0, (today() - self.date).days)

    @property
    def left(self):
        """Return the days left until the day; None where it is owed at once."""
        return None if self.date is None else (self.date - today()).days

    @property
    def shape(self):
        """Return the shape of its status: a triangle when late, a diamond when soon, else a circle."""
        if self.late:
            return "late"
        if self.opens:
            return "wait" if self.left > 0 else "run"
        return "risk" if self.left is None or self.left <= SOON_DAYS else "run"


def counted(act, thing, start, days, rule, **more):
    """Return the Due whose last day is the ``days``-th after ``start`` (negative: before it)."""
    unit = "before" if days < 0 else "days"
    return Due(act, thing, start + dt.timedelta(days), rule, start, abs(days), unit, **more)


def in_workdays(act, thing, start, days, rule, **more):
    """Return the Due whose last day is the ``days``-th working day after ``start``."""
    working = deadline(start, workdays=days)
    return Due(act, thing, working.date, rule, start, days, "workdays", working=working, **more)


def promised(act, thing, date, rule, **more):
    """Return the Due of a day that somebody set: promised, planned or announced."""
    return Due(act, thing, date, rule, **more)


def at_once(act, thing, start, rule, **more):
    """Return the Due of what is owed without a period since ``start``."""
    return Due(act, thing, None, rule, start, **more)


def rows_of(rows, here, **more):
    """Return ``rows`` of ``here`` with matter and community read along."""
    return rows.filter(here, **more).select_related("community", "matter__community")


def on_day(instant):
    """Return the day of ``instant`` in the site's time zone."""
    return localtime(instant).date()


ART_17 = _("Regulations on open government information, art. 17: reviewed by another person before it goes out")
ORGANIC_26 = _("Organic Law of Urban Residents’ Committees, art. 26: a meeting is called when the share is reached")
ORGANIC_31 = _("Organic Law of Urban Residents’ Committees, art. 31: what is ordered to be corrected is corrected")
ORGANIC_34 = _("Organic Law of Urban Residents’ Committees, art. 34: posted for at least 15 full days")
ANSWER_RULE = _("an answer within five working days (Organic Law, arts 34 and 35; local rule)")
REPORTED_RULE = _("every report is answered with a reason, within the days that held when it came in (local rule)")
NOTICE_RULE = _("the notice hangs five days before the item is admitted (local rule)")
MADE_KNOWN_RULE = _("the meeting that has the item on its agenda is made known five days before (local rule)")
INSPECTED_RULE = _("what was carried out is inspected (Organic Law, art. 32)")
ACCOUNTED_RULE = _("after two failed inspections in a row somebody is held to account before the next one (local rule)")
REPORT_RULE = _("the inquiry’s report is out three days before the deliberation (local rule)")
SURVEY_RULE = _("residents are asked within seven days of the last milestone or acceptance (local rule)")
CALL_RULE = _("a call runs thirty days, shorter only for a reason (Regulations 713, art. 15)")
HEARING_RULE = _("papers and participants are out seven days before the hearing (Regulations 713, arts 16 and 17)")
SIGN_RULE = _("minutes are signed within three working days after the close (local rule)")
NOTED_RULE = _("minutes that both have signed are corrected by a note, which another person countersigns (four eyes)")
ANNOUNCED = _("the day that was announced")
PROMISED = _("the day that was promised; it does not move")
PLANNED = _("the last day of the inquiry, as planned")
SET = _("the day that was set")
