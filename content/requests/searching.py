"""What search finds of requests: the published answers, which have no personal data."""

from content.search.enums import Kind
from content.search.sources import Row, Source, register

from .enums import AnswerState
from .models import Answer

CHUNK = 100


def rows(numbers=None):
    """Yield the published answers to the requests with the keys ``numbers`` (None: to all)."""
    answers = Answer.objects.filter(state=AnswerState.PUBLISHED)
    if numbers is not None:
        answers = answers.filter(request__in=numbers)
    for answer in answers.select_related("request").prefetch_related("request__letters").order_by("pk").iterator(CHUNK):
        letters = " ".join(str(letter) for letter in answer.request.letters.all() if letter.to_applicant)
        yield Row(Kind.ANSWER, answer.request_id, str(answer.pk), answer.title, f"{answer.question}\n{answer.text}\n{letters}",
                  answer.get_absolute_url(), answer.community_id, answer.reviewed_on)


register(Source("request", frozenset({Kind.ANSWER}), rows))
