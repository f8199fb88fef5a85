"""Reads of step 6 that guards, verbs and pages share; each takes one or two queries, and none of rows read along."""

import datetime as dt

from yishi.clock.story import today
from yishi.people.models import Person, Seat

from ..models.execution import MilestoneState

FAILS_IN_A_ROW = 2
SURVEY_WITHIN_DAYS = 7
SURVEY_DAYS = 10


def last_inspection(matter):
    """Return the Inspection of the last round, or None."""
    return max(matter.inspections.all(), key=lambda inspection: inspection.round, default=None)


def last_survey(matter):
    """Return the SatisfactionSurvey opened last, or None."""
    return max(matter.surveys.all(), key=lambda survey: (survey.since, survey.pk), default=None)


def fails_in_a_row(matter):
    """Return how many inspections up to now have failed since the last one that passed. A pass resets the count."""
    count = 0
    for inspection in matter.inspections.order_by("-round"):
        if inspection.passed:
            break
        count += 1
    return count


def accountability_owed(matter):
    """Return the failed Inspection for which accountability is still to be recorded, or None.

    It is owed from the second fail in a row on, for that one and for each that follows without a pass between.
    """
    last = matter.inspections.select_related("accountability").order_by("-round").first()
    if last is None or last.passed or hasattr(last, "accountability"):
        return None
    return last if fails_in_a_row(matter) >= FAILS_IN_A_ROW else None


def survey_deadline(matter, day):
    """Return the last date on which a survey may open, seen from ``day``; None where nothing was done by then.

    It is the 7th calendar day after the last milestone or inspection that lies not after ``day``.
    """
    last = last_worked(matter, day)
    return last + dt.timedelta(SURVEY_WITHIN_DAYS) if last else None


def last_worked(matter, day):
    """Return the date of the last milestone done or inspection held that lies not after ``day``, or None."""
    days = [*(row.done_on for row in matter.milestones.all()), *(row.on for row in matter.inspections.all())]
    return max((each for each in days if each and each <= day), default=None)


def unfinished(matter):
    """Return the milestones of ``matter`` that are not done, in their order."""
    return [row for row in matter.milestones.all() if row.state != MilestoneState.DONE]


def office_holders(community, roles):
    """Return the persons who hold one of ``roles`` today in ``community`` or in a place that contains it."""
    codes = community.path.strip("/").split("/")
    paths = ["/".join(codes[:n]) + "/" for n in range(1, len(codes) + 1)]
    seats = Seat.objects.on(today()).filter(role__in=roles, place__path__in=paths)
    return Person.objects.filter(pk__in=seats.values("person"))


def members_of(bodies):
    """Return the persons who hold a seat today in one of ``bodies`` (keys)."""
    return Person.objects.filter(pk__in=Seat.objects.on(today()).filter(body__in=bodies).values("person"))
