"""Whether a file says what an edition that was entered says already."""

from .lines import FIELDS, LISTS
from .models import Edition

COVER = ("title", "issuer", "approved_on", "effective_on")


def held_already(preview, version, cover):
    """Return the edition called ``version`` where it has just the entries that ``preview`` read, and on its ``cover`` what
    that dictionary says of it; else None. Two queries.
    """
    edition = Edition.objects.filter(version=version).first()
    if edition is None or any(cover[name] != getattr(edition, name) for name in COVER if name in cover):
        return None
    rows = edition.entries.select_related("heading", "topic")
    stands = [_told(row, row.heading.code, row.owner_id, row.topic and (row.topic.code, row.topic.name)) for row in rows]
    owner = {name: person.pk for name, person in preview.owners.items() if person}
    read = [_told(line, line.code, owner.get(line.owner), line.topic if line.topic[1] else None) for line in preview.lines]
    return edition if _in_order(stands) == _in_order(read) else None


def _told(row, *more):
    values = {name: getattr(row, name) for name in FIELDS}
    return [*(sorted(value) if name in LISTS else value for name, value in values.items()), *more]


def _in_order(told):
    return sorted(told, key=lambda each: each[:2])
