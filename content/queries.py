"""What stands on the front page, each part short and read with a fixed number of queries."""

import datetime as dt

from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from consultation.enums import OPEN_STATES, MatterState, Stage
from consultation.models import (
    Matter,
    Milestone,
    Posting,
    PostingPurpose,
    Rating,
    Resolution,
    Satisfaction,
    Sitting,
)
from consultation.pages.briefs import with_briefs
from consultation.pages.sittings import seats_of
from consultation.polls.enums import PollState, Secrecy
from consultation.polls.models import Poll, RollVoter
from consultation.procedures import PROCEDURES
from consultation.queries.reports import with_support
from content.catalogue.queries import latest
from meetings.enums import Capacity, MeetingState
from meetings.models import Meeting
from meetings.recurring.planned import planned, standing
from yishi.clock import lasting
from yishi.clock.story import instant, today
from yishi.people.models import Place

SHOWN, RESULTS, DATES, DOTS, POSTED, DISCLOSED, LAST = 5, 4, 6, 40, 50, 4, 50
PROMISED_WITHIN = dt.timedelta(14)


def front_page(viewer):
    """Return the context of the front page as ``viewer`` (a Person or None) reads it."""
    going, meetings = live(), coming_meetings()
    about([each for each in (going, *meetings) if each])
    return {
        "counts": counts(), "stages": stages(), "communities": list(Place.objects.communities()), "live": going,
        "voting": voting(viewer), "matters": under_way(), "results": results(), "late": late(), "dates": coming(meetings),
        "pleased": pleased(), "disclosed": latest(DISCLOSED),
    }


def counts():
    """Return how many matters were taken up this year (``year``), and what became of these. One query."""
    year = today().year
    return {"year": year} | Matter.objects.filter(opened_on__year=year).aggregate(
        total=Count("pk"),
        settled=Count("pk", filter=Q(state__in=(MatterState.COMPLETED, MatterState.CLOSED_NOT_PASSED))),
        not_passed=Count("pk", filter=Q(state=MatterState.CLOSED_NOT_PASSED)),
        under_way=Count("pk", filter=Q(state__in=OPEN_STATES)),
    )


def stages():
    """Return for each of the six steps how many open matters stand in it: dicts of ``stage`` and ``n``. One query."""
    found = dict.fromkeys(Stage, 0)
    rows = Matter.objects.open().values_list("procedure", "state").annotate(n=Count("pk")).order_by()
    for procedure, state, n in rows:
        found[PROCEDURES[procedure].stage_of(state)] += n
    return [{"stage": stage, "n": n, "dots": range(min(n, DOTS))} for stage, n in found.items()]


def pleased():
    """Return the rating with words of the matter that was completed last, by somebody who is satisfied, or None.

    The last matters alone are looked at: what was said of all that were ever completed grows with the years.
    """
    last = Matter.objects.filter(state=MatterState.COMPLETED).order_by("-closed_on", "-pk").values("pk")[:LAST]
    rows = Rating.objects.filter(survey__matter__in=last, value=Satisfaction.SATISFIED).exclude(text="")
    return rows.select_related("survey__matter__community").order_by("-survey__matter__closed_on", "pk").first()


def live():
    """Return the meeting that is going on now, the one that began last, or None."""
    there = Count("attendances", filter=Q(attendances__present=True, attendances__capacity=Capacity.MEMBER))
    rows = Meeting.objects.filter(state=MeetingState.OPEN).select_related("community").annotate(there=there)
    meeting = rows.order_by("-starts_at").first()
    if meeting is not None:
        meeting.seats = seats_of(meeting)
    return meeting


def coming_meetings():
    """Return the meetings that are held next, up to three."""
    rows = Meeting.objects.filter(state=MeetingState.PLANNED, starts_at__gte=_midnight()).select_related("community")
    return list(rows.order_by("starts_at")[:3])


def about(meetings):
    """Hang on each of ``meetings`` its ``matters``: those that stand on its agenda. Two queries for all."""
    sittings = Sitting.objects.standing().select_related("matter")
    prefetch_related_objects(meetings, Prefetch("entries__sitting", sittings))
    for meeting in meetings:
        sittings = (getattr(entry, "sitting", None) for entry in meeting.entries.all())
        meeting.matters = list(dict.fromkeys(sitting.matter for sitting in sittings if sitting))


