"""What waits for whoever writes and reviews guides, and for the service centre: bad ratings that have no answer yet."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.people.duties import Duty, Owed, register
from yishi.people.rules import sits_as

from .acts import ANSWER, EDITORS, RELEASE
from .enums import DraftState
from .models import Rating
from .queries import due_of, open_drafts

SHOWN = 20


def ratings_to_answer(person):
    """Return the bad ratings that wait for an answer of the person's office, the oldest first. One query at most."""
    if not sits_as(person, {ANSWER.owner}):
        return []
    rows = Rating.objects.owed().select_related("guide").order_by("day", "pk")[:SHOWN]
    return [Owed(row.guide.name, reverse("guide-answer", args=[row.pk]), due_of(row).date) for row in rows]


def to_review(person):
    """Return the texts of guides that wait for a review by the person, who wrote none of them. One query at most."""
    if not sits_as(person, RELEASE.roles):
        return []
    rows = [row for row in open_drafts() if row.state == DraftState.SUBMITTED and row.made_by_id != person.pk]
    return [Owed(str(row), row.get_absolute_url()) for row in rows[:SHOWN]]


def to_write(person):
    """Return the person's own texts that are not handed in yet, or were sent back. One query at most."""
    if not sits_as(person, EDITORS):
        return []
    rows = [row for row in open_drafts() if row.state != DraftState.SUBMITTED and row.made_by_id == person.pk]
    return [Owed(str(row), row.get_absolute_url(), state=row.get_state_display(), shape=row.shape) for row in rows[:SHOWN]]


register(
    Duty("guides-review", _("Guides that wait for your review"), to_review, rank=30),
    Duty("guides-write", _("Guides that you are writing"), to_write, rank=36),
)
register(Duty("guide-ratings", _("Ratings of services that wait for an answer"), ratings_to_answer, rank=30))
