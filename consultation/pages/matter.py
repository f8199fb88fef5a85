"""The one page of a matter: the answer first, who owes what, then the evidence step by step."""

from itertools import groupby, zip_longest

from django.db.models import F, Value, Window
from django.db.models.functions import FirstValue, Lead, RowNumber
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.acts import may
from yishi.checks import unmet
from yishi.clock.spoken import day
from yishi.documents.archive import KEEPERS
from yishi.journal.queries import events_for, read
from yishi.people.enums import READERS
from yishi.people.rules import holds
from yishi.web.templatetags.pieces import Step

from ..desk.cures import cures
from ..desk.doing import acts_open_to, next_acts
from ..enums import OPEN_STATES, Stage
from ..models import SittingKind
from ..rows import lend
from ..visibility import readable_papers
from . import begin, calls, publish, result, sittings
from .along import everything, read_along, read_names
from .briefs import briefs, marks
from .dues import dues
from .printed import printed
from .ways import to_watch, ways

EVENTS_SHOWN = 200
RUNS = {  # what is read with an event to find the ends of runs of one kind
    "nth": RowNumber(), "next_kind": Lead("kind", default=Value("")), "next_at": Lead("at"), "first_at": FirstValue("at"),
}
FORKS = frozenset({"agenda_in_procedure", "open_call", "ballot_passed", "ballot_not_passed"})  # checks of ways that part
JUMPS = (
    ("owe", _("Who owes what")), ("step-4", _("Meetings and votes")), ("step-5", _("Result")), ("step-6", _("Carried out")),
    ("call", _("Call for opinions")), ("hearing", _("Hearing")),
    ("step-3", _("What was found out")), ("step-2", _("Agenda")), ("step-1", _("Problems reported")),
    ("timeline", _("What happened, step by step")), ("papers", _("Papers")),
)
DUES_SHOWN = 3
FEW_STATES = 2  # an act that starts from more states than these belongs to no one step
SHAPES = {  # of what happened and is no good news
    "milestone.at_risk": "risk", "milestone.delayed": "late", "order.given": "late", "whistle.blown": "risk",
    "execution.closed_not_passed": "fail",
}


def matter_page(matter, viewer):
    """Return the context of the page of ``matter`` as ``viewer`` (a Person or None) may read it, ``brief`` the answer first."""
    read_along(matter)
    reports, (events, earlier) = begin.reports_of(matter, viewer), happened(matter, viewer)
    read_names(matter, reports, events)
    page = {
        "matter": matter,
        "brief": briefs([matter])[matter.pk],
        "office": viewer is not None and holds(viewer, READERS, matter.community),
        "keeps": viewer is not None and holds(viewer, KEEPERS, matter.community),
        "owed": owed(matter, viewer),
        **may_do(matter, viewer),
        "timeline": {"lines": lines(matter, events, viewer), "earlier": earlier, "total": sum(event.n for event in events)},
    }
    page |= begin.sections(matter, viewer, reports) | sittings.sections(matter, viewer)
    page |= publish.sections(matter, viewer) | result.sections(matter, viewer)
    page |= calls.sections(matter, viewer)
    page["papers"] = [*printed(matter, page["agenda"]), *papers(matter, viewer)]
    waiting = dues(matter, page)
    page["dues"], page["later"] = waiting[:DUES_SHOWN], waiting[DUES_SHOWN:]
    page["watch"] = list(to_watch(page["sittings"]))
    page["ways"] = ways(page, viewer)
    page["at"] = matter.stage if matter.state in OPEN_STATES else 0  # the step whose part stands open; 0: it has ended
    page["there"] = there(page)
    page["steps"] = steps_of(matter, page)
    page["jumps"] = jumps(page)
    return page


def may_do(matter, viewer):
    """Return what ``viewer`` (None: a visitor) may do to ``matter``: the ``acts`` of this step, those ``besides``, the ``waiting``.

    Each stands in the order of the tables, those beside which stands what becomes of it behind the others, so that these
    stand in a row; of those that wait it is said what they wait for.
    """
    found = [(act, unmet(checks)) for act, checks in acts_open_to(matter, viewer)] if viewer else []
    free = sorted((act for act, missing in found if not missing), key=lambda act: bool(act.becomes))
    return {
        "acts": [act for act in free if len(act.sources) <= FEW_STATES],
        "besides": [act for act in free if len(act.sources) > FEW_STATES],
        "waiting": [(act, missing) for act, missing in found if missing],
    }


def jumps(page):
    """Return (anchor, label) of the parts that ``page`` has, in their order: the step in which it is goes before the others,
    and behind it the call and the hearing where these are what is being asked."""
    asking = {"call": 2, "hearing": 2} if page["asking"] else {}
    ahead = {"owe": 0, f"step-{int(page['at'])}": 1, **asking}
    return sorted(((name, label) for name, label in JUMPS if name in page["there"]), key=lambda jump: ahead.get(jump[0], 3))


def there(page):
    """Return the anchors of the parts that ``page`` has."""
    research, agenda, supervise, outcome = page["research"], page["agenda"], page["supervise"], page["publish"]
    written = page["office"] and (outcome["draft"] or outcome["minority"])
    has = {
        "owe": page["dues"] or page["owed"],
        "step-1": True, "papers": True, "timeline": True,
        "step-2": any(agenda[name] for name in ("admission", "texts", "decline", "referral", "postings")),
        "step-3": research["inquiry"] or agenda["research_postings"],
        "call": page["call"], "hearing": page["hearings"],
        "step-4": page["sittings"] or page["polls"],
        "step-5": outcome["resolution"] or outcome["questions"] or agenda["result_postings"] or written,
        "step-6": supervise["milestones"] or supervise["execution"],
    }
    return {anchor for anchor, shown in has.items() if shown}


