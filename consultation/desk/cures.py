"""From a line of a checklist to the form that cures it: the act it names, and the row on which that act is done."""

from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse

from meetings.models import Meeting
from meetings.transitions import TABLE as HALL
from yishi.acts import may, unbarred

from ..enums import MatterState
from ..models import Matter, PostingPurpose, Sitting
from ..transitions import TABLE

MANY = 50
# Where on the page of a matter its rows stand.
PARTS = {
    "consultation.Report": "step-1", "polls.Poll": "step-4", "meetings.Meeting": "step-4",
    "consultation.Resolution": "step-5", "consultation.MinorityOpinion": "step-5", "consultation.Objection": "step-5",
    "consultation.Milestone": "step-6", "consultation.SupervisionOrder": "step-6",
}


# A line that asks for “these, or a statement that there are none” names one act; this is the other.
OTHERWISE = {
    "agenda.declare_no_conflict": "agenda.declare_conflict", "outcomes.record_no_minority": "outcomes.record_minority",
    "outcomes.name_task": "outcomes.record_no_task",
}


def other_way(act, thing, person):
    """Return (act, address) of what ``person`` may do to ``thing`` instead of ``act``, where it is the other way; or None."""
    other = TABLE.get(OTHERWISE.get(act.code))
    if other is None or thing.state not in other.sources or not may(other, thing, person) or not unbarred(other, thing, person):
        return None
    return other, address(other, [thing], thing)


def act_named(code):
    """Return the act that a check names as its cure, or None."""
    return TABLE.get(code) or HALL.get(code)


def rows_for(act, thing):
    """Return the rows, newest first, on which ``act`` can be done to cure something about ``thing``.

    They are the thing itself, its matter, or rows of the matter that stand in a state from which the act starts.
    """
    matter = _matter_of(thing)
    if act.thing == thing._meta.label:
        found = [thing]
    elif not act.sources or matter is None:
        return []
    elif act.thing == Matter._meta.label:
        found = [matter]
    else:
        found = _rows_of(act, matter).filter(state__in=act.sources).select_related("community").order_by("-pk")[:MANY]
    return [row for row in found if row.state in act.sources]


def _rows_of(act, matter):
    """Return the rows of ``matter`` of the kind that ``act`` is done to, those that are owed it."""
    model = apps.get_model(act.thing)
    if model is Meeting:
        sittings = Sitting.objects.filter(matter=matter).standing()
        return Meeting.objects.filter(pk__in=sittings.values("entry__meeting"))
    rows = model.objects.filter(matter=matter)
    if act.code == "reports.dispose":
        return rows.unanswered()
    if act.code == "postings.prove":
        up = PostingPurpose.RESOLUTION if matter.state == MatterState.PUBLISHING else PostingPurpose.AGENDA
        return rows.filter(purpose=up, proofs=None)
    return rows


def cure_of(check, act, rows, thing):
    """Return where ``check`` is cured by ``act``: on the very row it is about, where it is about one of ``rows``.

    The form opens with what the line asks for.
    """
    where = address(act, [row for row in rows if row.pk == check.on] or rows, thing)
    return where if "#" in where or not check.asks else f"{where}?{urlencode(check.asks)}"


def address(act, rows, thing):
    """Return where ``act`` is done to ``rows``: its form where that is one, else the part of the page that lists them."""
    if len(rows) == 1:
        return reverse("act", args=[act.code, rows[0].pk])
    return f"{_matter_of(thing).get_absolute_url()}#{PARTS.get(act.thing, 'acts')}"


def cures(checks, thing, person):
    """Return {code of a check: address} for those not done that ``person`` (None: a visitor) may cure now.

    Where the rows of an act stand is looked up once, however many checks name it.
    """
    missing = [] if person is None else [check for check in checks if not check.done]
    acts = {check.act: act for check in missing if (act := act_named(check.act))}
    rows = {code: _cured_on(act, thing, person) for code, act in acts.items()}
    return {check.code: cure_of(check, acts[check.act], rows[check.act], thing) for check in missing if rows.get(check.act)}


def _cured_on(act, thing, person):
    """Return the rows on which ``person`` may do ``act`` about ``thing``; [] where there are none, or it is another's."""
    rows = rows_for(act, thing)
    return rows if rows and may(act, rows[0], person) else []


def _matter_of(thing):
    """Return the matter of ``thing``, which may be one itself; None where it has none."""
    return thing if isinstance(thing, Matter) else getattr(thing, "matter", None)
