"""Reading a vote: what was ticked, checked against the poll's own questions and choices."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yishi.refusals import Invalid

from ..enums import Method
from ..models import Choice, Question


@dataclass(frozen=True)
class Sheet:
    """A question as it is put: its row, how it is answered, its choices (code → row id), how many may be ticked."""

    question: int
    method: str
    codes: dict
    most: int


def sheets_of(poll):
    """Return {question number: Sheet} of ``poll``; from its opening on they stand still and are read once an object."""
    if poll.definition_hash and getattr(poll, "_sheets", None):
        return poll._sheets
    codes = {}
    for pk, question, code in Choice.objects.filter(poll=poll).order_by("n").values_list("pk", "question_id", "code"):
        codes.setdefault(question, {})[code] = pk
    poll._sheets = {
        n: Sheet(pk, method, codes.get(pk, {}), poll.max_choices if method in {Method.APPROVAL, Method.BUDGET} else 1)
        for pk, n, method in Question.objects.filter(poll=poll).order_by("n").values_list("pk", "n", "method")
    }
    return poll._sheets


def read_vote(poll, choices):
    """Return {question number: tuple of choice ids} for what was ticked.

    ``choices`` is a code, a list of codes (none: blank), or for several questions {question number: either}. Questions
    left out of a named poll are not voted on; of a secret poll they are blank. Invalid for another poll's question or
    choice, one ticked twice, or more ticks than are allowed.
    """
    sheets = sheets_of(poll)
    given = choices if isinstance(choices, dict) else {next(iter(sheets)): choices}
    if not isinstance(choices, dict) and len(sheets) > 1:
        raise Invalid(_("This ballot has several questions: say which one is answered."), field="choices")
    if not given or not given.keys() <= sheets.keys():
        raise Invalid(_("This question does not stand on this ballot."), field="choices")
    return {n: _ticked(sheets[n], ticked) for n, ticked in given.items()}


def _ticked(sheet, ticked):
    codes = [ticked] if isinstance(ticked, str) else list(ticked)
    if not set(codes) <= sheet.codes.keys() or len(set(codes)) != len(codes):
        raise Invalid(_("This choice does not stand on this ballot."), field="choices")
    if len(codes) > sheet.most:
        raise Invalid(_("At most %(most)s may be chosen.") % {"most": sheet.most}, field="choices")
    return tuple(sheet.codes[code] for code in codes)
