"""To whom a result is reported back: the persons of each audience, and whether a matter has such an audience at all."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from yishi.clock.story import today
from yishi.people.models import Person, Seat

from ..models import Audience, Report
from .reports import supporters_of as supporters


def reporters(matter):
    """Return the persons who reported what became ``matter``, each once; they have a row of the register."""
    return Person.objects.filter(reports__matter=matter).distinct()


def stakeholders(matter):
    """Return the persons named as stakeholders of ``matter``, and those who sit today in a body that is one."""
    seated = Seat.objects.on(today()).filter(body__stakes__matter=matter)
    return Person.objects.filter(Q(stakes__matter=matter) | Q(pk__in=seated.values("person"))).distinct()


@dataclass(frozen=True)
class Hearers:
    """``persons(matter)`` can be given a notice; ``exists(matter)`` is whether anybody is owed a report back."""

    persons: Callable
    exists: Callable


AUDIENCES = {
    Audience.REPORTERS: Hearers(reporters, lambda matter: Report.objects.filter(matter=matter).exists()),
    Audience.SUPPORTERS: Hearers(supporters, lambda matter: supporters(matter).exists()),
    Audience.STAKEHOLDERS: Hearers(stakeholders, lambda matter: bool(matter.stakeholders.all())),
    Audience.RESIDENTS: Hearers(lambda matter: Person.objects.none(), lambda matter: True),
}
