"""What the gallery holds about a person."""

from django.utils.translation import gettext_lazy as _

from yishi.people.personal_data import Holding, register

from ..domain import observers
from ..enums import MeetingState
from ..models import Registration, WrittenOpinion
from .enums import RegistrationState


def _watching(person):
    rows = Registration.objects.filter(person=person).order_by("pk")
    return list(rows.values("gallery__meeting__title", "at", "online", "state", "code"))


def _opinions(person):
    rows = WrittenOpinion.objects.filter(person=person).order_by("pk")
    return list(rows.values("meeting__title", "at", "text", "state", "answer"))


def _stay_away(person):
    """Cancel what ``person`` registered for and that is to come: the seat goes to whoever waits next."""
    rows = Registration.objects.filter(
        person=person, state=RegistrationState.STANDING, gallery__meeting__state=MeetingState.PLANNED
    )
    for row in rows.select_related("gallery__meeting", "gallery__community", "person"):
        observers.withdraw(row, by=person)


register(
    Holding("watching", _("Meetings you registered to watch"), _("your consent by registering"), _watching,
            erase=_stay_away, goes=_("Your registrations for meetings to come: the seats go to others")),
    Holding("written_opinions", _("Your written opinions"), _("statutory duty: every opinion is answered"), _opinions),
)
