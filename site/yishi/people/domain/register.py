"""The register of persons, households and units: read from a file, looked at, and entered whole or not at all."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yishi.journal.domain.events import append
from yishi.refusals import Forbidden, Invalid, Refused

from ..enums import PlaceKind, Role
from ..kinds import STREAM
from ..lines import Wrong, heads, line_of
from ..models import Person, Place
from ..rules import holds
from ..sheets import read
from .register_rows import write_households, write_persons, write_units

KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR, Role.COMMUNITY_SECRETARY})
SAME_FOR_A_PERSON = ("name", "honorific", "public_name", "born", "registered", "synthetic")


@dataclass
class Preview:
    """What a file would enter: its ``rows`` (Lines), its ``errors`` (line number, sentence), its SHA-256 ``digest``.

    ``columns`` are the fields that its head names; ``places`` is code → Place for the whole tree, so that nothing has to
    be asked again.
    """

    rows: list = field(default_factory=list)
    columns: frozenset = frozenset()
    errors: list = field(default_factory=list)
    digest: str = ""
    places: dict = field(default_factory=dict)

    @property
    def persons(self):
        """Return the number of different persons."""
        return len({row.key for row in self.rows})

    @property
    def households(self):
        """Return the number of doors where somebody lives."""
        return len({(row.place.pk, row.room) for row in self.rows if row.lives})

    @property
    def units(self):
        """Return the number of owned units."""
        return len({(row.place.pk, row.room) for row in self.rows if row.owns})

    @property
    def known(self):
        """Return how many of the persons stand in the register already and would be updated. One query a thousand."""
        keys = sorted({row.key for row in self.rows})
        return sum(
            Person.objects.filter(key__in=keys[start : start + 1000]).count() for start in range(0, len(keys), 1000)
        )


def parse(file):
    """Return the Preview of ``file`` (bytes, or an open binary file). Nothing is written.

    A file that is no table, or whose head is wrong, is refused as Invalid; a line that cannot stand becomes an error
    with its number, and the others are read on.
    """
    content = file if isinstance(file, bytes) else file.read()
    lines = read(content)
    places = {place.code: place for place in Place.objects.all()}
    preview = Preview(digest=hashlib.sha256(content).hexdigest(), places=places)
    if len(lines) < 2:
        raise Invalid(_("The file has no lines below its head."), field="file")
    try:
        columns = heads(lines[0][1])
    except Wrong as wrong:
        raise Invalid(str(wrong), field="file") from None
    preview.columns = frozenset(columns.values())
    for number, cells in lines[1:]:
        values = {columns[index]: cell for index, cell in enumerate(cells) if index in columns}
        row, problems = line_of(number, values, places)
        preview.errors += [(number, problem) for problem in problems]
        if row:
            preview.rows.append(row)
    preview.errors += _between_lines(preview.rows)
    preview.errors.sort(key=lambda error: error[0])
    return preview


def apply(preview, *, by):
    """Enter every line of ``preview``, or none: persons by their register number, new or brought up to date.

    What a file has no column for stays as it is known of a person, and is what the manual says of a new one.
    Refused where ``by`` keeps no register in one of the communities (administrator and sub-district's director
    everywhere, a secretary in their own), where the preview has errors, and where a register number belongs to
    somebody of another community. Returns the counts that the event carries.
    """
    if preview.errors or not preview.rows:
        raise Invalid(_("Nothing was entered: the file has errors. Correct them and upload it again."), field="file")
    communities = {place.pk: place for place in (_community(row.place, preview.places) for row in preview.rows)}
    for community in communities.values():
        if not holds(by, KEEPERS, community):
            raise Forbidden(
                _("The register of %(community)s is kept by its secretary, the administrator and the sub-district.")
                % {"community": community.name}
            )
    _require_own_persons(preview, communities)
    try:
        with transaction.atomic():
            return _enter(preview, communities, by)
    except IntegrityError:
        raise Refused(_("The register was changed at the same moment. Nothing was entered; try again.")) from None


def _enter(preview, communities, by):
    """Write the rows and the event, in the caller's transaction."""
    home = {row.place.code: _community(row.place, preview.places) for row in preview.rows}
    doors, new_doors = write_households(preview.rows, home)
    persons, new_persons = write_persons(preview.rows, preview.columns, doors, home)
    units = write_units(preview.rows, persons, home, lambda place: _up_to(PlaceKind.ESTATE, place, preview.places))
    counts = {
        "lines": len(preview.rows), "persons": len(persons), "new_persons": new_persons, "households": len(doors),
        "new_households": new_doors, "units": units, "file": preview.digest,
    }
    area = next(iter(communities.values()))
    if len(communities) > 1:
        area = _up_to(PlaceKind.SUBDISTRICT, area, preview.places)
    append(STREAM, "people.register_imported", by=by, community=area, payload=counts)
    return counts


def _between_lines(rows):
    """Return the errors (line number, sentence) that show only when the lines are read together."""
    errors, first, home, doors, areas = [], {}, {}, set(), defaultdict(dict)
    for row in rows:
        earlier = first.setdefault(row.key, row)
        for name in SAME_FOR_A_PERSON:
            if getattr(earlier, name) != getattr(row, name):
                words = {"key": row.key, "line": earlier.number}
                errors.append((row.number, _("%(key)s is somebody else on line %(line)s.") % words))
                break
        door = (row.place.pk, row.room)
        if (*door, row.key) in doors:
            errors.append((row.number, _("%(key)s stands at this door twice.") % {"key": row.key}))
        doors.add((*door, row.key))
        if row.lives and home.setdefault(row.key, door) != door:
            errors.append((row.number, _("%(key)s cannot live at two doors.") % {"key": row.key}))
        if row.owns and areas[door].setdefault("area", row.area) != row.area:
            errors.append((row.number, _("The floor area differs from the one another owner of this unit has.")))
    return errors


def _require_own_persons(preview, communities):
    """Refuse where a register number belongs to somebody of a community that is not among ``communities``."""
    keys = sorted({row.key for row in preview.rows})
    for start in range(0, len(keys), 1000):
        batch = keys[start : start + 1000]
        stranger = Person.objects.filter(key__in=batch).exclude(community__in=communities).first()
        if stranger:
            line = next(row.number for row in preview.rows if row.key == stranger.key)
            raise Invalid(
                _("Line %(line)s: the register number %(key)s belongs to a person of another community.")
                % {"line": line, "key": stranger.key}, field="file",
            )


def _community(place, places):
    """Return the community of ``place``."""
    return _up_to(PlaceKind.COMMUNITY, place, places)


def _up_to(kind, place, places):
    """Return the place of ``kind`` that contains ``place``, or the nearest there is (for an estate: the community)."""
    way = [places[code] for code in place.path.strip("/").split("/")]
    for each in reversed(way):
        if each.kind == kind:
            return each
    return next((each for each in reversed(way) if each.kind == PlaceKind.COMMUNITY), way[0])
