"""The meetings as a list (going on, to come, past), as a month, and as a file for one's own calendar."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from yishi.acts import may
from yishi.clock.story import now, today
from yishi.people.models import Place
from yishi.web.ical import calendar_file, event
from yishi.web.months import asked_month, month_of
from yishi.web.paging import page_by_key

from .enums import UNDER_WAY, EntryState, MeetingState
from .models import Meeting
from .pages import SHAPES
from .recurring.planned import planned, planned_in, standing
from .transitions import TABLE

COMING, DATES = 30, 6
ICS_DATES = 14  # a year of them, and one more
ICS_BACK, ICS_ON = dt.timedelta(days=60), dt.timedelta(days=400)
LASTS = dt.timedelta(hours=2)  # as long as an evening is planned; nobody writes down when it is to end


def listed(request):
    """Return the context of the list: what goes on now, what comes, and page by key what was."""
    rows, here, dates = _rows(request), Place.objects.communities(), _standing(request)
    to_come = {"state": MeetingState.PLANNED, "starts_at__gte": midnight(today())}
    past = rows.exclude(state__in=UNDER_WAY).exclude(**to_come)
    return {
        "live": shaped(rows.filter(state__in=UNDER_WAY).order_by("starts_at")[:COMING]),
        "coming": shaped(rows.filter(**to_come).order_by("starts_at", "pk")[:COMING]),
        "page": _shaped_page(page_by_key(past, request, order=("-starts_at", "-pk"))),
        "communities": list(here), "chosen": request.GET.get("in", ""), "standing": dates,
        "planned": planned(dates, DATES if _code(request) else 1),
    }


def month(request):
    """Return the context of the month that the address asks for: each day with its meetings."""
    year, n = asked_month(request)
    first = dt.date(year, n, 1)
    until = dt.date(year + n // 12, n % 12 + 1, 1)
    found = {}
    for meeting in shaped(
        _rows(request).filter(starts_at__gte=midnight(first), starts_at__lt=midnight(until)).order_by("starts_at", "pk")
    ):
        found.setdefault(meeting.date, []).append(meeting)
    shown = month_of(year, n, found)
    dates = planned_in(_standing(request), year, n)
    for day in shown["days"]:
        day.planned = [each for each in dates if each.occasion.date == day.date]
    return shown | {
        "communities": list(Place.objects.communities()), "chosen": request.GET.get("in", ""), "planned": len(dates),
    }


def file_of(request, meetings=None):
    """Return ``meetings`` (default: those of about a year) as the text of an iCalendar file."""
    dates = []
    if meetings is None:
        span = (now() - ICS_BACK, now() + ICS_ON)
        meetings = _rows(request).filter(starts_at__range=span).order_by("starts_at", "pk").prefetch_related("entries")
        dates = planned(standing(_code(request)), ICS_DATES)
    return calendar_file([
        *(_event(meeting, request) for meeting in meetings), *(_planned_event(each, request) for each in dates),
    ], "Meetings")


def midnight(day):
    """Return the instant at which ``day`` begins."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def shaped(rows):
    """Return the meetings ``rows`` as a list, each with the ``shape`` of its state."""
    rows = list(rows)
    for meeting in rows:
        meeting.shape = SHAPES[meeting.state]
    return rows


def _shaped_page(page):
    shaped(page.rows)
    return page


def _rows(request):
    """Return the meetings, of the community alone that the address names where it names one."""
    rows, code = Meeting.objects.select_related("community"), _code(request)
    return rows.filter(community__code=code) if code else rows


def _code(request):
    """Return the code of the place that the address names, or ""."""
    return request.GET.get("in", "").replace("\x00", "")


def _standing(request):
    """Return the standing dates of the place that the address names, or of all, each with whether its reader convenes it."""
    rows = standing(_code(request))
    for row in rows:
        row.mine = may(TABLE["recurrences.settle"], row, request.actor)
    return rows


def _planned_event(one, request):
    """Return a planned date as an event that is not certain: nothing is announced yet."""
    row, found = one.recurrence, one.occasion
    return event(
        f"standing-{row.pk}-{found.regular:%Y%m%d}@{request.get_host()}", found.starts_at, lasts=LASTS, tentative=True,
        summary=_("Planned, not yet announced: %(what)s") % {"what": row.get_kind_display()},
        description=f"{row.community.name} · {row.words}", location=row.place_words,
        url=request.build_absolute_uri(row.get_absolute_url()),
    )


def _event(meeting, request):
    entries = [] if meeting.rule.private else meeting.entries.all()
    agenda = "\n".join(str(entry) for entry in entries if entry.state != EntryState.STRUCK)
    kind = meeting.form_words or meeting.get_kind_display()
    return event(
        f"meeting-{meeting.pk}@{request.get_host()}", meeting.starts_at, lasts=LASTS,
        summary=meeting.title if meeting.state != MeetingState.CANCELLED else _("Called off: %(what)s") % {"what": meeting.title},
        description=f"{meeting.community.name} · {kind}\n{agenda}".strip(), location=meeting.place_words,
        cancelled=meeting.state == MeetingState.CANCELLED, url=request.build_absolute_uri(meeting.page_address),
    )
