"""The index behind the list of matters: it says in which of them words may stand, so that not all have to be read."""

from consultation.finding import plug

from .cutting import is_han, runs_of
from .enums import Kind
from .finding import MANY, Asking, engine
from .models import Cursor

_known = set()


def made():
    """Return whether the index has been made. It never goes again, so a process asks until it has."""
    if not _known and Cursor.objects.exists():
        _known.add(True)
    return bool(_known)


def forget():
    """Forget that the index was made: for tests, whose index is rolled back."""
    _known.clear()


def matters_with(words):
    """Return the keys of the matters in which the Chinese of ``words`` stands in a row. One query.

    None where there is none in it, where more than MANY hold it (a page of them is soon full), and before the first index.
    """
    runs = [run for run in runs_of(words) if is_han(run)]
    if not runs or not made():
        return None
    question = engine.both([engine.word(run) for run in runs])
    found = Asking(Kind.MATTER, None, None).sources(question, MANY + 1)
    return None if len(found) > MANY else [int(source.partition(":")[2]) for source in found]


plug(matters_with)
