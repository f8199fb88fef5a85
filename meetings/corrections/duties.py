"""What corrections ask of a person: the answer to one that waits."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.people.duties import Duty, Owed, register

from ..models import Correction

SHOWN = 20


def to_answer(person):
    """Return the corrections that wait for ``person``, who presided. One query."""
    rows = Correction.objects.filter(meeting__facilitator=person, answer=None).exclude(by=person)
    rows = rows.select_related("meeting").order_by("at", "pk")[:SHOWN]
    return [Owed(row.meeting.title, f"{reverse('meeting-minutes', args=[row.meeting_id])}#corrections") for row in rows]


register(Duty("corrections", _("Corrections of minutes that wait for your signature"), to_answer, rank=5, dated=True))
