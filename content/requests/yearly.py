"""The tables of the yearly report on open information (art. 50), counted from the records: nothing is typed twice."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from content.catalogue.models import Entry, Item
from yishi.clock.story import today

from .enums import ApplicantKind, ContestKind, ContestState
from .models import Complaint
from .national import RESULTS
from .queries import year_contests, year_figures

NEW, CARRIED_OVER = _("received in the year"), _("carried over from the year before")
ANSWERED, CARRIED_ON = _("answered in all"), _("not answered yet at the end")
FIRST_YEAR = 2008  # since when there are requests for information
HANDED_IN, PUBLIC = (1, 31), (3, 31)  # month and day of the next year by which the district has it, and everybody


@dataclass(frozen=True)
class Yearly:
    """What a year's report counts.

    ``topics`` are (level-1 heading, items published in the year, items standing at its end); ``requests`` the second
    table in the groups of the national form, (group or "", rows of (label, [one number a kind of applicant], total)) in
    the order of ``columns``; ``contests`` the third, (way of contesting, [one number an outcome, and their sum]) in the
    order of ``outcomes``; ``complaints`` how many applicants complained here, each counted once a request; ``due`` the last
    day for handing the report in, ``public_by`` for publishing it; ``until`` the last day that was counted.
    """

    year: int
    until: dt.date
    due: dt.date
    public_by: dt.date
    columns: list
    topics: list
    requests: list
    answered: int
    complaints: int
    outcomes: list
    contests: list

    @property
    def before(self):
        """Return the year before this one, or None where this one is the first that the records know."""
        return self.year - 1 if self.there else None

    @property
    def published(self):
        return sum(n for _name, n, _standing in self.topics)

    @property
    def there(self):
        """Return whether the records know anything of the year."""
        return bool(self.published or self.complaints or any(each[-1] for _way, each in self.contests) or any(
            total for _group, rows in self.requests for _label, _each, total in rows))

    @property
    def requests_by_column(self):
        """Return the second table with the kind of applicant beside each number: rows of (label, [(kind, number)], total)."""
        return [(group, [(label, list(zip(self.columns, each, strict=True)), total) for label, each, total in rows])
                for group, rows in self.requests]

    @property
    def contests_by_outcome(self):
        """Return the third table turned round, for narrow pages: (outcome, [(way of contesting, number)])."""
        ways = [way for way, _each in self.contests]
        turned = zip(self.outcomes, zip(*(each for _way, each in self.contests), strict=True), strict=True)
        return [(outcome, list(zip(ways, each, strict=True))) for outcome, each in turned]


def of(year):
    """Return the Yearly of ``year``: of the running year what is counted so far. Six queries."""
    last = dt.date(year, 12, 31)
    figures = year_figures(year)
    return Yearly(
        year, min(last, today()), dt.date(year + 1, *HANDED_IN), dt.date(year + 1, *PUBLIC), list(ApplicantKind.labels),
        _topics(year, last), _groups(figures), figures["total"]["answered"],
        Complaint.objects.filter(raised_on__year=year).order_by().values("request").distinct().count(),
        [*ContestState.labels, _("in all")], _contests(year),
    )


def _groups(figures):
    """Return the groups of the second table: what came in and was carried over, the results, what stays open."""
    columns = [*ApplicantKind.values, "total"]

    def row(label, number):
        *each, total = (number(figures[column]) for column in columns)
        return label, each, total

    def named(*names):
        return [row(label, lambda column, name=name: column[name]) for name, label in names]

    results = [
        (group, [row(label, lambda column, line=line: column["lines"][line]) for line, label in lines]) for group, lines in RESULTS
    ]
    return [("", named(("new", NEW), ("carried_over", CARRIED_OVER))), *results,
            ("", named(("answered", ANSWERED), ("carried_on", CARRIED_ON)))]


def _contests(year):
    """Return the third table: for each way of contesting its outcomes and their sum."""
    found = year_contests(year)
    return [(kind.label, [*(n := found[kind]).values(), sum(n.values())]) for kind in ContestKind]


def _topics(year, last):
    """Return how much was published under each level-1 heading of the edition in force, and how much stood at the end."""
    counted = {
        row["heading"]: (row["new"], row["standing"]) for row in Item.objects.order_by().values("heading").annotate(
            new=Count("pk", filter=Q(published_on__year=year)),
            standing=Count("pk", filter=Q(published_on__lte=last) & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=last))),
        )
    }
    topics = {}
    for entry in Entry.objects.in_force().filter(kind="proactive").select_related("topic").order_by("topic__rank", "pk"):
        new, standing = counted.get(entry.heading_id, (0, 0))
        name, so_far, stood = topics.get(entry.topic_id, (entry.topic.name, 0, 0))
        topics[entry.topic_id] = (name, so_far + new, stood + standing)
    return list(topics.values())
