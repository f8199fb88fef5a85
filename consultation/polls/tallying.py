"""What the rows say: votes, areas and channels of a poll, in a fixed number of queries however many votes there are.

Nothing here asks whether the figures may be shown; ``queries`` does, and is what others call.
"""

from collections import defaultdict

from django.db.models import BigIntegerField, BooleanField, Count, Exists, F, OuterRef, Sum, Value
from django.db.models.functions import Cast

from .counting import Tally
from .enums import BatchState, Channel, Secrecy
from .models import (
    BatchSheet,
    BatchTally,
    Choice,
    HandCount,
    HandTally,
    NamedBallot,
    NamedBallotChoice,
    NamedMark,
    PaperBatch,
    RollEntry,
    SecretBallot,
    SecretBallotChoice,
    SecretMark,
)
from .rules import RULES

COUNTED = ("of", "on", "void", "filled", "heads", "area")  # question, choice, spoilt, whether a choice stands there, how many
_YES, _NO, _NONE, _ROWS = Value(True, BooleanField()), Value(False, BooleanField()), Value(0, BigIntegerField()), Count("pk")
_NO_KEY = Cast(Value(None), BigIntegerField())


class Sheet:
    """What was found for one question, while it is being added up."""

    def __init__(self, codes):
        self.heads = dict.fromkeys(codes, 0)
        self.area = dict.fromkeys(codes, 0)
        self.cast = self.cast_area = self.blank = self.spoilt = 0

    def add(self, heads, area=0, *, blank=False, spoilt=False):
        """Add ``heads`` ballots."""
        self.cast += heads
        self.cast_area += area
        self.spoilt += heads if spoilt else 0
        self.blank += heads if blank and not spoilt else 0


def tallies_of(poll):
    """Return {question number: Tally} of ``poll``, each heads and area by choice code in the order of the list."""
    codes, where, numbers = defaultdict(list), {}, {}
    for choice in choices_of(poll):
        codes[choice.question.n].append(choice.code)
        where[choice.pk] = (choice.question.n, choice.code)
        numbers[choice.question_id] = choice.question.n
    sheets = {n: Sheet(found) for n, found in codes.items()}
    present = ADDING[poll.secrecy](poll, sheets, numbers, where)
    heads, area = _taking_part(poll) if len(sheets) > 1 and RULES[poll.rule].decides else (0, 0)
    return {n: _tally(poll, sheet, max(present or 0, heads), area) for n, sheet in sheets.items()}


def choices_of(poll):
    """Return the choices of ``poll`` with their questions, in order; from its opening on they are read once an object."""
    if not (poll.definition_hash and getattr(poll, "_choices", None)):
        read_choices([poll])
    return poll._choices


def read_choices(polls):
    """Read the choices of all ``polls`` at once, for ``choices_of``."""
    found = defaultdict(list)
    for choice in Choice.objects.filter(poll__in=polls).select_related("question").order_by("question__n", "n"):
        found[choice.poll_id].append(choice)
    for poll in polls:
        poll._choices = found[poll.pk]


def with_choices(polls):
    """Return the polls that a queryset of ``polls`` names, with their choices, in the order of their keys. One query."""
    found = {}
    rows = Choice.objects.filter(poll__in=polls).select_related("poll", "question")
    for choice in rows.order_by("poll", "question__n", "n"):
        poll = found.setdefault(choice.poll_id, choice.poll)
        choice.poll = poll
        poll.__dict__.setdefault("_choices", []).append(choice)
    return list(found.values())


def _tally(poll, sheet, present, area):
    return Tally(
        entitled=poll.entitled or 0, present=max(present, sheet.cast), cast=sheet.cast, heads=sheet.heads,
        blank=sheet.blank, spoilt=sheet.spoilt, entitled_area=poll.entitled_area_dm2 or 0,
        cast_area=max(area, sheet.cast_area), area=sheet.area,
    )


def _taking_part(poll):
    """Return (units, area) that took part in ``poll``: whoever left one of several questions out was there all the same."""
    marks = NamedMark if poll.secrecy == Secrecy.NAMED else SecretMark
    rows = RollEntry.objects.filter(poll=poll, pk__in=marks.objects.filter(poll=poll).values("entry"))
    found = rows.aggregate(heads=Count("pk"), area=Sum("area_dm2"))
    return found["heads"], found["area"] or 0


def current_marks(poll):
    """Return the named marks of ``poll`` that count: of each unit and question the latest."""
    marks = NamedMark.objects.filter(poll=poll)
    return marks.filter(~Exists(_later("poll_id", "question_id", "entry_id", "n"))) if poll.may_change else marks


def _later(poll, question, entry, n):
    return NamedMark.objects.filter(
        poll_id=OuterRef(poll), question_id=OuterRef(question), entry_id=OuterRef(entry), n__gt=OuterRef(n)
    )


