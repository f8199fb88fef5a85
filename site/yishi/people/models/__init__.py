from .accounts import User
from .bodies import Body, Seat
from .persons import Household, OwnedUnit, Owner, Ownership, Person
from .places import Place

__all__ = ["Body", "Household", "OwnedUnit", "Owner", "Ownership", "Person", "Place", "Seat", "User"]
