"""What a document may cost, and what it may be made of. Read by the server and by the child; no Django here."""

from dataclasses import dataclass

LARGEST_HTML = 2 * 1024 * 1024  # characters
LARGEST_CSS = 256 * 1024
LARGEST_ATTACHED = 8 * 1024 * 1024  # bytes, all files together
MOST_ELEMENTS = 20_000
DEEPEST = 60  # elements inside one another
WIDEST = {"colspan": 60, "rowspan": 1000, "span": 60}
MOST_PIXELS = 20_000_000  # of one picture
JOBS_A_CHILD = 40  # then it makes room for a fresh one
IDLE_SECONDS = 60  # and without work it ends by itself


@dataclass(frozen=True)
class Budget:
    """Seconds of the clock and of the processor for one document; megabytes of memory that the child may write to."""

    wall: float = 20.0
    cpu: int = 20
    memory: int = 420


class TooMuch(Exception):
    """The document is refused; ``code`` is one of ``models.Problem``."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def weigh(job):
    """Raise TooMuch where ``job`` is larger than a document may be."""
    sizes = (
        (len(job.html), LARGEST_HTML), (sum(map(len, job.css)), LARGEST_CSS),
        (sum(len(file.content) for file in job.attached), LARGEST_ATTACHED),
    )
    if any(size > largest for size, largest in sizes):
        raise TooMuch("too_big")


def measure(root):
    """Raise TooMuch where the tree below ``root`` has too many elements, nests too deeply or spans too widely."""
    count, waiting = 0, [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if count > MOST_ELEMENTS:
            raise TooMuch("too_many")
        if depth > DEEPEST:
            raise TooMuch("too_deep")
        for name, widest in WIDEST.items():
            value = element.get(name) if isinstance(element.tag, str) else None
            if value is not None and not (value.strip().isdigit() and int(value.strip()[:9]) <= widest):
                raise TooMuch("too_wide")
        waiting += [(child, depth + 1) for child in element]
