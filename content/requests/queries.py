"""Reads about requests, each with a fixed number of queries."""

import datetime as dt
from collections import Counter

from django.db.models import Count, Q
from django.utils import timezone

from .enums import ENDED, OF_INFORMATION, AnswerState, ApplicantKind, ContestKind, ContestState, Kind
from .models import Answer, Contest, Request
from .national import line_of


def published_answers():
    """Return the texts that are public, as a queryset for a list that pages by key."""
    return Answer.objects.filter(state=AnswerState.PUBLISHED).select_related("community")


def year_figures(year):
    """Return the counts of art. 50 for ``year``, as the annual report's second table has them. Two queries.

    A dict with, for each column (the values of ApplicantKind, and ``total``), a dict of
    ``new``: received in the year; ``carried_over``: received before and not answered when the year began;
    ``decisions``: {value of Decision: how many were answered so in the year}; ``lines``: the same by the lines of the
    national form (``national``); ``answered``: their sum;
    ``carried_on``: not answered when the year ended. For each column new + carried_over = answered + carried_on.
    A request counts as received on the day it was confirmed (art. 31), before that on the day it was sent. A request to
    correct a record (art. 41) is no application of this table and is not counted.
    """
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    received = Q(confirmed_on__gte=first, confirmed_on__lt=after) | Q(
        confirmed_on=None, submitted_at__gte=_midnight(first), submitted_at__lt=_midnight(after))
    before = Q(confirmed_on__lt=first) | Q(confirmed_on=None, submitted_at__lt=_midnight(first))
    undecided_then = Q(decided_on=None) | Q(decided_on__gte=first)
    open_after = Q(decided_on=None) | Q(decided_on__gte=after)
    until = received | before
    rows = Request.objects.filter(kind=Kind.INFORMATION).order_by().values("applicant__kind").annotate(
        new=Count("pk", filter=received), carried_over=Count("pk", filter=before & undecided_then),
        carried_on=Count("pk", filter=until & open_after),
    )
    figures = {column: _empty() for column in (*ApplicantKind.values, "total")}
    for row in rows:
        for column in (row["applicant__kind"], "total"):
            for name in ("new", "carried_over", "carried_on"):
                figures[column][name] += row[name]
    _count_decisions(figures, first, after)
    return figures


def _count_decisions(figures, first, after):
    asked = Request.objects.filter(kind=Kind.INFORMATION, state__in=ENDED)
    answered = asked.filter(decided_on__gte=first, decided_on__lt=after).order_by()
    rows = answered.values_list("applicant__kind", "decision", "ground", "drafted_from").annotate(n=Count("pk"))
    for kind, decision, ground, drafted_from, n in rows:
        for column in (kind, "total"):
            figures[column]["decisions"][decision] += n
            figures[column]["lines"][line_of(decision, ground, drafted_from)] += n
            figures[column]["answered"] += n


def _empty():
    return {"new": 0, "carried_over": 0, "decisions": dict.fromkeys(map(str, OF_INFORMATION), 0), "lines": Counter(),
            "answered": 0, "carried_on": 0}


def year_contests(year):
    """Return the third table of art. 50 for ``year``: {value of ContestKind: {value of ContestState: how many}}. One query.

    Counted are those that were closed in the year, by their outcome, and as pending those not closed when it ended.
    """
    first, after = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    found = {kind: dict.fromkeys(ContestState.values, 0) for kind in ContestKind.values}
    rows = Contest.objects.filter(raised_on__lt=after).order_by().values_list("kind", "state").annotate(
        closed=Count("pk", filter=Q(closed_on__gte=first, closed_on__lt=after)),
        standing=Count("pk", filter=Q(closed_on=None) | Q(closed_on__gte=after)),
    )
    for kind, state, closed, standing in rows:
        found[kind][state] += closed
        found[kind][ContestState.PENDING] += standing
    return found


def _midnight(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def codes_of(keys):
    """Return {key: how the request is called}: by its code. One query."""
    return dict(Request.objects.filter(pk__in=keys).values_list("pk", "code"))
