"""What the hall waits for of a person: the signature under the minutes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.people.duties import Duty, Owed, register

from .enums import MeetingState
from .minutes.reading import sign_due
from .models import Meeting

SHOWN = 20


def minutes_to_sign(person):
    """Return the closed meetings that ``person`` led or recorded and has not signed for. One query."""
    rows = Meeting.objects.filter(facilitator=person) | Meeting.objects.filter(recorder=person)
    rows = rows.filter(state=MeetingState.CLOSED).exclude(signatures__person=person).order_by("closed_at", "pk")[:SHOWN]
    return [Owed(row.title, reverse("meeting-minutes", args=[row.pk]), sign_due(row).date) for row in rows]


register(Duty("minutes", _("Minutes that wait for your signature"), minutes_to_sign, rank=5, dated=True))
