"""What the office makes of reports: merged into a matter, answered, turned into an appeal, handed over, reviewed."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import require, taking
from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..collecting import Disposition, Moderation, ReportState
from ..models import Matter, Merge, Report
from ..queries.reports import support_count
from ..transitions import TABLE
from .codes import insert
from .joint import TAKES_REPORTS, leave, taking_jointly
from .wording import written

UNANSWERED = {"disposition": "", "reason": "", "disposed_by": None, "disposed_at": None}
BY_ANOTHER_ACT = {
    Disposition.APPEAL: _("Choose “turn into an appeal”, which says where it went."),
    Disposition.HANDED_OVER: _("Choose “hand over”, which says to whom."),
}
REASON_LENGTH = 2000


def merge(reports, matter, *, by, seen=None):
    """Make ``reports`` (one Report, or several) part of ``matter``; returns the Merge rows.

    Every original stays as it is; reporters and supporters are told, and count once each for the matter. Refused where
    one of them is not filed any more, lies in another community, or the matter has come to its result.
    """
    reports = [reports] if isinstance(reports, Report) else list(reports)
    if not reports:
        raise Invalid(_("Choose at least one report."), field="reports")
    if any(report.community_id != matter.community_id for report in reports):
        raise Invalid(_("Reports and matter belong to different communities."), field="matter")
    act = TABLE["reports.merge"]
    for report in reports:
        require(act, report, by)
    if matter.state not in TAKES_REPORTS:
        raise Refused(_("%(code)s takes no more reports: its result is out.") % {"code": matter.code}, field="matter")
    with taking_jointly(act, reports, matter, by=by, seen=seen, matter=matter) as entries:
        rows = [_merged(report, matter, by) for report in reports]
        entries.extend(
            (row.report.stream_name, act.event, {"report": row.report_id, "matter": matter.pk, "merge": row.pk})
            for row in rows
        )
        entries.append((matter.stream_name, "matter.reports_merged", {
            "matter": matter.pk, "reports": [report.pk for report in reports], "count": len(reports),
            "supporters": support_count(matter)}))
    return rows


def unmerge(report, *, by, seen=None):
    """Take ``report`` out of its matter: it stands filed again, unanswered, with its own supporters.

    The Merge row stays and says by whom it was undone. Refused once the matter is on the agenda, for the reports with
    which it came there; one that joined later may leave until the result is out.
    """
    act = TABLE["reports.unmerge"]
    matter = Matter.objects.select_related("community").filter(pk=report.matter_id).first()
    with taking_jointly(act, [report], matter, by=by, seen=seen, matter=None, **UNANSWERED) as entries:
        entries.append((report.stream_name, act.event, {"report": report.pk, "matter": matter.pk}))
        entries.extend(leave(report, matter, by))


def dispose(report, disposition, reason, *, by, seen=None):
    """Answer ``report``: ``disposition`` (adopted, partly, merged, declined) with its ``reason`` stands beside it.

    Its reporter and supporters are told. A later answer takes the place of an earlier one, and the journal keeps both.
    Invalid without a reason, for an unknown disposition, or for one that another act gives (appeal, handed over).
    """
    reason = written(reason, "reason", REASON_LENGTH)
    if disposition not in Disposition.values:
        raise Invalid(_("Say how it is answered: adopted, partly, merged or declined."), field="disposition")
    if disposition in BY_ANOTHER_ACT:
        raise Invalid(BY_ANOTHER_ACT[disposition], field="disposition")
    if disposition == Disposition.MERGED and report.state != ReportState.MERGED:
        raise Invalid(_("This report is not part of a matter yet: merge it first."), field="disposition")
    with taking(TABLE["reports.dispose"], report, by=by, seen=seen) as entry:
        before = {"disposition": report.disposition, "disposed_at": report.disposed_at}
        guarded_update(report, before, **answer(disposition, reason, by))
        entry.payload = {"report": report.pk, "disposition": str(disposition), "text": seal(reason)}


def convert(report, words, reason, *, by, seen=None):
    """Turn ``report`` into an appeal: ``words`` say where it is dealt with now, ``reason`` why it is not deliberated.

    It is a record: the appeal itself is opened at its desk. Refused unless the report stands filed by itself.
    """
    words = written(words, "words", 120)
    reason = written(reason, "reason", REASON_LENGTH)
    fields = {"converted_to": words, **answer(Disposition.APPEAL, reason, by)}
    with taking(TABLE["reports.convert"], report, by=by, seen=seen, **fields) as entry:
        entry.payload = {"report": report.pk, "text": seal(f"{words}\n{reason}")}


def hand_over(report, to, reason, *, by, seen=None):
    """Hand ``report`` over to the Body ``to``, which is in charge; ``reason`` says why.

    Refused unless the report stands filed by itself.
    """
    reason = written(reason, "reason", REASON_LENGTH)
    fields = {"handed_to": to, **answer(Disposition.HANDED_OVER, reason, by)}
    with taking(TABLE["reports.hand_over"], report, by=by, seen=seen, **fields) as entry:
        entry.payload = {"report": report.pk, "body": to.pk, "text": seal(reason)}


def moderate(report, moderation, *, by, seen=None):
    """Record the review of a statement: "accepted", "rejected" or "unmoderated". It is counted in any case.

    Refused for reports that are no statements of an open call.
    """
    if moderation not in Moderation.values or not moderation:
        raise Invalid(_("Say whether the statement is accepted, rejected or not reviewed yet."), field="moderation")
    with taking(TABLE["reports.moderate"], report, by=by, seen=seen) as entry:
        guarded_update(report, {"moderation": report.moderation}, moderation=moderation)
        entry.payload = {"report": report.pk, "moderation": str(moderation)}


def answer(disposition, reason, by):
    """Return the four fields of an answer, which are set together or not at all."""
    return {"disposition": disposition, "reason": reason, "disposed_by": by, "disposed_at": now()}


def _merged(report, matter, by):
    row = Merge(community=matter.community, matter=matter, report=report, merged_by=by, merged_at=now())
    return insert(row, _("%(code)s is part of a matter already.") % {"code": report.code})