def steps_of(matter, page):
    """Return the bar of steps: the phases of the matter's own procedure, each with the day on which it began."""
    days, steps = begun(matter, page), []
    for n, (phase, mark) in enumerate(zip(matter.template.phases, marks(matter), strict=True), start=1):
        stage = phase.stages[0]
        anchor = f"step-{int(stage)}"
        when = days.get(stage) if mark else None
        steps.append(Step(n, phase.label, mark, day(when), f"#{anchor}" if mark and anchor in page["there"] else ""))
    return steps


def begun(matter, page):
    """Return {stage: the day on which it began}, for the stages of which it is known."""
    admission, inquiry, execution = page["agenda"]["admission"], page["research"]["inquiry"], page["supervise"]["execution"]
    resolution = page["publish"]["resolution"]
    held = [sitting.date for sitting in page["sittings"] if sitting.held and sitting.kind != SittingKind.AGENDA]
    found = {
        Stage.COLLECT: matter.opened_on,
        Stage.AGENDA: admission and (admission.admitted_on or admission.recorded_on),
        Stage.RESEARCH: inquiry and inquiry.since,
        Stage.DELIBERATE: min(held, default=None),
        Stage.PUBLISH: resolution and resolution.dated,
        Stage.SUPERVISE: execution and execution.started,
    }
    return {stage: when for stage, when in found.items() if when}


def owed(matter, viewer=None):
    """Return, for each act that is to move the matter on, the act, and its checks missing and done: who owes what.

    With each stands where ``viewer`` may do it, and where what is missing; "" and nothing where that is for others.
    Where the way forks (adopted or voted down, an open call or an agenda), only the way that is open is shown.
    """
    if matter.state not in OPEN_STATES:
        return []
    lines = [(act, act.checklist(matter)) for act in next_acts(matter) if act.owner and act.guards]
    ways = [(act, checks) for act, checks in lines if not any(check.code in FORKS for check in unmet(checks))]
    return [
        {
            "act": act, "missing": unmet(checks), "done": [check for check in checks if check.done],
            "href": reverse("act", args=[act.code, matter.pk]) if may(act, matter, viewer) else "",
            "cures": cures(checks, matter, viewer),
        }
        for act, checks in ways or lines[:1]
    ]


def papers(matter, viewer):
    """Return the papers of ``matter`` that ``viewer`` may open, as the web shell lists them."""
    return [
        {
            "title": paper.title, "href": reverse("paper", args=[paper.pk]) if paper.file else "", "size": paper.size,
            "kind": kind_of(paper) if paper.file else _("kept at the office"),
        }
        for paper in readable_papers(matter, viewer)
    ]


def kind_of(paper):
    """Return what kind of file ``paper`` is: PDF, DOCX, JPG."""
    return paper.file.name.rpartition(".")[2].upper()


def happened(matter, viewer):
    """Return the newest 200 runs of events of ``matter`` that ``viewer`` may see, in their order, and whether there are more.

    A run of one kind is its last event, with how many they were (``n``) and when it began (``since``).
    """
    rows = events_for(matter.stream_name, viewer, matter.community).select_related("stream", "community")
    numbered = rows.annotate(**{name: Window(value, order_by="seq") for name, value in RUNS.items()})
    ends = numbered.exclude(kind=F("next_kind")).order_by("-seq")
    found = list(ends[: EVENTS_SHOWN + 1])
    for event, before in zip_longest(found, found[1:]):
        event.n = event.nth - (before.nth if before else 0)
        event.since = before.next_at if before else event.first_at
    return found[EVENTS_SHOWN - 1 :: -1], len(found) > EVENTS_SHOWN


def lines(matter, events, viewer):
    """Return what the journal tells ``viewer`` in ``events`` of the matter (``happened``), out of the rows that were read along.

    A run of one kind stands as its last event, which says how many they were; the record has each.
    """
    lend([*everything(matter), *filter(None, [getattr(matter, "execution", None)])], events)
    return [line_of(line, event.n, event.since) for event, line in zip(events, shaped(events, viewer), strict=True)]


def shaped(events, viewer):
    """Return what ``viewer`` reads in ``events``, each with the shape of its news: an inspection that failed is no good news."""
    told = read(events, viewer)
    for event, line in zip(events, told, strict=True):
        line["shape"] = "fail" if event.payload.get("fails") else SHAPES.get(event.kind, "done")
    return told


def folded(entries):
    """Return the lines ``entries`` (of ``line_of``) with those that say the same as the one before as one, and how many."""
    runs = [list(run) for _same, run in groupby(entries, key=lambda line: (day(line["at"]), line["title"], line["by"]))]
    return [run[0] | ({"text": _("%(n)d such entries in a row.") % {"n": len(run)}} if run[1:] else {}) for run in runs]


def line_of(last, n=1, since=None):
    """Return the line of a reading (``shaped``), the ``last`` of ``n`` of its kind ``since`` then, as the list of what
    happened shows it.
    """
    line = {"at": last["at"], "title": last["sentence"], "by": last["actor"] or "", "shape": last["shape"]}
    if n > 1:
        words = {"n": n, "label": last["label"], "when": day(since)}
        line["text"] = _("The last of %(n)d in a row since %(when)s: %(label)s.") % words
    return line