def voting(viewer):
    """Return the ballots that are open now, those that end first on top, each with ``may_vote`` for ``viewer``."""
    moment = instant()
    rows = Poll.objects.filter(state=PollState.OPEN, opens_at__lte=moment, matter__isnull=False).filter(
        Q(closes_at__gt=moment) | Q(closes_at=None)
    )
    found = list(rows.exclude(secrecy=Secrecy.SHOW_OF_HANDS).select_related("matter__community").order_by("closes_at")[:SHOWN])
    lasting.until(*(poll.closes_at for poll in found))
    mine = set()
    if viewer is not None:
        mine = set(RollVoter.objects.filter(poll__in=found, person=viewer).values_list("poll_id", flat=True))
    for poll in found:
        poll.may_vote = poll.pk in mine
    return found


def under_way():
    """Return the open matters, those taken up last first, as rows of the list of matters."""
    rows = with_support(Matter.objects.open().select_related("community")).order_by("-opened_on", "-pk")
    return with_briefs(list(rows[:SHOWN]))


def results():
    """Return the resolutions published last, one a matter."""
    return list(
        Resolution.objects.current().select_related("matter__community", "number").order_by("-published_at")[:RESULTS]
    )


def late():
    """Return the promises that are overdue, the longest overdue first, each with ``days``."""
    day = today()
    rows = list(
        Milestone.objects.overdue(day).filter(matter__state__in=OPEN_STATES)
        .select_related("matter__community", "matter__execution").order_by("due", "pk")[:SHOWN]
    )
    for row in rows:
        row.days = row.days_late(day)
    return rows


def coming(meetings):
    """Return what comes next, by day, the ``meetings`` among it: dicts with ``on``, ``kind``, ``words``, and ``matter`` or
    ``meeting``."""
    day = today()
    found = [*(_announced(meetings) or _planned_meeting()), *_coming_polls(), *_coming_promises(day), *_ending_postings(day)]
    return sorted(found, key=lambda item: item["on"])[:DATES]


def _announced(meetings):
    return [
        {"on": timezone.localtime(row.starts_at).date(), "kind": "meeting", "meeting": row, "at": row.starts_at}
        for row in meetings
    ]


def _planned_meeting():
    """Return the standing date that comes first, of whose meeting nothing is announced yet; a list of one or none."""
    found = planned(standing(), 1, since=instant())[:1]
    lasting.until(*(one.occasion.starts_at for one in found))
    return [
        {"on": one.occasion.date, "kind": "planned", "recurrence": one.recurrence, "at": one.occasion.starts_at}
        for one in found
    ]


def _coming_polls():
    rows = Poll.objects.filter(state=PollState.ANNOUNCED, opens_at__gt=instant(), matter__isnull=False)
    found = list(rows.select_related("matter").order_by("opens_at")[:3])
    lasting.until(*(row.opens_at for row in found))
    return [
        {"on": timezone.localtime(row.opens_at).date(), "kind": "poll", "matter": row.matter, "at": row.opens_at}
        for row in found
    ]


def _coming_promises(day):
    rows = Milestone.objects.unfinished().filter(
        due__gte=day, due__lte=day + PROMISED_WITHIN, matter__state__in=OPEN_STATES
    )
    return [
        {"on": row.due, "kind": "promise", "matter": row.matter, "words": row.name}
        for row in rows.select_related("matter").order_by("due", "pk")[:3]
    ]


def _ending_postings(day):
    rows = Posting.objects.standing(PostingPurpose.RESOLUTION).filter(
        since__lte=day, until__gte=day, matter__state=MatterState.PUBLISHING
    )
    return [
        {"on": row.until, "kind": "posting", "matter": row.matter}
        for row in rows.select_related("matter").order_by("until", "pk")[:3]
    ]


def _midnight():
    return timezone.make_aware(dt.datetime.combine(today(), dt.time()))


def hanging():
    """Return the postings that hang today, those that end first on top, with their matters, as a queryset."""
    day = today()
    rows = Posting.objects.standing().filter(since__lte=day, until__gte=day).select_related("matter__community")
    return rows.order_by("until", "pk")


def posted():
    """Return the postings that hang today as a list for one page. One query."""
    return list(hanging()[:POSTED])


def published():
    """Return every resolution in force, as a queryset for a list that pages by key."""
    return Resolution.objects.current().filter(published_at__isnull=False).select_related("matter__community", "number")
