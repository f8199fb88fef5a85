"""What the ground holds about a person."""

from django.utils.translation import gettext_lazy as _

from .models import OwnedUnit, User
from .personal_data import Holding, register


def _person(person):
    return [{
        "name": person.name, "honorific": person.honorific, "public_name": person.public_name, "born": person.born,
        "community": person.community.name, "household_registration": person.registered,
        "door": person.household and f"{person.household.place.name} {person.household.room}",
    }]


def _seats(person):
    rows = person.seats.select_related("place").order_by("pk")
    return [{"role": row.role, "place": row.place.name, "since": row.since, "until": row.until} for row in rows]


def _withdrawn(person):
    rows = person.withdrawn_seats.select_related("place").order_by("pk")
    return [
        {"role": row.role, "place": row.place.name, "since": row.since, "withdrawn_on": row.withdrawn_on, "reason": row.reason}
        for row in rows
    ]


def _units(person):
    rows = OwnedUnit.objects.filter(owner__persons=person).select_related("place").order_by("pk")
    return [{"place": row.place.name, "room": row.room, "area_m2": str(row.area)} for row in rows]


def _account(person):
    rows = User.objects.filter(person=person)
    return list(rows.values("username", "email", "date_joined", "last_login"))


def _with_the_account(person):
    """The account itself and its sessions are deleted by ``domain.closing``, last of all."""


register(
    Holding("account", _("Your account: its name, password and open sessions"), _("your consent by signing in"), _account,
            erase=_with_the_account),
    Holding("person", _("Who you are"), _("statutory duty: the register of residents"), _person),
    Holding("seats", _("The seats you hold or held"), _("statutory duty: who is in office is public"), _seats),
    Holding("withdrawn_seats", _("Seats withdrawn before they began"), _("statutory duty: who is in office is public"), _withdrawn),
    Holding("units", _("What you own"), _("statutory duty: the roll of owners"), _units),
)
