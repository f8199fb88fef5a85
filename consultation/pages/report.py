"""What the reader of a report may do to it."""

from django.urls import reverse

from yishi.acts import may

from ..desk.doing import new_thing
from ..predicates import read_estates
from ..queries.addresses import opening_with
from ..transitions import TABLE
from .acts import open_acts

OWED = "reports.dispose"
ON_THE_PAGE = frozenset({"reports.support", "reports.unsupport"})  # they have their own button


def report_acts(report, viewer):
    """Return (act, href, owed) for what ``viewer`` may do to ``report``: its answer first while it is owed, then a matter."""
    if viewer is not None:
        read_estates(viewer)
    found = [(act, reverse("act", args=[act.code, report.pk])) for act, _checks in open_acts(report, viewer)
             if act.code not in ON_THE_PAGE]
    if any(act.code == "reports.merge" for act, _href in found):
        found[:0] = _begun_with(report, viewer)
    rows = [(act, href, act.code == OWED and not report.disposition) for act, href in found]
    return sorted(rows, key=lambda row: not row[2])


def _begun_with(report, viewer):
    """Return the act that opens a matter with ``report``, where ``viewer`` may do it."""
    act = TABLE["matters.open"]
    if not may(act, new_thing(act, report.community), viewer):
        return []
    return [(act, opening_with(report))]
