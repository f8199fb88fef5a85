"""The poster of a result for the notice board: the answer first, large; the whole of it behind a code to scan."""

from django.urls import reverse

from yishi.documents.sheet import address, code_to_scan, paper

from ..models import PostingPurpose
from ..pages.ballots import vote_bars
from ..polls.queries import results
from . import outcome
from .drawing import picture

TASKS, OPINIONS, BARS = 4, 1, 8
LINE = 15  # characters of a line of the title
POINTS, POINT = 330, 160  # characters of the resolution, and of one paragraph of it, that the poster repeats
# From so many characters on the print is set smaller, so that one sheet holds it.
FILLS = ((470, "brim"), (330, "full"), (0, ""))


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
    questions = [result for poll in deciding for result in results(poll)]
    bars = vote_bars(questions[0])[:BARS] if questions else []
    tasks = list(resolution.tasks.select_related("body"))
    opinions = list(matter.minority_opinions.order_by("n"))
    points = points_of(resolution.paragraphs)
    length = sum(map(len, points)) + 34 * min(len(tasks), TASKS) + sum(
        len(row.text) + len(row.answer) for row in opinions[:OPINIONS]
    ) + 25 * len(bars) + 80 * (len(matter.title) > LINE)
    return {
        "resolution": resolution, "matter": matter, "question": questions[0] if questions else None,
        "passed": all(question.passed for question in questions) if questions else True,
        "bars": [(bar, picture(bar)) for bar in bars],
        "tasks": tasks[:TASKS], "more_tasks": len(tasks) - TASKS, "opinions": opinions[:OPINIONS],
        "more_opinions": len(opinions) - OPINIONS, "points": points, "more_points": len(resolution.paragraphs) - len(points),
        "fill": next(word for least, word in FILLS if length >= least),
        "posting": matter.postings.standing(PostingPurpose.RESOLUTION).order_by("-until").first(),
        "tel": matter.community.tel,
    }


def points_of(paragraphs):
    """Return the first paragraphs that the poster has room for, at least one; a long one ends in an ellipsis."""
    found, length = [], 0
    for text in paragraphs:
        short = text if len(text) <= POINT else f"{text[:POINT]}……"
        length += len(short)
        if found and length > POINTS:
            break
        found.append(short)
    return found
