"""Seeded synthetic households, residents and owned units that add up to the story's totals."""

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from .names import invent
from .story import matters, world

SEED = 20261120
PER_BUILDING = 60
ADULTS = {"LX-1": 2765, "HA-2": 742}  # the rolls of two polls of the story
UNIT = Decimal("0.1")


@dataclass
class Resident:
    """A line of the register of persons."""

    key: str
    name: str
    honorific: str
    born: dt.date
    public_name: str = "masked"


@dataclass
class Door:
    """A household with its members and, where the story's owners vote, the floor area owned and by whom."""

    community: str
    place: str
    room: str
    members: list = field(default_factory=list)
    area: Decimal | None = None
    owners: list = field(default_factory=list)


def build():
    """Return every door of the sub-district, in the order of the register."""
    doors = []
    for community in world()["communities"]:
        doors += _community(community, random.Random(f"{SEED}-{community['id']}"))
    return doors


def buildings(estate):
    """Return the building numbers of ``estate``, 1 up."""
    return range(1, estate["households"] // PER_BUILDING + 2)


def voting_order(scope, count):
    """Return the order in which the owners of ``scope`` fall to in favour, against, abstaining, absent: indexes."""
    order = list(range(count))
    random.Random(f"{SEED}-order-{scope}").shuffle(order)
    return order


def owner_ballots():
    """Return scope code → the story's owners' ballot there (an estate, or a stairwell of it)."""
    found = {}
    for matter in matters():
        ballot = matter["step4_deliberation"].get("ballot", {})
        if ballot.get("kind", "").startswith("owners"):
            found[scope_of(matter)] = ballot
    return found


def scope_of(matter):
    """Return the code of the place whose owners decide ``matter``."""
    return "HA-1-B3-U2" if matter["id"] == "HA-2026-03" else matter["estate"]


def _community(community, rng):
    doors = []
    adults, minors = _shares(community)
    for estate in community["estates"]:
        doors += _estate(community["id"], estate, adults[estate["id"]], minors[estate["id"]], rng)
    return doors


def _shares(community):
    """Return estate → adults and estate → minors, adding up to the community's own figures."""
    estates = community["estates"]
    adults = {e["id"]: ADULTS[e["id"]] for e in estates if e["id"] in ADULTS}
    rest = [e for e in estates if e["id"] not in adults]
    adults |= _split(community["adults"] - sum(adults.values()), rest)
    return adults, _split(community["population"] - community["adults"], estates)


def _split(total, estates):
    """Share ``total`` among ``estates`` by their households; the last one takes what rounding leaves."""
    households = sum(e["households"] for e in estates)
    shares = {e["id"]: total * e["households"] // households for e in estates}
    shares[estates[-1]["id"]] += total - sum(shares.values())
    return shares


def _estate(community, estate, adults, minors, rng):
    count = estate["households"]
    doors = [Door(community, place, room) for place, room in islice(_addresses(estate), count)]
    for i, door in enumerate(doors):
        grown = adults // count + (i < adults % count)
        young = minors // count + (i < minors % count)
        door.members = [_resident(f"{estate['id']}-{i + 1:04}-{n}", n < grown, rng) for n in range(grown + young)]
    for scope, ballot in owner_ballots().items():
        if scope.startswith(estate["id"]):
            _give_areas([d for d in doors if d.place.startswith(scope)], scope, ballot, rng)
    return doors


def _addresses(estate):
    """Yield (place code, room) for each door. Building 3 of HA-1 has stairwell 2 with twelve flats, as the story tells."""
    if estate["id"] == "HA-1":
        yield from (("HA-1-B3-U2", f"{floor}0{side}") for floor in range(1, 7) for side in (1, 2))
    for number in buildings(estate):
        for n in range(PER_BUILDING):
            yield f"{estate['id']}-B{number}", f"{n // 12 + 1}-{n % 12 // 2 + 1}0{n % 2 + 1}"


def _resident(key, grown, rng):
    name, honorific = invent(rng)
    year = rng.randint(1938, 2005) if grown else rng.randint(2013, 2024)
    return Resident(key, name, honorific, dt.date(year, rng.randint(1, 12), rng.randint(1, 28)))


def _give_areas(doors, scope, ballot, rng):
    """Give each door its area, so that the groups of the story's ballot sum to its areas exactly."""
    groups = [(c["owners"], Decimal(str(c["area"]))) for c in ballot["counts"].values()]
    absent = ballot["eligible"]["owners"] - ballot["turned_out"]["owners"]
    groups.append((absent, Decimal(str(ballot["eligible"]["area"])) - Decimal(str(ballot["turned_out"]["area"]))))
    order = iter(voting_order(scope, len(doors)))
    for count, total in groups:
        for area in _areas(count, total, rng):
            door = doors[next(order)]
            door.area = area
            couple = len(door.members) > 1 and door.members[1].born.year < 2008 and rng.random() < 0.3
            door.owners = door.members[: 2 if couple else 1]


def _areas(count, total, rng):
    """Return ``count`` areas in tenths of a square metre that sum to ``total`` exactly, spread by up to a fifth."""
    if not count:
        return []
    tenths = int(total / UNIT)
    mean = tenths // count
    if mean * count == tenths and count <= 12:
        return [mean * UNIT] * count
    spread = [rng.randint(-mean // 5, mean // 5) for _ in range(count)]
    areas = [mean + s for s in spread]
    short, i = tenths - sum(areas), 0
    while short:
        step = 1 if short > 0 else -1
        areas[i % count] += step
        short -= step
        i += 1
    return [a * UNIT for a in areas]