def _add_named(poll, sheets, numbers, where):
    ballots = NamedBallot.objects.filter(mark__poll=poll)
    choices = NamedBallotChoice.objects.filter(ballot__mark__poll=poll)
    if poll.may_change:
        names = ("poll_id", "question_id", "entry_id", "n")
        ballots = ballots.filter(~Exists(_later(*(f"mark__{name}" for name in names))))
        choices = choices.filter(~Exists(_later(*(f"ballot__mark__{name}" for name in names))))
    filled = Exists(NamedBallotChoice.objects.filter(ballot=OuterRef("pk")))
    _add(
        sheets, numbers, where,
        _ballots(ballots, "mark__question", filled, F("spoilt"), Sum("mark__entry__area_dm2")),
        _choices(choices, Sum("ballot__mark__entry__area_dm2")),
    )
    return poll.present


def _add_secret(poll, sheets, numbers, where):
    filled = Exists(SecretBallotChoice.objects.filter(ballot=OuterRef("pk")))
    confirmed = {"batch__poll": poll, "batch__state": BatchState.CONFIRMED, "hand": 1}
    papers = BatchSheet.objects.filter(**confirmed)
    tallies = BatchTally.objects.filter(**{f"sheet__{name}": value for name, value in confirmed.items()})
    _add(
        sheets, numbers, where, _ballots(SecretBallot.objects.filter(poll=poll), "question", filled),
        _ballots(papers, "question", _YES, heads=Sum("batch__ballots") - Sum("blank") - Sum("spoilt")),
        _ballots(papers, "question", _NO, heads=Sum("blank")), _ballots(papers, "question", _NO, _YES, heads=Sum("spoilt")),
        _choices(SecretBallotChoice.objects.filter(ballot__poll=poll)), _choices(tallies, heads=Sum("votes")),
    )
    return poll.present


def _add_hands(poll, sheets, numbers, where):
    counted = HandTally.objects.filter(count__poll=poll, count__confirmed_by__isnull=False)
    rows = list(counted.values_list("choice", "hands", "count__present"))
    for choice, hands, _present in rows:
        n, code = where[choice]
        sheets[n].heads[code] += hands
        sheets[n].add(hands)
    return rows[0][2] if rows else 0


def _ballots(rows, question, filled, spoilt=_NO, area=_NONE, heads=_ROWS):
    """Count ``rows`` of ballots by question, and by whether a choice stands on them and whether they are spoilt, for ``_add``."""
    rows = rows.annotate(of=F(question), on=_NO_KEY, void=spoilt, filled=filled).values("of", "on", "void", "filled")
    return rows.annotate(heads=heads, area=area).order_by().values_list(*COUNTED)


def _choices(rows, area=_NONE, heads=_ROWS):
    """Count ``rows`` of what stands on ballots by choice, for ``_add``."""
    rows = rows.annotate(of=_NO_KEY, on=F("choice"), void=_NO, filled=_NO).values("of", "on", "void", "filled")
    return rows.annotate(heads=heads, area=area).order_by().values_list(*COUNTED)


def _add(sheets, numbers, where, first, *others):
    """Add what ``_ballots`` and ``_choices`` count to ``sheets``. One query."""
    for question, choice, spoilt, filled, heads, area in first.union(*others, all=True):
        if choice is None:
            sheets[numbers[question]].add(heads, area, blank=not filled, spoilt=spoilt)
        else:
            n, code = where[choice]
            sheets[n].heads[code] += heads
            sheets[n].area[code] += area


ADDING = {Secrecy.NAMED: _add_named, Secrecy.SECRET: _add_secret, Secrecy.SHOW_OF_HANDS: _add_hands}


def took_part(poll):
    """Return how many units of ``poll`` are marked as having voted (a show of hands marks nobody: 0)."""
    if poll.secrecy == Secrecy.NAMED:
        return NamedMark.objects.filter(poll=poll).aggregate(units=Count("entry", distinct=True))["units"]
    return SecretMark.objects.filter(poll=poll).count()


def channels(poll):
    """Return {channel: units} of ``poll``, the channels that were used, in the order of the vocabulary."""
    marks = (NamedMark if poll.secrecy == Secrecy.NAMED else SecretMark).objects.filter(poll=poll)
    found = dict(marks.values_list("channel").annotate(units=Count("entry", distinct=True)).order_by())
    return {channel: found[channel] for channel in Channel if channel in found}


def papers(poll):
    """Return (units marked as having voted on paper, papers counted twice and equal) of a secret poll."""
    marked = SecretMark.objects.filter(poll=poll).exclude(channel=Channel.ONLINE).count()
    batches = PaperBatch.objects.filter(poll=poll, state=BatchState.CONFIRMED)
    return marked, batches.aggregate(papers=Sum("ballots"))["papers"] or 0


def entered_papers(poll):
    """Return the ids of those who entered, witnessed or counted votes of ``poll``: none of them certifies."""
    people = set()
    for rows, names in (
        (NamedMark, ("entered_by", "witness")), (SecretMark, ("entered_by", "witness")),
        (PaperBatch, ("first_by", "second_by")), (HandCount, ("entered_by",)),
    ):
        for found in rows.objects.filter(poll=poll).values_list(*names).distinct().order_by():
            people.update(found)
    return people - {None}
