"""The paper form of a ballot: the same questions and choices as on the page, with boxes to be ticked."""

from django.utils import timezone

from yishi.documents.sheet import paper

from ..polls.enums import Method, Secrecy
from ..polls.models import Poll, Question
from .outcome import issuer_of

SEVERAL = (Method.APPROVAL, Method.BUDGET)


def write(document):
    """Return the Job of the ballot paper of the poll that ``document`` names."""
    poll = Poll.objects.select_related("community", "place", "matter").filter(pk=document.subject).first()
    if poll is None:
        return None
    words = {
        "poll": poll, "named": poll.secrecy == Secrecy.NAMED, "several": poll.max_choices > 1,
        "questions": [
            {"text": row.text, "most": poll.max_choices if row.method in SEVERAL else 1, "choices": row.choices.all()}
            for row in Question.objects.filter(poll=poll).prefetch_related("choices__question")
        ],
    }
    day = poll.announced_on or timezone.localtime(poll.opened_at or poll.opens_at).date()
    made = timezone.make_aware(timezone.datetime.combine(day, timezone.datetime.min.time()))
    return paper(
        document, "consultation/papers/ballot.html", words, css=("paper", "ballot"), title=poll.question, made=made,
        author=issuer_of(poll.community),
    )
