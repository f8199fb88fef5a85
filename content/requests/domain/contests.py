"""Reconsiderations and lawsuits about a request (art. 51): entered when notice of one comes, closed with its outcome."""

from django.utils.translation import gettext_lazy as _

from consultation.domain.codes import insert
from consultation.domain.wording import brief, past_day, written
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..enums import OUTCOMES, ContestKind, ContestState
from ..models import Contest
from ..models.requests import TEXT_LENGTH
from .acting import acting

BODY_LENGTH, NUMBER_LENGTH = 120, 60


def enter(request, *, by, kind, body, number="", on=None, seen=None):
    """Enter a reconsideration or a lawsuit about ``request`` of which notice came ``on`` a day; returns the Contest.

    ``body`` decides it, ``number`` is the case's there. Refused for a lawsuit after a reconsideration where none of the
    request is closed, and where one of the same kind with the same number is entered already.
    """
    if kind not in ContestKind.values:
        raise Invalid(_("Choose whether it is a reconsideration or a lawsuit."), field="kind")
    said = {"body": written(body, "body", BODY_LENGTH), "number": brief(number, "number", NUMBER_LENGTH)}
    day = past_day(on, "on", request.submitted_on)
    with acting("contests.enter", request, by=by, seen=seen) as entry:
        _require_order(request, kind)
        made = Contest(community=request.community, request=request, kind=kind, raised_on=day, entered_by=by, **said)
        insert(made, _("One of this kind with this number is entered already. Give the number of the other case."), field="number")
        entry.payload = {"request": request.pk, "contest": made.pk, "kind": str(kind), "text": seal("\n".join(said.values()))}
    return made


def close(contest, *, by, outcome, on=None, words="", seen=None):
    """Close ``contest`` with its ``outcome`` of the day ``on``; ``words`` say what was decided. Returns it."""
    if outcome not in dict(OUTCOMES):
        raise Invalid(_("Choose how it ended: upheld, corrected, or otherwise."), field="outcome")
    said, day = brief(words, "words", TEXT_LENGTH), past_day(on, "on", contest.raised_on)
    with acting("contests.close", contest, by=by, seen=seen, target=ContestState(outcome), closed_on=day, closed_by=by,
                words=said) as entry:
        entry.payload = {"request": contest.request_id, "contest": contest.pk, "outcome": str(outcome), "text": seal(said)}
    return contest


def _require_order(request, kind):
    """Refuse a lawsuit after a reconsideration before one has ended."""
    ended = request.contests.filter(kind=ContestKind.RECONSIDERATION).exclude(state=ContestState.PENDING)
    if kind == ContestKind.LAWSUIT_AFTER and not ended.exists():
        raise Refused(_("No reconsideration of this request is closed. Enter and close it first, or choose the other lawsuit."),
                      field="kind")
