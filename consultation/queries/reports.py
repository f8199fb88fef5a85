"""Reads about reports: who stands behind a matter, what was said before. Each with a fixed number of queries."""

from copy import copy

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from yishi.clock.story import today
from yishi.people.enums import PublicName, Role
from yishi.people.models import Person, Seat
from yishi.people.names import ENTITLED, display_name, public_name
from yishi.people.rules import holds
from yishi.text.similarity import similarity, similarity_rank, told_by
from yishi.workdays.periods import deadline

from ..collecting import ReportState
from ..models import Matter, Report, Support
from ..naming import public_words

COMPARED = 300  # the newest of a community; older ones have long been answered
ALIKE, BOTH_WAYS = 0.33, 0.2  # how much of what is said stands there; how much two texts share, whichever is longer
LEAST_CHARACTERS = 4  # of a text with which others are compared: 路灯不亮


def supporters_of(matter):
    """Return the persons who support a report of ``matter``, each once."""
    return Person.objects.filter(pk__in=Support.objects.filter(report__matter=matter).values("person"))


def support_count(matter):
    """Return how many persons support ``matter`` (附议), each counted once over all its reports. One query."""
    return supporters_of(matter).count()


def backers_of(matter):
    """Return the persons who filed or support a report of ``matter``, each once."""
    filed = Report.objects.filter(matter=matter, reporter__isnull=False).values("reporter")
    supported = Support.objects.filter(report__matter=matter).values("person")
    return Person.objects.filter(Q(pk__in=filed) | Q(pk__in=supported))


def backers_of_reports(reports):
    """Return the persons who filed or support one of the reports with the keys ``reports``, each once."""
    filed = Report.objects.filter(pk__in=reports, reporter__isnull=False).values("reporter")
    supported = Support.objects.filter(report__in=reports).values("person")
    return Person.objects.filter(Q(pk__in=filed) | Q(pk__in=supported))


def members_behind(matter, day):
    """Return how many who sit on the council on ``day`` filed or support a report of ``matter``. One query."""
    seated = Seat.objects.on(day).in_own_right().filter(role=Role.COUNCIL_MEMBER, place=matter.community)
    return backers_of(matter).filter(pk__in=seated.values("person")).count()


def with_support(matters):
    """Annotate a queryset of matters with ``report_count`` and ``supporter_count`` (each person once)."""
    reports = Report.objects.filter(matter=OuterRef("pk")).order_by().values("matter")
    supports = Support.objects.filter(report__matter=OuterRef("pk")).order_by().values("report__matter")
    return matters.annotate(
        report_count=Coalesce(Subquery(reports.annotate(n=Count("pk")).values("n")), 0),
        supporter_count=Coalesce(Subquery(supports.annotate(n=Count("person", distinct=True)).values("n")), 0),
    )


def similar_reports(text, community, limit=5):
    """Return up to ``limit`` reports of ``community`` (None: of any) most like ``text``, the likest first, with ``likeness``.

    Suggested while somebody types, and never a reason to refuse. One query; withdrawn reports are left out.
    """
    rows = _of(community, Report.objects.filter(state__in=[ReportState.FILED, ReportState.MERGED]))
    return _alike(text, rows.select_related("matter"), lambda report: f"{report.title} {report.text}", limit)


def similar_matters(text, community, limit=5):
    """Return up to ``limit`` open matters of ``community`` (None: any) most like ``text``, with ``likeness``. One query."""
    rows = _of(community, Matter.objects.open())
    return _alike(text, rows, lambda matter: f"{matter.title} {matter.summary}", limit)


def answer_due(report):
    """Return the Deadline until which the office answers ``report``: so many working days after it came in as it was given."""
    return deadline(report.filed_at, workdays=report.workdays)


def reader_of(report):
    """Return who reads ``report`` first: the recorder of its community, or None where nobody holds that seat. Two queries."""
    seats = Seat.objects.on(today()).filter(role=Role.RECORDER, place=report.community)
    return Person.objects.filter(pk__in=seats.values("person")).order_by("pk").first()


def reporter_name(report, viewer=None):
    """Return how the reporter of ``report`` is called before ``viewer``: as chosen for this report, else as usual.

    Whoever may read names (see ``display_name``) and the reporter read the name; words for somebody who is not in the
    register are shown to others without what tells the door. A list reads the reporters with
    ``prefetch_related(with_seats("reporter"))``, and then asks nothing a row.
    """
    person = report.reporter
    entitled = viewer is not None and holds(viewer, ENTITLED, report.community)
    if person is None:
        return report.reporter_words if entitled else public_words(report.reporter_words)
    known = entitled or (viewer is not None and viewer.pk == person.pk)
    if known or not report.public_name:
        return display_name(person, viewer)
    called = copy(person)
    called.public_name = PublicName(report.public_name)
    return public_name(called)


def _of(community, rows):
    return rows if community is None else rows.filter(community=community)


def likeness(said, text):
    """Return from 0.0 to 1.0 how much of what is ``said`` stands in ``text``, or how alike they are where that is more."""
    return max(told_by(said, text), min(1.0, similarity(said, text) * ALIKE / BOTH_WAYS))


def _alike(text, rows, key, limit):
    """Return the ``limit`` newest of ``rows`` that are most like ``text``."""
    if len(text.strip()) < LEAST_CHARACTERS:
        return []
    found = []
    for how, row in similarity_rank(text, rows[:COMPARED], key=key, at_least=ALIKE, limit=limit, measure=likeness):
        row.likeness = how
        found.append(row)
    return found
