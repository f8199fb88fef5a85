"""The lottery that anybody can repeat: “order by SHA-256”, version 1. It needs nothing but Python.

    python -m meetings.gallery.lots codes.txt SEED

``codes.txt`` is the list as it was committed: a line a registration, its code and its kind, the lines sorted. Its hash
was published before the seed was known. Each line is hashed together with that hash and the seed; whoever's hash is
lower comes first.
"""

import hashlib
import sys
from pathlib import Path


def text_of(lines):
    """Return the text of the list that is committed: ``lines`` sorted, each with its line end."""
    return "".join(f"{line}\n" for line in sorted(lines))


def digest(text):
    """Return the SHA-256 of ``text`` in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def drawn(lines, seed):
    """Return (hash, line) of all ``lines`` in the order that ``seed`` gives them."""
    listed = digest(text_of(lines))
    return sorted((digest(f"{listed}|{seed}|{line}"), line) for line in lines)


def shared_out(kinds, seats):
    """Return {index of ``kinds``: index of ``seats``}: who, in the order of the draw, gets which seat.

    ``kinds`` are those of the persons in that order, ``seats`` those for which the seats are kept. First everybody takes
    the first free seat of their own kind; what is left goes to whoever is left, in the same order.
    """
    free, given = dict(enumerate(seats)), {}
    for own in (True, False):
        for index, kind in enumerate(kinds):
            place = next((n for n, kept in free.items() if not own or kept == kind), None)
            if index not in given and place is not None:
                given[index] = place
                del free[place]
    return given


if __name__ == "__main__":
    found = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")[:-1]
    sys.stdout.write(f"list {digest(text_of(found))}\n")
    for n, (mark, line) in enumerate(drawn(found, sys.argv[2]), start=1):
        sys.stdout.write(f"{n}\t{line}\t{mark}\n")
