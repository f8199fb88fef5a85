"""What is published of a request: proposed by one person, reviewed and released by another (arts. 17 and 44)."""

from django.utils.translation import gettext_lazy as _

from consultation.domain.wording import brief, written
from yishi.clock.story import today
from yishi.journal.domain.texts import seal
from yishi.refusals import Forbidden, Invalid
from yishi.text.side_by_side import listed

from .. import disclosing
from ..detecting import found_in
from ..enums import AnswerKind
from ..models import Answer
from ..models.requests import TEXT_LENGTH
from .acting import acting


def propose(request, *, by, title, question, text, entry, kind=AnswerKind.ANSWER, why="", seen=None):
    """Propose that the answer, or (art. 44) the information itself, be published; returns the Answer.

    ``entry`` is the place in the catalogue. Nothing is public before another person has reviewed it.
    """
    if kind not in AnswerKind.values:
        raise Invalid(_("Say what is to be published: the answer, or the information."), field="kind")
    why = written(why, "why", TEXT_LENGTH) if kind == AnswerKind.PROACTIVE else brief(why, "why", TEXT_LENGTH)
    fields = {
        "title": written(title, "title", 120), "question": written(question, "question", TEXT_LENGTH),
        "text": written(text, "text", TEXT_LENGTH), "entry": written(entry, "entry", 12), "why": why,
    }
    disclosing.require_entry(fields["entry"], request.community)
    with acting("published.propose", request, by=by, seen=seen) as line:
        made = Answer.objects.create(community=request.community, request=request, kind=kind, proposed_by=by,
                                     proposed_on=today(), **fields)
        line.payload = {"request": request.pk, "answer": made.pk, "text": seal(made.text)}
    return made


def publish(answer, *, by, review, title=None, question=None, text=None, may_stand=False, seen=None):
    """Release ``answer`` after review, as it stands or as corrected here; it becomes an item of the catalogue.

    Forbidden to whoever proposed it. Invalid where it still seems to hold numbers of telephones or identity papers, or
    the applicant's name, unless ``may_stand`` says that each was looked at and may stand.
    """
    _require_another(answer, by)
    fresh = {
        "title": written(answer.title if title is None else title, "title", 120),
        "question": written(answer.question if question is None else question, "question", TEXT_LENGTH),
        "text": written(answer.text if text is None else text, "text", TEXT_LENGTH),
        "review": written(review, "review", TEXT_LENGTH),
    }
    found = found_in("\n".join((fresh["title"], fresh["question"], fresh["text"])), answer.request)
    if found and not may_stand:
        raise Invalid(_("This looks like personal data: %(found)s. Take it out, or tick that you looked at each.")
                      % {"found": listed(found)}, field="text")
    with acting("published.publish", answer, by=by, seen=seen, reviewed_by=by, reviewed_on=today(), **fresh) as line:
        disclosing.disclose(answer, by=by)
        line.payload = {"request": answer.request_id, "answer": answer.pk, "text": seal(answer.text)}
    return answer


def decline(answer, *, by, review, seen=None):
    """Do not publish ``answer``, with the reason. Forbidden to whoever proposed it."""
    _require_another(answer, by)
    words = written(review, "review", TEXT_LENGTH)
    with acting("published.decline", answer, by=by, seen=seen, review=words, reviewed_by=by, reviewed_on=today()) as line:
        line.payload = {"request": answer.request_id, "answer": answer.pk, "text": seal(words)}
    return answer


def withdraw(answer, *, by, review, seen=None):
    """Take ``answer`` down, with the reason; it is public no more, and its item is withdrawn."""
    words = written(review, "review", TEXT_LENGTH)
    with acting("published.withdraw", answer, by=by, seen=seen, review=words) as line:
        disclosing.withdraw(answer, reason=words, by=by)
        line.payload = {"request": answer.request_id, "answer": answer.pk, "text": seal(words)}
    return answer


def _require_another(answer, by):
    if by is not None and by.pk == answer.proposed_by_id:
        raise Forbidden(_("Who proposed a text does not review it. Somebody else does."))
