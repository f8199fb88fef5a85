"""The poster of a result for the notice board: the answer first, large; the whole of it behind a code to scan."""

from django.urls import reverse

from yishi.documents.sheet import address, code_to_scan, paper

from ..models import PostingPurpose
from ..pages.ballots import question_of
from ..polls.queries import results
from . import outcome
from .drawing import picture

MUCH = 620  # characters from which the print is set smaller, so that one sheet holds it
TASKS, OPINIONS = 7, 2


def write(document):
    """Return the Job of the poster."""
    found = outcome.read(document)
    if found is None:
        return None
    resolution, record = found
    issuer = outcome.issuer_of(resolution.community)
    words = {
        **said(resolution), "scan": code_to_scan(address(reverse("check", args=[record.sha256]))),
        "page_address": address(resolution.matter.get_absolute_url()),
        "short_code": outcome.short_code(record.sha256),
    }
    return paper(
        document, "consultation/papers/poster.html", words, css=("paper", "poster"), author=issuer,
        title=resolution.title, made=resolution.published_at,
    )


def said(resolution):
    """Return what the poster says of ``resolution``."""
    matter = resolution.matter
    deciding = [poll for poll in outcome.counted(matter) if poll.decisive]
    questions = [question_of(result) for poll in deciding for result in results(poll)]
    tasks = list(resolution.tasks.select_related("body"))
    opinions = list(matter.minority_opinions.order_by("n"))
    length = sum(map(len, resolution.paragraphs)) + sum(len(row.text) + len(row.answer) for row in opinions[:OPINIONS])
    length += 34 * min(len(tasks), TASKS)
    return {
        "resolution": resolution, "matter": matter, "question": questions[0] if questions else None,
        "passed": all(question["passed"] for question in questions) if questions else True,
        "bars": [(bar, picture(bar)) for question in questions[:1] for bar in question["bars"]],
        "tasks": tasks[:TASKS], "more_tasks": len(tasks) - TASKS, "opinions": opinions[:OPINIONS],
        "more_opinions": len(opinions) - OPINIONS, "dense": length > MUCH,
        "posting": matter.postings.standing(PostingPurpose.RESOLUTION).order_by("-until").first(),
        "tel": matter.community.tel,
    }
