"""The milestones of a matter as its page shows them: how each stands today, and all on one line of time."""

import datetime as dt
import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishi.clock.story import today
from yishi.web.plans import Plan, Promise

from ..models.execution import AT_RISK_DAYS, Standing

PROGRESS, DELAY, DONE = "execution.report_progress", "execution.record_delay", "execution.complete"
SHAPES = {
    Standing.IN_PROGRESS: "run", Standing.AT_RISK: "risk", Standing.OVERDUE: "over", Standing.DONE: "done",
    Standing.DONE_LATE: "late",
}


def milestones_of(matter):
    """Return the milestones of ``matter``, each with ``stands`` (a Standing), ``shape``, ``word`` and days ``late`` or ``early``."""
    milestones = list(matter.milestones.all())
    for row in milestones:
        row.stands, row.late = row.standing(today()), row.days_late(today())
        row.early = max(0, (row.due - row.done_on).days) if row.done_on else 0
        row.shape, row.word = SHAPES.get(row.stands, "next"), _word(row)
        row.explained = explained(row)
    return milestones


def planned(row):
    """Return the day for which a milestone is planned now, as its last delay with a day says; None where none does."""
    return next((delay.new_due for delay in reversed(row.delays.all()) if delay.new_due), None)


def explained(row):
    """Return (delay, day) of each delay of a milestone: the day where it is the plan that stands and the reason names none."""
    plan, told = planned(row), []
    for delay in reversed(row.delays.all()):
        day = delay.new_due if delay.new_due == plan and not names(delay.reason, plan) else None
        plan = None if delay.new_due else plan
        told.insert(0, (delay, day))
    return told


def names(words, day):
    """Return whether ``words`` name the ``day``, in figures or as Chinese writes it."""
    return day is not None and bool(re.search(rf"(?<!\d){day.month}月{day.day}[日号]|{day.isoformat()}", words))


def share_out(row):
    """Leave among ``open_acts`` of a milestone the one or two that are next; the rest are ``more_acts``.

    A delay is explained of what is late, or about to be: of others nothing is offered but to report the risk.
    """
    acts = {act.code: (act, checks) for act, checks in row.open_acts}
    if row.stands != Standing.AT_RISK and row.due > today() + dt.timedelta(AT_RISK_DAYS):
        acts.pop(DELAY, None)
    unexplained = row.late and not row.delays.all()
    first = [code for code in ((DELAY, DONE) if unexplained else (PROGRESS, DONE)) if code in acts] or list(acts)
    row.open_acts = [acts[code] for code in first]
    row.more_acts = [pair for code, pair in acts.items() if code not in first]


def _word(row):
    """Return in a word or two how a milestone stands: what ends its row of the picture."""
    if row.stands == Standing.OVERDUE:
        return ngettext("%(n)s day late", "%(n)s days late", row.late) % {"n": row.late}
    return f"{row.progress}%" if row.stands == Standing.IN_PROGRESS and row.progress else row.stands.label


def heading(milestones):
    """Return what step 6 has come to, as its heading."""
    if not milestones:
        return _("Execution")
    done, total = sum(1 for row in milestones if row.done_on), len(milestones)
    if not done:
        none = ngettext("The milestone is not done yet", "None of the %(total)s milestones is done yet", total)
        return none % {"total": total}
    late = sum(1 for row in milestones if row.late)
    words = _("All %(total)s done") if done == total else _("%(done)s of %(total)s done")
    words = words % {"done": done, "total": total}
    return ngettext("%(words)s, %(n)s late", "%(words)s, %(n)s late", late) % {"words": words, "n": late} if late else words


def plan_of(milestones, execution):
    """Return the picture of the ``milestones`` (see ``milestones_of``); None where there is none."""
    if not milestones:
        return None
    since = execution.started if execution else min(row.due for row in milestones)
    promises = tuple(
        Promise(row.name, row.due, row.done_on, row.word, row.progress, row.shape == "risk", bool(row.evidence.all()))
        for row in milestones
    )
    late = sum(1 for row in milestones if row.late)
    words = {"total": len(milestones), "done": sum(1 for row in milestones if row.done_on), "late": late}
    return Plan(promises, since, today(), _("%(total)s milestones: %(done)s done, %(late)s late. The list below says which.") % words)
