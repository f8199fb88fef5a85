"""What the page of a matter reads: every kind of row once, for all its sections and checklists, and all persons together."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from meetings.enums import Capacity
from yishi.people.rules import read_persons

from ..models import (
    CallOpinion,
    Evidence,
    Hearing,
    Matter,
    NextTask,
    OpinionState,
    OutcomeRecord,
    Posting,
    PostingProof,
    Rating,
    Resolution,
    SatisfactionSurvey,
    Sitting,
    WhistleResponse,
)
from ..polls.enums import PollState
from ..polls.models import Poll
from ..polls.tallying import read_choices
from ..queries.reports import with_support

RATINGS_SHOWN = 20
PLAIN = (
    "agenda_texts", "party_reviews", "conflict_declarations", "stakeholders", "findings",
    "expert_opinions", "options", "cost_plans", "minority_opinions", "nones", "objections", "inquirynotes", "reports_back",
    "filings", "correction_orders", "milestones__delays", "inspections__members", "supervision_orders",
    "accountability_records__actions", "follow_ups",
)


def read_along(matter, only=None):
    """Read what sections and checklists ask of ``matter`` (``only``: these lookups): a query for each kind of row that it
    has, and one for how many reports and supporters it has and of what there is none.
    """
    lookups = [each for each in (*map(Prefetch, PLAIN), *_joined()) if only is None or each.prefetch_through in only]
    _look(matter, {each.prefetch_to.partition("__")[0] for each in lookups} - {"call"} | {"attachments"})
    prefetch_related_objects([matter], *lookups)
    if counted := [poll for poll in matter.polls.all() if poll.state == PollState.CERTIFIED]:
        read_choices(counted)


def read_names(matter, reports, events):
    """Read the persons whose names the page of ``matter`` says: of its ``reports`` and ``events`` and what was read along."""
    entries = [sitting.entry for sitting in matter.sittings.all() if sitting.entry_id]
    reviews = [review for resolution in matter.resolutions.all() for review in resolution.reviews.all()]
    said = (matter.inquirynotes.all(), matter.expert_opinions.all(), *(survey.said for survey in matter.surveys.all()))
    read_persons(
        *public_names(matter), *((rows, "person") for rows in said),
        ([each for entry in entries for each in entry.statements.all()], "speaker"),
        (reviews, "maker"), (reviews, "reviewer"), (reports, "reporter"), (events, "actor"), (events, "on_behalf_of"),
    )


def public_names(matter):
    """Return the rows that name a person on the page of ``matter`` and in its open data, each (rows, name of the field)."""
    meetings = [sitting.entry.meeting for sitting in matter.sittings.all() if sitting.entry_id]
    return (
        (matter.objections.all(), "person"), (meetings, "facilitator"), (meetings, "recorder"),
        ([each for inspection in matter.inspections.all() for each in inspection.members.all()], "person"),
        ([each for hearing in matter.hearings.all() for each in hearing.participants.all()], "person"),
        (matter.call.given if hasattr(matter, "call") else [], "person"),
    )


def everything(thing):
    """Yield the rows that were read along with ``thing``, and with them."""
    for rows in getattr(thing, "_prefetched_objects_cache", {}).values():
        for row in rows:
            yield row
            yield from everything(row)


def _joined():
    """Return the lookups of rows that are read with what they point at."""
    there = Count("entry__meeting__attendances", filter=Q(
        entry__meeting__attendances__present=True, entry__meeting__attendances__capacity=Capacity.MEMBER))
    recorded = OutcomeRecord.objects.filter(matter=OuterRef("matter"), version=OuterRef("version"))
    given = CallOpinion.objects.exclude(state=OpinionState.TAKEN_BACK).order_by("n")
    said = Rating.objects.exclude(text="").select_related("follow_up").order_by("pk")[:RATINGS_SHOWN]
    return (
        Prefetch("postings", Posting.objects.with_text()),
        Prefetch("postings__proofs", PostingProof.objects.select_related("attachment")),
        Prefetch("polls", Poll.objects.select_related("community", "place").order_by("-decisive", "opens_at", "pk")),
        Prefetch("resolutions", Resolution.objects.select_related("number", "review", "filing").annotate(
            record=Subquery(recorded.values("sha256")[:1]))),
        Prefetch("resolutions__reviews"), Prefetch("resolutions__tasks", NextTask.objects.select_related("body")),
        Prefetch("milestones__evidence", Evidence.objects.select_related("attachment")),
        Prefetch("whistles__responses", WhistleResponse.objects.select_related("body")),
        Prefetch("surveys", SatisfactionSurvey.objects.counted()), Prefetch("surveys__ratings", said, to_attr="said"),
        Prefetch("call__opinions", given, to_attr="given"),
        Prefetch("hearings", Hearing.objects.select_related("sitting__entry__meeting")), Prefetch("hearings__participants"),
        Prefetch("sittings", Sitting.objects.select_related("entry__meeting__community").annotate(there=there)),
        Prefetch("sittings__entry__consensuses"), Prefetch("sittings__entry__statements"),
    )


def _look(matter, names):
    """Count the reports and supporters of ``matter``, and let those relations ``names`` that have no row be known as empty."""
    kinds = {name: Matter._meta.get_field(name) for name in names}
    has = {
        f"has_{name}": Exists(kind.related_model.objects.filter(**{kind.field.name: OuterRef("pk")}))
        for name, kind in kinds.items()
    }
    found = with_support(Matter.objects).annotate(**has).values("report_count", "supporter_count", *has).get(pk=matter.pk)
    matter.report_count, matter.supporter_count = found["report_count"], found["supporter_count"]
    known = matter.__dict__.setdefault("_prefetched_objects_cache", {})
    known.update({name: getattr(matter, name).none() for name in names if not found[f"has_{name}"]})
