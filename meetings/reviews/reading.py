"""What everybody reads of a welfare review: how many applications there were, and how they ended."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishi.web.drawing import CountBar

from ..enums import MeetingState
from ..models import ReviewCount
from .enums import Outcome

FEWEST = 3  # of fewer applications the outcome would tell whose it was
OVER = (MeetingState.CLOSED, MeetingState.SIGNED)
SHAPES = {Outcome.MEETS: "for", Outcome.FAILS: "against", Outcome.AGAIN: "abstain"}


@dataclass(frozen=True)
class Shown:
    """One sort of help: its name, how many applications in words, and where they are not too few the bar and its figures."""

    scheme: Any
    words: str
    bar: CountBar | None
    figures: tuple = ()


def review_of(meeting):
    """Return what is shown of the welfare review ``meeting`` once it is over, help by help. One query."""
    if not meeting.rule.private or meeting.state not in OVER:
        return []
    return [_shown(row) for row in ReviewCount.objects.filter(meeting=meeting).order_by("scheme")]


def _shown(row):
    scheme, total = capfirst(row.get_scheme_display()), row.total
    if total < FEWEST:
        return Shown(scheme, _("Fewer than %(n)d applications: how they ended is not told.") % {"n": FEWEST}, None)
    words = ngettext("%(n)d application was reviewed.", "%(n)d applications were reviewed.", total) % {"n": total}
    counts = [(outcome, getattr(row, outcome)) for outcome in Outcome]
    bar = CountBar(scheme, tuple((SHAPES[outcome], n) for outcome, n in counts), total, words)
    return Shown(scheme, words, bar, tuple((SHAPES[outcome], outcome.label, n) for outcome, n in counts))
