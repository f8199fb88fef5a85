"""What the rows say: votes, areas and channels of a poll, in a fixed number of queries however many votes there are.

Nothing here asks whether the figures may be shown; ``queries`` does, and is what others call.
"""

from collections import defaultdict

from django.db.models import Count, Exists, OuterRef, Sum

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
    found = ballots.annotate(filled=filled).values_list("mark__question", "spoilt", "filled").annotate(
        heads=Count("pk"), area=Sum("mark__entry__area_dm2")
    ).order_by()
    for question, spoilt, has_choice, heads, area in found:
        sheets[numbers[question]].add(heads, area, blank=not has_choice, spoilt=spoilt)
    found = choices.values_list("choice").annotate(heads=Count("pk"), area=Sum("ballot__mark__entry__area_dm2"))
    for choice, heads, area in found.order_by():
        n, code = where[choice]
        sheets[n].heads[code] += heads
        sheets[n].area[code] += area
    return poll.present


def _add_secret(poll, sheets, numbers, where):
    filled = Exists(SecretBallotChoice.objects.filter(ballot=OuterRef("pk")))
    ballots = SecretBallot.objects.filter(poll=poll).annotate(filled=filled).values_list("question", "filled")
    for question, has_choice, heads in ballots.annotate(heads=Count("pk")).order_by():
        sheets[numbers[question]].add(heads, blank=not has_choice)
    choices = SecretBallotChoice.objects.filter(ballot__poll=poll).values_list("choice").annotate(heads=Count("pk"))
    _add_heads(choices.order_by(), sheets, where)
    confirmed = {"batch__poll": poll, "batch__state": BatchState.CONFIRMED, "hand": 1}
    found = BatchSheet.objects.filter(**confirmed).values_list("question", "batch__ballots", "blank", "spoilt")
    for question, papers, blank, spoilt in found:
        sheet = sheets[numbers[question]]
        sheet.add(blank, blank=True)
        sheet.add(spoilt, spoilt=True)
        sheet.add(papers - blank - spoilt)
    tallies = BatchTally.objects.filter(**{f"sheet__{name}": value for name, value in confirmed.items()})
    _add_heads(tallies.values_list("choice").annotate(heads=Sum("votes")).order_by(), sheets, where)
    return poll.present


def _add_hands(poll, sheets, numbers, where):
    count = HandCount.objects.filter(poll=poll, confirmed_by__isnull=False).first()
    if count is None:
        return 0
    for choice, hands in HandTally.objects.filter(count=count).values_list("choice", "hands"):
        n, code = where[choice]
        sheets[n].heads[code] += hands
        sheets[n].add(hands)
    return count.present


def _add_heads(found, sheets, where):
    for choice, heads in found:
        n, code = where[choice]
        sheets[n].heads[code] += heads


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
        (NamedMark, ("entered_by", "witness")), (SecretMark, ("entered_by",)),
        (PaperBatch, ("first_by", "second_by")), (HandCount, ("entered_by",)),
    ):
        for found in rows.objects.filter(poll=poll).values_list(*names).distinct().order_by():
            people.update(found)
    return people - {None}
