from .accounts import User
from .bodies import Body, Seat, SeatWithdrawal
from .persons import Household, OwnedUnit, Owner, Ownership, Person
from .places import Place

__all__ = [
    "Body", "Household", "OwnedUnit", "Owner", "Ownership", "Person", "Place", "Seat", "SeatWithdrawal", "User",
]
