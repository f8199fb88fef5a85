"""What the verbs share: an act by whoever holds the key of a request, a letter with its number, rows read anew."""

from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultation.domain.codes import hold, insert
from yishi.acts import Entry, require_checks, require_state, taking
from yishi.clock.story import today
from yishi.db.guard import guarded_update
from yishi.documents.domain.documents import ask
from yishi.journal.domain.events import append
from yishi.refusals import Invalid
from yishi.text.figures import whole_number

from ..enums import LetterKind
from ..models import Letter
from ..transitions import TABLE

PAPER = "request-letter"  # the kind of its document
SERIES = {
    LetterKind.DECISION: "依申告", LetterKind.COMPLETION: "依申补", LetterKind.INQUIRY: "依申询", LetterKind.JOINT: "依申询",
    LetterKind.OVERRIDE: "依申知", LetterKind.EXTENSION: "依申延", LetterKind.REASONS: "依申理", LetterKind.FEE: "依申费",
    LetterKind.FORWARD: "依申转", LetterKind.CONVERSION: "依申办",
}
OF_CORRECTIONS = "依申更"  # the answers to requests to correct a record have a register of their own
HIGHEST = 99_999


@contextmanager
def acting(code, thing, *, by, seen=None, target=None, holder=False, **changes):
    """Do the act ``code`` to ``thing`` as ``taking`` does; ``target`` where it depends on what was said.

    ``holder`` says that whoever acts has shown the key of the request: no office is asked for, and ``by`` may be None.
    """
    act = replace(TABLE[code], target=target or TABLE[code].target)
    if holder:
        with _by_the_key(act, thing, by, seen, changes) as entry:
            yield entry
    else:
        with taking(act, thing, by=by, seen=seen, **changes) as entry:
            yield entry


@contextmanager
def _by_the_key(act, thing, by, seen, changes):
    require_state(act, thing, seen)
    require_checks(act, thing)
    with transaction.atomic():
        guarded_update(thing, {"state": thing.state}, state=act.target or thing.state, **changes)
        entry = Entry()
        yield entry
        append(thing.stream_name, act.event, by=by, community=thing.community, payload=entry.payload)


def series_of(kind, request):
    """Return the series of letters of ``kind`` about ``request``: 梧依申告."""
    community, own = request.community, request.corrects and kind == LetterKind.DECISION
    return f"{community.short or community.name[:1]}{OF_CORRECTIONS if own else SERIES[kind]}"


def write_letter(request, kind, *, by, number=None, party=None):
    """Give a letter of ``kind`` its number (the next one, or the ``number`` an office enters), and have it printed.

    Part of another act. Invalid where the number is none, Refused where it is given already.
    """
    series, year = series_of(kind, request), today().year
    hold(request.community)
    letter = Letter(
        community=request.community, request=request, party=party, kind=kind, series=series, year=year,
        number=_sound(number) or _next(series, year), dated=today(), signed_by=by,
    )
    insert(letter, _("%(letter)s is given already. The register gives each number once.") % {"letter": letter}, field="number")
    ask(PAPER, letter.pk, community=request.community)
    return letter


def _next(series, year):
    last = Letter.objects.filter(series=series, year=year).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _sound(number):
    if number in (None, ""):
        return None
    found = whole_number(number, HIGHEST)
    if not found:
        raise Invalid(_("“%(number)s” is no number of a register: it is a whole number from 1.") % {"number": number},
                      field="number")
    return found
