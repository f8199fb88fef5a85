"""The tables of the yearly report on open information (art. 50), counted from the records: nothing is typed twice."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from content.catalogue.models import Entry, Item
from yishi.clock.story import today

from .enums import ApplicantKind, Decision
from .models import Complaint
from .queries import year_figures

NEW, CARRIED_OVER = _("received in the year"), _("carried over from the year before")
ANSWERED, CARRIED_ON = _("answered in all"), _("not answered yet at the end")


@dataclass(frozen=True)
class Yearly:
    """What a year's report counts.

    ``topics`` are (level-1 heading, items published in the year, items standing at its end); ``requests`` the rows of
    the second table, (label, total, [one number a kind of applicant]) in the order of ``columns``; ``due`` the last day
    for the report; ``until`` the last day that was counted.
    """

    year: int
    until: dt.date
    due: dt.date
    columns: list
    topics: list
    requests: list
    answered: int
    complaints: int

    @property
    def before(self):
        return self.year - 1

    @property
    def published(self):
        return sum(n for _name, n, _standing in self.topics)

    @property
    def there(self):
        """Return whether the records know anything of the year."""
        return bool(self.published or self.complaints or any(total for _label, total, _each in self.requests))


def of(year):
    """Return the Yearly of ``year``: of the running year what is counted so far. Five queries."""
    last = dt.date(year, 12, 31)
    figures = year_figures(year)
    return Yearly(
        year, min(last, today()), dt.date(year + 1, 1, 31), list(ApplicantKind.labels), _topics(year, last),
        _rows(figures), figures["total"]["answered"], Complaint.objects.filter(raised_on__year=year).count(),
    )


def _rows(figures):
    """Return the rows of the second table: what came in, what was carried over, each kind of answer, what stays open."""
    kinds = [*ApplicantKind.values]
    named = [("new", NEW), ("carried_over", CARRIED_OVER)]
    rows = [(label, figures["total"][name], [figures[kind][name] for kind in kinds]) for name, label in named]
    rows += [
        (decision.label, figures["total"]["decisions"][decision], [figures[kind]["decisions"][decision] for kind in kinds])
        for decision in Decision
    ]
    named = [("answered", ANSWERED), ("carried_on", CARRIED_ON)]
    return rows + [(label, figures["total"][name], [figures[kind][name] for kind in kinds]) for name, label in named]


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
