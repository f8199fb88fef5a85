"""Who sees what in which phase. Deny is the default."""

from django.db.models import Q

from yishi.people.enums import READERS, Role
from yishi.people.rules import holds, seats_of

from .collecting import Moderation, ReportState

NEIGHBOURS = frozenset({Role.RESIDENT, Role.OWNER, Role.STAKEHOLDER})


def may_read_report(report, viewer):
    """Return whether ``viewer`` may read ``report``.

    Everybody once it is part of a matter and not rejected; before that those who live or serve in its community, who
    may support it; a withdrawn or rejected one its reporter and those in office alone.
    """
    if viewer is not None and (report.reporter_id == viewer.pk or holds(viewer, READERS, report.community)):
        return True
    if report.state == ReportState.WITHDRAWN or report.moderation == Moderation.REJECTED:
        return False
    if report.state == ReportState.MERGED:
        return True
    return viewer is not None and holds(viewer, NEIGHBOURS, report.community)


def readable_reports(reports, viewer):
    """Return ``reports`` narrowed to those that ``viewer`` may read; the same rule as ``may_read_report``, in SQL."""
    shown = ~Q(state=ReportState.WITHDRAWN) & ~Q(moderation=Moderation.REJECTED)
    public = shown & Q(state=ReportState.MERGED)
    if viewer is None:
        return reports.filter(public)
    seen = public | Q(reporter=viewer)
    for path in _paths(viewer, READERS):
        seen |= Q(community__path__startswith=path)
    for path in _paths(viewer, NEIGHBOURS):
        seen |= shown & Q(community__path__startswith=path)
    if viewer.household_id is not None:
        home = viewer.community.path
        seen |= shown & (Q(community__path__startswith=home) | Q(community__path__in=_above(home)))
    return reports.filter(seen)


def knows_reporter(report, viewer):
    """Return whether ``viewer`` may read what is kept for the office: earlier wordings, where exactly it is."""
    return viewer is not None and (report.reporter_id == viewer.pk or holds(viewer, READERS, report.community))


def readable_papers(matter, viewer):
    """Return the papers of ``matter`` that ``viewer`` may open: public ones, and all for those in office there."""
    rows = matter.attachments.order_by("added_at", "pk")
    if viewer is not None and holds(viewer, READERS, matter.community):
        return rows
    return rows.filter(visibility="public")


def may_read_paper(paper, viewer):
    """Return whether ``viewer`` may open ``paper``: public ones of what one may read, one's own report's, and all for
    those in office there."""
    if viewer is not None and holds(viewer, READERS, paper.community):
        return True
    if paper.report_id and viewer is not None and paper.report.reporter_id == viewer.pk:
        return True
    if paper.report_id and not may_read_report(paper.report, viewer):
        return False
    return paper.visibility == "public"


def _paths(viewer, roles):
    """Return the paths of the places in which ``viewer`` holds one of ``roles``."""
    return [seat.place.path for seat in seats_of(viewer) if seat.role in roles]


def _above(path):
    """Return the paths of the places that contain the place of ``path``."""
    codes = path.strip("/").split("/")
    return ["/".join(codes[:n]) + "/" for n in range(1, len(codes))]
