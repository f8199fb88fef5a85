"""Reads about petitions: who may sign, how many there are in the register, and whether it is enough."""

import math
from dataclasses import dataclass
from fractions import Fraction

from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.people.models import Person, Seat

from ..collecting import OF_REPRESENTATIVES, SHARES, PetitionBase

ADULT = 18


@dataclass(frozen=True)
class Counter:
    """The count of a petition: exact, never rounded. ``needed`` is the least number of signatures that suffices."""

    entitled: int
    signed: int
    share: Fraction

    @property
    def needed(self):
        """Return the least whole number that is ``share`` of those entitled ("以上" includes the number itself)."""
        return math.ceil(self.share * self.entitled)

    @property
    def signed_share(self):
        """Return the exact share of those entitled who have signed."""
        return Fraction(self.signed, self.entitled) if self.entitled else Fraction(0)

    @property
    def reached(self):
        """Return whether it is enough; never so where the register holds nobody."""
        return self.entitled > 0 and self.signed_share >= self.share


def counter(petition):
    """Return the Counter of ``petition`` from the register as it stands today. Two queries.

    A signature counts while its signer is one of those of whom the share is asked: whoever moved away since, or whose
    seat has ended, is neither above nor below the line.
    """
    standing = petition.signatures.filter(person__in=entitled(petition.base, petition.community))
    return Counter(
        entitled=entitled_count(petition.base, petition.community), signed=standing.count(),
        share=SHARES[petition.base],
    )


def entitled_count(base, community):
    """Return how many there are of whom ``base`` asks for a share: adults, households, or representatives."""
    if base == PetitionBase.HOUSEHOLDS:
        return adults_of(community).values("household").distinct().count()
    return entitled(base, community).count()


def entitled(base, community):
    """Return the persons who may sign a petition on ``base`` in ``community``.

    Residents are those who live there and are 18 today (Organic Law art. 26); representatives hold their seat today.
    """
    if base in OF_REPRESENTATIVES:
        seats = Seat.objects.on(today()).in_own_right().filter(role=Role.RESIDENT_REP, place__path__startswith=community.path)
        return Person.objects.filter(pk__in=seats.values("person"))
    return adults_of(community)


def adults_of(community):
    """Return the residents of ``community`` who are 18 today; who has no known date of birth is not among them."""
    return Person.objects.filter(community=community, household__isnull=False, born__lte=_born_before(today()))


def _born_before(day):
    """Return the last day of birth of those who are 18 on ``day``."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - ADULT, day=last)
