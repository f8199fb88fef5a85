"""Names of speakers who may have no row in the register: words from the record, without what tells their door."""

import re

from yishi.people.enums import OFFICES
from yishi.people.names import ENTITLED, display_name
from yishi.people.rules import holds

# 马先生（102）, 邹女士（3-2-601室）: a bracket that holds a number tells the door; （匿名） and （三代表） stay.
DOOR = re.compile(r"[（(][^（()）]*\d[^（()）]*[）)]")


def public_words(words):
    """Return ``words`` for a person without brackets that tell the room."""
    return DOOR.sub("", words).strip()


def named(row, viewer=None):
    """Return how ``viewer`` (None: the public) may read who is behind ``row``, which has ``person`` and ``words``."""
    if row.person_id:
        return display_name(row.person, viewer)
    if viewer is not None and holds(viewer, ENTITLED & OFFICES, row.community):
        return row.words
    return public_words(row.words)
