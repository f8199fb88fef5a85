"""The agenda beside the wall: whole titles in type as large as fits, and of a very long one the part around what is on now."""

from yishi.text.breadth import breadth

# (name of the size, half-width signs in a line, lines that fit): the styles of ``.s-side ol`` have the same three
SIZES = (("", 25, 5), ("more", 30, 8), ("most", 35, 10))


def agenda_on_the_wall(entries):
    """Return {size, rows, before, after}: ``rows`` of ``entries`` whole, in the largest size in which all of them fit.

    Where they fit in none, those around the entry that is on now, as many as fit; ``before`` and ``after`` are the places
    of the others, as "1–3".
    """
    for name, signs, lines in SIZES:
        if sum(lines_of(row, signs) for row in entries) <= lines:
            return {"size": name, "rows": entries, "before": "", "after": ""}
    name, signs, lines = SIZES[-1]
    first, last = _around(entries, signs, lines - 2)
    return {"size": name, "rows": entries[first:last], "before": _places(entries[:first]), "after": _places(entries[last:])}


def lines_of(row, signs):
    """Return how many lines of ``signs`` half-width signs the title of ``row`` takes."""
    return -(-breadth(row.title) // signs)


def _around(entries, signs, room):
    """Return (first, last) of the slice with what is on now, one before it, and what comes after, in ``room`` lines."""
    now = next((i for step in ("n", "") for i, row in enumerate(entries) if row.step == step), len(entries) - 1)
    first, last, room = now, now + 1, room - lines_of(entries[now], signs)
    if now and lines_of(entries[now - 1], signs) < room:
        first, room = now - 1, room - lines_of(entries[now - 1], signs)
    while last < len(entries) and lines_of(entries[last], signs) <= room:
        room, last = room - lines_of(entries[last], signs), last + 1
    while first and lines_of(entries[first - 1], signs) <= room:
        room, first = room - lines_of(entries[first - 1], signs), first - 1
    return first, last


def _places(rows):
    """Return the places of ``rows`` on the agenda, from the first to the last; "" of none."""
    if len(rows) < 2:
        return str(rows[0].place) if rows else ""
    return f"{rows[0].place}–{rows[-1].place}"
