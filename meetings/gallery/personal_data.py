"""What the gallery holds about a person."""

from django.utils.translation import gettext_lazy as _

from yishi.people.personal_data import Holding, register

from ..models import Registration, WrittenOpinion


def _watching(person):
    rows = Registration.objects.filter(person=person).order_by("pk")
    return list(rows.values("gallery__meeting__title", "at", "online", "state", "code"))


def _opinions(person):
    rows = WrittenOpinion.objects.filter(person=person).order_by("pk")
    return list(rows.values("meeting__title", "at", "text", "state", "answer"))


register(
    Holding("watching", _("Meetings you registered to watch"), _("your consent by registering"), _watching),
    Holding("written_opinions", _("Your written opinions"), _("statutory duty: every opinion is answered"), _opinions),
)
