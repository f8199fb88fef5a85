"""What of a matter has to stand in the catalogue (一事一议一公开): read from its rows, nothing is entered twice.

Each part is one item: made when its fact is there, brought up to date with it, withdrawn when the fact is taken back.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultation.enums import MatterState
from consultation.models import (
    Execution,
    Inquiry,
    Inspection,
    Matter,
    Milestone,
    MilestoneState,
    Posting,
    PostingPurpose,
    PublicCall,
    Resolution,
)
from yishi.clock.spoken import since_year

from .enums import Format, Openness, Validity


@dataclass(frozen=True)
class Part:
    """A part of a matter: the code of its entry, its word, its step (where it stands on the matter's page), of which of the
    five kinds of openness it is: the way to a decision, carrying it out, or what came of it; and its form."""

    code: str
    entry: str
    label: Any
    anchor: str
    openness: Openness
    format: Format = Format.PAGE


PARTS = {part.code: part for part in (
    Part("agenda", "25", gettext_lazy("agenda notice"), "step-2", Openness.DECISION),
    Part("call", "23", gettext_lazy("call for opinions"), "call", Openness.DECISION),
    Part("research", "25", gettext_lazy("report of the inquiry"), "step-3", Openness.DECISION),
    Part("outcome", "26", gettext_lazy("resolution and votes"), "step-5", Openness.RESULT, Format.PDF),
    Part("execution", "26", gettext_lazy("carrying out"), "step-6", Openness.EXECUTION),
    Part("acceptance", "26", gettext_lazy("acceptance"), "step-6", Openness.RESULT),
)}
OWED_AT_THE_END = {
    MatterState.COMPLETED: ("outcome", "execution", "acceptance"), MatterState.CLOSED_NOT_PASSED: ("outcome",),
}


@dataclass(frozen=True)
class Fact:
    """That a part is there: made and published on which days, what it says, whether it still holds as it was, and the
    fields of its item that tell of its review before release."""

    made_on: dt.date
    on: dt.date
    summary: str
    validity: str = Validity.VALID.value
    review: dict = field(default_factory=dict)


def key_of(matter, part):
    """Return the key of the item of ``part`` (its code)."""
    return f"{matter.code}:{part}"


def facts(pks):
    """Return {key of a matter: {code of a part: Fact}} for the matters ``pks``. Eight queries, however many they are."""
    found = defaultdict(dict)
    for read in (_agenda, _call, _research, _outcome, _execution, _acceptance):
        for matter, code, fact in read(pks):
            found[matter][code] = fact
    return found


def _agenda(pks):
    rows = Posting.objects.standing(PostingPurpose.AGENDA).filter(matter__in=pks).select_related("matter")
    for row in rows.order_by("-since", "-pk"):  # the first one counts: what is read last stays
        yield row.matter_id, "agenda", Fact(row.since, row.since, row.words or row.matter.summary)


def _call(pks):
    for row in PublicCall.objects.filter(matter__in=pks):
        yield row.matter_id, "call", Fact(row.since, row.since, row.explanation)


def _research(pks):
    for row in Inquiry.objects.filter(matter__in=pks, published_on__isnull=False):
        words = {"since": since_year(row.since), "until": since_year(row.until), "n": row.returned or 0}
        summary = _("Inquiry from %(since)s to %(until)s, %(n)s answers.") % words
        yield row.matter_id, "research", Fact(row.closed_on, row.published_on, summary)


def _outcome(pks):
    first = {}
    for row in Resolution.objects.ever_public().filter(matter__in=pks).select_related("review").order_by("matter", "version"):
        start = first.setdefault(row.matter_id, row)
        on = start.published_on
        validity = Validity.VALID if row.version == 1 and row.state == "published" else Validity.AMENDED
        fact = Fact(min(start.dated, on), on, "".join([row.title, "。", *row.paragraphs[:1]]), validity.value, _reviewed(row.review))
        yield row.matter_id, "outcome", fact


def _reviewed(review):
    """Return what the form of review and approval says, as fields of an item; none before there were such forms."""
    if review is None:
        return {}
    return {"reviewed_on": review.on, "reviewed_by_id": review.reviewer_id, "withheld": review.reason,
            "withheld_basis": review.basis}


def _execution(pks):
    done = Count("pk", filter=Q(state=MilestoneState.DONE))
    rows = Milestone.objects.filter(matter__in=pks).order_by().values_list("matter").annotate(n=Count("pk"), done=done)
    counts = {matter: (n, done) for matter, n, done in rows}
    for row in Execution.objects.filter(matter__in=pks):
        n, done = counts.get(row.matter_id, (0, 0))
        summary = _("Led by %(who)s; %(done)s of %(n)s milestones done.") % {"who": row.lead_words, "done": done, "n": n}
        yield row.matter_id, "execution", Fact(row.started, row.started, summary)


def _acceptance(pks):
    for row in Inspection.objects.filter(matter__in=pks).order_by("matter", "round"):  # the last round counts
        words = {"n": row.round, "result": row.get_result_display(), "comment": row.comment}
        yield row.matter_id, "acceptance", Fact(row.on, row.on, _("Round %(n)s: %(result)s. %(comment)s") % words)


def matters(pks):
    """Return the matters ``pks`` with their communities. One query."""
    return list(Matter.objects.filter(pk__in=pks).select_related("community").order_by("pk"))
