"""What is owed while a result is carried out: promises, inspections, surveys, follow-ups, orders, calls; one query each."""

import datetime as dt

from django.db.models import Exists, Max, OuterRef, Subquery

from yishi.clock.story import today
from yishi.people.models import Seat

from ..enums import MatterState
from ..models import (
    Acceptance,
    CallState,
    CorrectionOrder,
    FollowUp,
    FollowUpState,
    Inspection,
    Matter,
    Milestone,
    OrderState,
    SatisfactionSurvey,
    SupervisionOrder,
    SurveyState,
    WhistleResponse,
)
from . import dues as d
from .supervise import SURVEY_WITHIN_DAYS

UNDER_WAY = (MatterState.PUBLISHING, MatterState.EXECUTING)


def milestones(here):
    """Promises that are not kept yet: owed by the body that carries the matter out."""
    rows = d.rows_of(Milestone.objects.unfinished(), here, matter__state__in=UNDER_WAY)
    rows = rows.annotate(there=Exists(_seated("matter__execution__lead")))
    rows = rows.select_related("matter__community", "matter__execution").order_by("due")[: d.MOST]
    return [
        d.promised("execution.complete", row, row.due, d.PROMISED, what=row.name, who=_lead_of(row.matter), there=row.there)
        for row in rows
    ]


def work_to_inspect(here):
    """Work whose milestones are all done and that nobody has inspected yet."""
    rows = Matter.objects.filter(here, state=MatterState.EXECUTING, inspections=None, milestones__isnull=False)
    undone = Milestone.objects.unfinished().filter(matter=OuterRef("pk"))
    rows = rows.exclude(Exists(undone)).annotate(done_on=Max("milestones__done_on")).select_related("community")
    return [
        d.at_once("inspections.inspect", row, row.done_on, d.INSPECTED_RULE) for row in rows.order_by("done_on")[: d.MOST]
    ]


def work_to_inspect_again(here):
    """Work that failed its last inspection, by the day on which it is done again."""
    later = Inspection.objects.filter(matter=OuterRef("matter"), round__gt=OuterRef("round"))
    rows = d.rows_of(Inspection.objects, here, result=Acceptance.FAIL, matter__state__in=UNDER_WAY)
    rows = rows.exclude(Exists(later)).order_by("redo_due")[: d.MOST]
    return [d.promised("inspections.inspect", row.matter, row.redo_due, d.SET) for row in rows]


def accounts_owed(here):
    """Work that failed twice in a row or more, for which nobody was held to account: nothing is inspected before."""
    rounds = Inspection.objects.filter(matter=OuterRef("matter"))
    before, later = rounds.filter(round=OuterRef("round") - 1, result=Acceptance.FAIL), rounds.filter(round__gt=OuterRef("round"))
    rows = d.rows_of(Inspection.objects, here, result=Acceptance.FAIL, matter__state__in=UNDER_WAY, accountability=None)
    rows = rows.filter(Exists(before)).exclude(Exists(later)).order_by("on")[: d.MOST]
    return [d.at_once("supervision.account", row.matter, row.on, d.ACCOUNTED_RULE) for row in rows]


def surveys_to_open(here):
    """Matters whose work was accepted, and whose residents were not asked since."""
    last = Inspection.objects.filter(matter=OuterRef("pk")).order_by("-round")
    asked = SatisfactionSurvey.objects.filter(matter=OuterRef("pk"), since__gte=OuterRef("passed_on"))
    undone = Milestone.objects.overdue(today() + dt.timedelta(1)).filter(matter=OuterRef("pk"))
    rows = Matter.objects.filter(here, state=MatterState.EXECUTING).annotate(
        passed_on=Subquery(last.values("on")[:1]), found=Subquery(last.values("result")[:1]),
        done_on=Max("milestones__done_on"),
    ).filter(found=Acceptance.PASS).exclude(Exists(asked)).exclude(Exists(undone))
    rows = rows.select_related("community").order_by("passed_on")[: d.MOST]
    return [
        d.counted("satisfaction.open_survey", row, max(filter(None, (row.passed_on, row.done_on))), SURVEY_WITHIN_DAYS,
                  d.SURVEY_RULE)
        for row in rows
    ]


def surveys_to_count(here):
    """Surveys after which a matter can be closed."""
    rows = d.rows_of(SatisfactionSurvey.objects, here, state=SurveyState.OPEN, matter__state=MatterState.EXECUTING)
    return [
        d.promised("execution.close", row.matter, row.until + dt.timedelta(1), d.SET, opens=True)
        for row in rows.order_by("until")[: d.MOST]
    ]


def follow_ups(here):
    """Follow-ups that are owed."""
    rows = d.rows_of(FollowUp.objects, here, state=FollowUpState.OWED).order_by("due")[: d.MOST]
    return [d.promised("follow_ups.finish", row, row.due, d.SET, what=row.name or row.get_kind_display()) for row in rows]


def orders(here):
    """Supervision orders to be answered, and versions ordered to be corrected. Two queries."""
    rows = d.rows_of(SupervisionOrder.objects, here, state=OrderState.OPEN).order_by("due")[: d.MOST]
    found = [d.promised("supervision.reply", row, row.due, d.SET, what=row.text[:40]) for row in rows]
    rows = d.rows_of(CorrectionOrder.objects, here, corrected_by=None).select_related("resolution__community")
    return found + [
        d.at_once("outcomes.correct", row.resolution, d.on_day(row.ordered_at), d.ORGANIC_31, what=row.reason[:40],
                  matter=row.matter)
        for row in rows.order_by("ordered_at")[: d.MOST]
    ]


def whistles(here):
    """Departments that were called and have not come."""
    rows = WhistleResponse.objects.filter(here, state=CallState.CALLED).select_related(
        "community", "whistle__matter__community"
    ).order_by("whistle__respond_by")[: d.MOST]
    return [d.promised("supervision.respond", row, row.whistle.respond_by, d.SET, what=row.words, who=row.words)
            for row in rows]


CARRIED_OUT = (
    milestones, work_to_inspect, work_to_inspect_again, accounts_owed, surveys_to_open, surveys_to_count, follow_ups,
    orders, whistles,
)


def _seated(body):
    """Return the seats of today in the body that ``body`` of the outer query names."""
    return Seat.objects.on(today()).filter(body=OuterRef(body))


def _lead_of(matter):
    """Return how the body is called that carries ``matter`` out; "" where none does yet."""
    execution = getattr(matter, "execution", None)
    return execution.lead_words if execution else ""
