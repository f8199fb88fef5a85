"""What waits for the service centre: the bad ratings that have no answer yet."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.people.duties import Duty, Owed, register
from yishi.people.rules import sits_as

from .acts import ANSWER
from .models import Rating
from .queries import due_of

SHOWN = 20


def ratings_to_answer(person):
    """Return the bad ratings that wait for an answer of the person's office, the oldest first. One query at most."""
    if not sits_as(person, {ANSWER.owner}):
        return []
    rows = Rating.objects.owed().select_related("guide").order_by("day", "pk")[:SHOWN]
    return [Owed(row.guide.name, reverse("guide-answer", args=[row.pk]), due_of(row).date) for row in rows]


register(Duty("guide-ratings", _("Ratings of services that wait for an answer"), ratings_to_answer, rank=30))
