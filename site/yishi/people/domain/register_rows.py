"""The rows behind the register import, in bulk: households, persons, owners and units. Called by ``register`` alone."""

import hashlib
from collections import defaultdict

from ..models import Household, OwnedUnit, Owner, Ownership, Person

BATCH = 500
PERSON_FIELDS = ("name", "honorific", "public_name", "born", "registered", "synthetic")


def write_households(rows, home):
    """Make the households that are not there yet; return (door → Household, number of new ones)."""
    wanted = {(row.place.pk, row.room): row.place for row in rows if row.lives}
    doors = _doors(Household, wanted)
    new = [
        Household(community=home[place.code], place=place, room=room)
        for (pk, room), place in wanted.items() if (pk, room) not in doors
    ]
    Household.objects.bulk_create(new, batch_size=BATCH)
    doors |= {(row.place_id, row.room): row for row in new}
    return doors, len(new)


def write_persons(rows, columns, doors, home):
    """Make the persons that are not there yet, bring the others up to date; return (key → Person, number of new ones).

    Of a person who is known what no one of ``columns`` tells stays as it is.
    Whoever lives nowhere in this file keeps the household they have, or has none.
    """
    wanted, lives = {}, {}
    for row in rows:
        wanted.setdefault(row.key, row)
        if row.lives:
            lives[row.key] = row
    persons = {}
    for keys in _batches(list(wanted)):
        persons |= {person.key: person for person in Person.objects.filter(key__in=keys)}
    new, changed = [], []
    for key, row in wanted.items():
        person = persons.get(key) or Person(key=key)
        values = {name: getattr(row, name) for name in PERSON_FIELDS if name in columns or not person.pk}
        at = lives.get(key) or (None if person.pk else row)
        if at is not None:
            values["community_id"] = home[at.place.code].pk
            values["household_id"] = doors[at.place.pk, at.room].pk if at.lives else None
        if person.pk is None or any(getattr(person, name) != value for name, value in values.items()):
            (new if person.pk is None else changed).append(person)
            for name, value in values.items():
                setattr(person, name, value)
        persons[key] = person
    Person.objects.bulk_create(new, batch_size=BATCH)
    Person.objects.bulk_update(changed, [*PERSON_FIELDS, "community", "household"], batch_size=BATCH)
    return persons, len(new)


def write_units(rows, persons, home, estate_of):
    """Make or bring up to date the owned units and their owners; return the number of units.

    One owner is one voting head in an estate: everybody who owns the same units together (Civil Code 278).
    """
    units = defaultdict(list)
    for row in rows:
        if row.owns:
            units[row.place.pk, row.room].append(row)
    heads = {door: _head_key(estate_of(group[0].place), group) for door, group in units.items()}
    owners = _write_owners(units, heads, persons, home, estate_of)
    known = _doors(OwnedUnit, {door: group[0].place for door, group in units.items()})
    new, changed = [], []
    for door, group in units.items():
        owner, row = owners[heads[door]], group[0]
        unit = known.get(door)
        if unit is None:
            community = home[row.place.code]
            new.append(OwnedUnit(community=community, place=row.place, room=row.room, area=row.area, owner=owner))
        elif (unit.area, unit.owner_id) != (row.area, owner.pk):
            unit.area, unit.owner = row.area, owner
            changed.append(unit)
    OwnedUnit.objects.bulk_create(new, batch_size=BATCH)
    OwnedUnit.objects.bulk_update(changed, ["area", "owner"], batch_size=BATCH)
    return len(units)


def _write_owners(units, heads, persons, home, estate_of):
    """Make the owners that are not there yet, with their persons; return head key → Owner."""
    owners = {}
    for keys in _batches(sorted(set(heads.values()))):
        owners |= {owner.key: owner for owner in Owner.objects.filter(key__in=keys)}
    new, ownerships = [], []
    for door, key in heads.items():
        if key in owners:
            continue
        group = units[door]
        community = home[group[0].place.code]
        owners[key] = Owner(community=community, estate=estate_of(group[0].place), key=key)
        new.append(owners[key])
        ownerships += [
            Ownership(community=community, owner=owners[key], person=persons[k]) for k in sorted({r.key for r in group})
        ]
    Owner.objects.bulk_create(new, batch_size=BATCH)
    for ownership in ownerships:
        ownership.owner_id = ownership.owner.pk
    Ownership.objects.bulk_create(ownerships, batch_size=BATCH)
    return owners


def _head_key(estate, group):
    """Return the key of the voting head that the persons of ``group`` are together in ``estate``."""
    digest = hashlib.sha256("\n".join(sorted({row.key for row in group})).encode()).hexdigest()
    return f"{estate.pk}:{digest[:24]}"


def _doors(model, wanted):
    """Return door (place id, room) → row of ``model`` for the doors of ``wanted`` that have one."""
    found = {}
    for places in _batches(sorted({place.pk for place in wanted.values()})):
        for row in model.objects.filter(place__in=places):
            if (row.place_id, row.room) in wanted:
                found[row.place_id, row.room] = row
    return found


def _batches(items, size=BATCH):
    """Yield ``items`` in lists short enough for a query's parameters."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
