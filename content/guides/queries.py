"""Reads about guides and their ratings, each with a fixed number of queries."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, Q

from yishi.web.drawing import percent
from yishi.workdays.periods import deadline

from .enums import BAD, OPEN, Grade
from .models import Draft, Guide, Rating

ANSWER_DAYS = 5  # working days in which a bad rating is owed an answer
SHOWN_ANSWERS = 5


@dataclass(frozen=True)
class Figures:
    """How a service was rated: ``counts`` is grade → how many."""

    counts: dict

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def pleased(self):
        """Return how many were satisfied, at least on the whole."""
        return sum(n for grade, n in self.counts.items() if grade not in BAD)

    @property
    def share(self):
        """Return the share of those, in words: ``93.4%``; "" where nobody has rated."""
        return percent(Fraction(self.pleased, self.total), 1) if self.total else ""

    @property
    def rows(self):
        """Return (grade, how many, their share) for each of the five grades."""
        whole = self.total or 1
        return [(grade, self.counts.get(grade, 0), Fraction(self.counts.get(grade, 0), whole)) for grade in Grade]


def figures_of(guide):
    """Return the Figures of ``guide``. One query."""
    rows = guide.ratings.order_by().values_list("grade").annotate(n=Count("pk"))
    return Figures({Grade(grade): n for grade, n in rows})


def listed():
    """Return every standing guide with ``rated`` and ``pleased``, for a list that pages by key."""
    return Guide.objects.standing().annotate(
        rated=Count("ratings"), pleased=Count("ratings", filter=~Q(ratings__grade__in=BAD))
    )


def open_draft(code):
    """Return the draft of the guide ``code`` that is not decided yet, or None. One query."""
    return Draft.objects.filter(code=code, state__in=OPEN).select_related("community").first()


def last_draft(code):
    """Return the draft of the guide ``code`` that was saved last, or None. One query."""
    return Draft.objects.filter(code=code).first()


def open_drafts():
    """Return what is written and not public yet, the oldest first. One query."""
    return list(Draft.objects.filter(state__in=OPEN).order_by("pk")[:100])


def answers_of(guide):
    """Return the answers given last to those who were not satisfied. One query."""
    rows = guide.ratings.filter(answered_on__isnull=False).order_by("-answered_on", "-pk")
    return list(rows.only("answer", "answered_on", "grade", "day")[:SHOWN_ANSWERS])


def bad_ratings(owed=False):
    """Return the bad ratings, or those of them that are ``owed`` an answer, for a list that pages by key."""
    rows = Rating.objects.owed() if owed else Rating.objects.filter(grade__in=BAD)
    return rows.select_related("guide", "community")


def due_of(rating):
    """Return the Deadline by which a bad rating is answered."""
    return deadline(rating.day, workdays=ANSWER_DAYS)
