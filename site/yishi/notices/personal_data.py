"""What notices hold about a person: which events they were told of."""

from django.utils.translation import gettext_lazy as _

from yishi.people.personal_data import Holding, register

from .models import Notice


def _notices(person):
    rows = Notice.objects.filter(person=person).order_by("pk")
    return list(rows.values("event__kind", "event__at", "read_at"))


def _erase(person):
    Notice.objects.filter(person=person).delete()


register(Holding("notices", _("Your notices"), _("statutory duty: whoever is concerned is told"), _notices, erase=_erase))
