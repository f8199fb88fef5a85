"""The story's own residents, put into the register at doors of the estates where their matters are."""

import random
import re
from functools import cache

from .names import GIVEN
from .population import SEED, build
from .story import matters

NAMED = re.compile(r"(?:居民|志愿者)?([一-龥])(女士|先生|大爷|奶奶|阿姨)")
ACCOUNTS = {("HA", "邹女士"): "zou", ("HA", "马先生"): "ma", ("LX", "林女士"): "linx"}
ROOMS = {"zou": ("HA-1-B3-U2", "601"), "ma": ("HA-1-B3-U2", "102"), "李女士": ("HA-1-B3-U2", "401")}
HOME = {"HA": "HA-1", "LX": "LX-1", "XL": "XL-1"}


def called(words):
    """Return the resident's public name in ``words`` ("志愿者陈女士" → "陈女士"), or "" where they name no resident."""
    found = NAMED.match(words or "")
    return "".join(found.groups()) if found else ""


def key_of(community, words):
    """Return the register number of the resident called by ``words`` in ``community``, or None."""
    name = called(words)
    if not name:
        return None
    return f"demo:{ACCOUNTS.get((community, name), f'{community}:{name}')}"


@cache
def register():
    """Return every door of the sub-district, the story's residents at theirs. They replace as many invented ones."""
    doors = build()
    by_place = {}
    for door in doors:
        by_place.setdefault(door.place, {})[door.room] = door
    taken = set()
    for community, name, estate in _story_residents():
        door = _door(by_place, doors, estate, name, community, taken)
        _rename(door.members[0], community, name)
        taken.add(id(door))
    return doors


def _story_residents():
    """Yield (community, name, estate) of each resident who speaks, reports, objects or inspects, once."""
    seen = set()
    for matter in matters():
        community, estate = matter["community"], matter["estate"] or HOME[matter["community"]]
        for words in _words_in(matter):
            name = called(words)
            if name and (community, name) not in seen:
                seen.add((community, name))
                yield community, name, estate


def _words_in(matter):
    yield from (report["by"] for report in matter["step1_collect"]["reports"])
    yield from (entry["speaker"] for entry in matter["step4_deliberation"]["meeting"]["transcript"])
    yield from (objection["by"] for objection in matter["step5_result"]["objections"])
    for inspection in matter["step6_execution"]["inspections"]:
        yield from inspection["by"]


def _door(by_place, doors, estate, name, community, taken):
    fixed = ROOMS.get(ACCOUNTS.get((community, name), name)) if estate == "HA-1" else None
    if fixed:
        return by_place[fixed[0]][fixed[1]]
    rng = random.Random(f"{SEED}-{community}-{name}")
    free = [d for d in doors if d.place.startswith(f"{estate}-") and id(d) not in taken and "U2" not in d.place]
    return rng.choice(free)


def _rename(resident, community, name):
    rng = random.Random(f"{SEED}-name-{community}-{name}")
    own = {"zou": "邹桂枝", "ma": "马德顺", "linx": "林小麦"}
    login = ACCOUNTS.get((community, name))
    resident.name = own.get(login) or name[0] + rng.choice(GIVEN) + rng.choice(GIVEN)
    resident.honorific = name[1:]
    resident.public_name = "surname"
    resident.key = key_of(community, name)
