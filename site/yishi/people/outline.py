"""Reading what an administrator types line by line: the tree of places, and the bodies.

A line without hyphens is a community, ``-`` before it an estate in the community above, ``--`` a building, ``---`` a
stairwell. A code of letters and digits may stand before the name; without one the line gets its number in the tree.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yishi.refusals import Invalid

from .enums import BodyKind, PlaceKind

LEVELS = (PlaceKind.COMMUNITY, PlaceKind.ESTATE, PlaceKind.BUILDING, PlaceKind.STAIRWELL)
LINE = re.compile(r"(?P<hyphens>[-－—–]*)\s*(?:(?P<code>[A-Za-z0-9][A-Za-z0-9-]{0,19})\s+)?(?P<name>\S.*)")
WORDS = (  # what a body's name says of its kind
    ("物业", BodyKind.PROPERTY), ("业主委员会", BodyKind.OWNERS), ("业委会", BodyKind.OWNERS), ("中心", BodyKind.CENTRE),
)
OF_A_COMMUNITY = (  # the bodies that every community has: its name stands before theirs
    (BodyKind.COMMITTEE, "居民委员会"), (BodyKind.COUNCIL, "协商议事委员会"), (BodyKind.SUPERVISORY, "居务监督委员会"),
)
MOST, LONGEST = 2000, 80
LONGEST_OF_A_COMMUNITY = LONGEST - max(len(words) for _kind, words in OF_A_COMMUNITY)


@dataclass(frozen=True)
class PlaceLine:
    """One place of an outline: ``parent`` is the code of the place above it, "" for the top."""

    kind: str
    code: str
    name: str
    parent: str


@dataclass(frozen=True)
class BodyLine:
    """One body: ``where`` is the name or code of its community, "" for the sub-district."""

    kind: str
    name: str
    where: str


def places(text, top, field="communities", levels=LEVELS):
    """Return the PlaceLines of ``text`` below the place with the code ``top``; Invalid names the first bad line.

    The name of a community leaves room for the names of its bodies.
    """
    found, above, counted = [], [""], {}
    for number, line in _lines(text, field):
        match = LINE.fullmatch(line)
        depth = len(match["hyphens"])
        if depth >= min(len(above), len(levels)):
            raise Invalid(_("Line %(n)s: too many hyphens; it lies in nothing.") % {"n": number}, field=field)
        parent = above[depth]
        counted[parent] = counted.get(parent, 0) + 1
        code = match["code"] or f"{parent or top}-{counted[parent]}"
        _require_short(number, code, 20, field)
        longest = LONGEST_OF_A_COMMUNITY if levels[depth] == PlaceKind.COMMUNITY else LONGEST
        _require_short(number, match["name"], longest, field)
        if code == top or any(line.code == code for line in found):
            raise Invalid(_("Line %(n)s: the code %(code)s is there already.") % {"n": number, "code": code}, field=field)
        found.append(PlaceLine(levels[depth], code, match["name"], parent))
        above[depth + 1:] = [code]
    return found


def bodies(text, field="bodies"):
    """Return the BodyLines of ``text``: a name a line, ``community：name`` for what belongs to a community."""
    found = []
    for number, line in _lines(text, field):
        where, colon, name = line.replace("：", ":").rpartition(":")
        name, where = name.strip(), where.strip()
        if not name:
            raise Invalid(_("Line %(n)s: the name is missing.") % {"n": number}, field=field)
        _require_short(number, name, LONGEST, field)
        other = BodyKind.OTHER if colon else BodyKind.DEPARTMENT
        found.append(BodyLine(next((kind for word, kind in WORDS if word in name), other), name, where))
    return found


def _lines(text, field):
    """Yield (number, line) for every line that holds something."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST:
        raise Invalid(_("At most %(most)s lines at once.") % {"most": MOST}, field=field)
    for number, line in lines:
        if not line.strip("-－—–"):
            raise Invalid(_("Line %(n)s: the name is missing.") % {"n": number}, field=field)
        yield number, line


def _require_short(number, words, most, field):
    if len(words) > most:
        raise Invalid(
            _("Line %(n)s: “%(words)s” is longer than %(most)s signs.")
            % {"n": number, "words": f"{words[:20]}…", "most": most}, field=field,
        )
