"""Acts on reports that a matter hears of too: the matter is held first, then the reports; events go to both streams."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.acts import require, require_state, require_unbarred
from yishi.clock.story import now
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append_all
from yishi.refusals import Refused

from ..enums import MatterState
from ..models import Admission, Matter, Merge
from ..queries.reports import support_count

TAKES_REPORTS = (
    MatterState.COLLECTING, MatterState.AGENDA_REVIEW, MatterState.SURVEYING, MatterState.DELIBERATING,
)
LETS_GO = (MatterState.COLLECTING, MatterState.AGENDA_REVIEW)


@contextmanager
def taking_jointly(act, reports, held, *, by, seen=None, **changes):
    """Do ``act`` to each of ``reports``, the matter ``held`` (or None) in its state; yields the events' list to fill.

    Forbidden, Stale or Refused as by ``taking``; then nothing was written. ``changes`` are set on every report.
    """
    for report in reports:
        require(act, report, by)
        require_state(act, report, seen)
        require_unbarred(act, report, by)
    with transaction.atomic():
        if held is not None:
            guarded_update(held, {"state": held.state}, state=held.state)
        for report in sorted(reports, key=lambda report: report.pk):
            guarded_update(report, {"state": report.state}, state=act.target or report.state, **changes)
        entries = []
        yield entries
        append_all(entries, by=by, community=reports[0].community)


def collects(matter):
    """Return whether people may stand behind a report that is part of ``matter``, or of none (None)."""
    return matter is None or matter.state == MatterState.COLLECTING


def require_collecting(report):
    """Return the matter that ``report`` is part of, or None; Refused where its collection has ended."""
    if report.matter_id is None:
        return None
    matter = Matter.objects.select_related("community").get(pk=report.matter_id)
    if not collects(matter):
        raise Refused(
            _("This report is part of %(code)s, whose collection has ended. Speak up there instead.")
            % {"code": matter.code}
        )
    return matter


def require_let_go(report):
    """Refuse where the matter of ``report`` keeps it: it is on the agenda with it, or its result is out."""
    matter = Matter.objects.filter(pk=report.matter_id).first()
    if matter is not None and not _lets_go(matter, report):
        raise Refused(_("%(code)s is on the agenda: its reports stay with it.") % {"code": matter.code})


def _lets_go(matter, report):
    """Return whether ``report`` may still leave ``matter``."""
    if matter.state in LETS_GO or matter.state not in TAKES_REPORTS:
        return matter.state in LETS_GO
    admission = Admission.objects.filter(matter=matter).first()
    merge = Merge.objects.filter(report=report, undone_at=None).first()
    on_agenda = admission and admission.admitted_on
    return merge is not None and (on_agenda is None or timezone.localtime(merge.merged_at).date() >= on_agenda)


def leave(report, matter, by):
    """Undo the standing merge of ``report`` into ``matter``; returns the events of it for the matter's stream."""
    if matter is None:
        return []
    Merge.objects.filter(report=report, undone_at=None).update(undone_at=now(), undone_by=by)
    figures = {"matter": matter.pk, "report": report.pk, "supporters": support_count(matter)}
    return [(matter.stream_name, "matter.report_left", figures)]
