"""The poster of a result for the notice board: the answer first, large; the whole of it behind a code to scan."""

from math import ceil

from django.urls import reverse

from yishi.documents.fitting import WIDE, fitting, head, heading, lines, part
from yishi.documents.sheet import address, code_to_scan, paper
from yishi.text.lines import width

from ..models import PostingPurpose
from ..pages.ballots import vote_bars
from ..polls.queries import results
from . import outcome
from .drawing import picture

TASKS, OPINIONS, BARS = 4, 1, 8
POINTS, POINT = 330, 160  # characters of the resolution, and of one paragraph of it, that the poster repeats


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
    shown = {
        "resolution": resolution, "matter": matter, "question": questions[0] if questions else None,
        "passed": all(question.passed for question in questions) if questions else True,
        "bars": [(bar, picture(bar)) for bar in bars],
        "tasks": tasks[:TASKS], "more_tasks": len(tasks) - TASKS, "opinions": opinions[:OPINIONS],
        "more_opinions": len(opinions) - OPINIONS, "points": points, "more_points": len(resolution.paragraphs) - len(points),
        "posting": matter.postings.standing(PostingPurpose.RESOLUTION).order_by("-until").first(),
        "tel": matter.community.tel,
    }
    return shown | {"size": fitting(lambda em: height(shown, em))}


def height(shown, em):
    """Return how many mm high the poster becomes with a letter of ``em`` mm."""
    question, bars, tasks = shown["question"], shown["bars"], shown["tasks"]
    wide = WIDE if len(bars) == 1 else 122
    found = head(shown["matter"].title, [question.sentence if question else ""], em)
    found += ceil(len(bars) / 2) * (4 + 10 + max((_bar(bar, wide, 0.75 * em) for bar, _ in bars), default=0))
    found += part(shown["points"], em) + 1.4 * em * sum(shown[f"more_{name}"] > 0 for name in ("points", "opinions", "tasks"))
    if shown["opinions"]:
        found += heading(em)
    for row in shown["opinions"]:
        found += 2 + 1.33 * em * max(lines(text, WIDE / 2 - 5, 0.95 * em) for text in (row.text, row.answer))
    if tasks:
        found += 2 + heading(em)
    return found + sum(3 + 1.22 * em * lines(f"{task.text}{task.who}2026年12月31日", WIDE - 30, 0.9 * em) for task in tasks)


def _bar(bar, wide, em):
    above = lines(bar.figure, wide - em * width(bar.caption) - 3, em)
    return 1.35 * em * (above + lines(f"{bar.sentence}{bar.line_words or ''}", wide, em))


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
