"""Registers of numbers (槐议〔2026〕3号): the next by default, or one that an office enters; a gap is explained."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yishi.acts import require
from yishi.clock.story import today
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.people.models import Place
from yishi.refusals import Invalid

from ..models import NumberLine
from ..transitions import TABLE
from .codes import hold, insert
from .wording import written

FIRST_YEAR, LAST_YEAR, HIGHEST = 1990, 2999, 99_999
MOST_AT_ONCE = 500


def take(series, year, *, matter, by, number=None):
    """Give ``matter`` the next number of ``series`` in ``year`` (or the ``number`` an office enters); returns its line.

    Part of another act, whose event names the line. Refused where the number is given, Invalid where it is none.
    """
    with transaction.atomic():
        hold(matter.community)
        number = _sound(series, year, number if number not in (None, "") else _next(series, year))
        line = NumberLine(
            community=matter.community, series=series, year=year, number=number, matter=matter, given_by=by,
            given_on=today(),
        )
        return insert(line, _taken(line), field="number")


def explain(series, year, number, *, community, by, explanation, until=None):
    """Explain ``number`` of ``series`` in ``year``, which was issued outside this system; returns its line.

    With ``until`` all numbers from ``number`` to it are explained at once, by the same words, for a register that was
    begun outside; returns the first line. Refused, and nothing is written, where one of them is given already; Invalid
    for the register of another community, which begins with its character.
    """
    explanation = written(explanation, "explanation", 200)
    first = _sound(series, year, number)
    _require_own(series, community)
    last = first if until in (None, "") else _sound(series, year, until)
    if not first <= last < first + MOST_AT_ONCE:
        raise Invalid(
            _("Name a range that goes up, of at most %(n)s numbers.") % {"n": MOST_AT_ONCE}, field="number"
        )
    fields = {"community": community, "series": series, "year": year, "explanation": explanation, "given_by": by}
    lines = [NumberLine(number=each, given_on=today(), **fields) for each in range(first, last + 1)]
    require(TABLE["numbers.explain"], lines[0], by)
    with transaction.atomic():
        hold(community)
        for line in lines:
            insert(line, _taken(line), field="number")
        payload = {"line": lines[0].pk, "number": first, "until": last, "year": year, "text": seal(explanation)}
        append(f"numbers:{community.pk}", "number.explained", by=by, community=community, payload=payload)
    return lines[0]


def missing(series, year):
    """Return the numbers of ``series`` in ``year`` below the highest that have no line, in order. One query."""
    given = set(NumberLine.objects.filter(series=series, year=year).values_list("number", flat=True))
    return [number for number in range(1, max(given, default=0)) if number not in given]


def spans(numbers):
    """Return ``numbers``, which go up, as words, those that follow one another as one span: 2, 4–17."""
    found = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in found]


def _next(series, year):
    highest = NumberLine.objects.filter(series=series, year=year).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _sound(series, year, number):
    """Return ``number`` as an int; Invalid where series, year or number cannot stand in a register."""
    if not series or len(series) > NumberLine._meta.get_field("series").max_length:
        raise Invalid(_("Name the series of the number, like 槐议."), field="series")
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Invalid(_("%(year)s is not a year of a register.") % {"year": year}, field="year")
    try:
        number = int(number)
    except (TypeError, ValueError):
        raise Invalid(_("A number of a register is a whole number from 1."), field="number") from None
    if not 1 <= number <= HIGHEST:
        raise Invalid(_("A number of a register is a whole number from 1."), field="number")
    return number


def _require_own(series, community):
    if community.short and series.startswith(community.short):
        return
    others = Place.objects.exclude(short="").exclude(path__startswith=community.path)
    keeper = next((place for place in others if series.startswith(place.short)), None)
    if keeper:
        raise Invalid(_("This register is kept by %(place)s.") % {"place": keeper.name}, field="series")


def _taken(line):
    return _("%(line)s is given already. The register gives each number once.") % {"line": line}
