"""Step 5 of a matter's page: the result, what spoke against it, and to whom it was told."""

from yishi.clock.story import today

from ..models import ResolutionState, ReviewResult
from ..naming import named
from ..remedies import remedy
from .acts import open_acts


def sections(matter, viewer):
    """Return the section of the result; it is empty where the matter has not come that far."""
    return {"publish": publish(matter, viewer)}


def publish(matter, viewer):
    """Return the resolution in force with its earlier versions, minority opinions beside answers, and objections."""
    versions = sorted(matter.resolutions.all(), key=lambda resolution: -resolution.version)
    public = [each for each in versions if each.state != ResolutionState.DRAFT]
    draft = next((each for each in versions if each.state == ResolutionState.DRAFT), None)
    if draft:
        draft.sent_back = draft.reviews.filter(result=ReviewResult.BACK).last() if draft.review_id is None else None
    minority = list(matter.minority_opinions.all())
    for row in [*versions, *minority]:
        row.community = matter.community
        row.open_acts = open_acts(row, viewer)
    return {
        "resolution": public[0] if public else None, "earlier": public[1:], "draft": draft,
        "minority": minority, "record": public[0].record if public else "",
        "nones": {row.what for row in matter.nones.all()},
        "objections": spoken(matter, matter.objections, viewer),
        "questions": spoken(matter, matter.inquirynotes, viewer),
        "told": list(matter.reports_back.all()),
        "filings": list(matter.filings.all()),
        "orders": sorted(matter.correction_orders.all(), key=lambda order: order.pk),
        "remedy": remedy(matter) if public else [],
    }


def spoken(matter, rows, viewer):
    """Return what persons put in, each by the name that ``viewer`` may read, and whether its answer is late."""
    for row in (rows := list(rows.all())):
        row.community = matter.community
        row.by = named(row, viewer)
        row.late = row.late_on(today())
        row.open_acts = open_acts(row, viewer)
    return rows
