"""Steps 1 to 3 of a matter's page: reports, agenda, research."""

from decimal import Decimal
from itertools import pairwise

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yishi.people.enums import READERS
from yishi.people.rules import holds
from yishi.text.diff import diff
from yishi.text.figures import all_grouped, grouped
from yishi.web.drawing import CountBar
from yishi.web.pictures import Share, share_bars

from ..collecting import Moderation, ReportState
from ..enums import MatterState
from ..models import PostingPurpose, PostingState, Report
from ..naming import named, public_words
from ..queries.reports import reporter_name
from ..units import unit_words
from .acts import open_acts

SHOWN_REPORTS, VOICES = 20, 3
# These stand with the step whose outcome they show.
ELSEWHERE = (PostingPurpose.RESEARCH, PostingPurpose.RESOLUTION, PostingPurpose.CALL, PostingPurpose.HEARING)
SUPPORTABLE = (MatterState.COLLECTING, MatterState.AGENDA_REVIEW)
ANSWER = "reports.dispose"


def sections(matter, viewer, reports):
    """Return the sections of the first three steps; each is empty where the matter has not come that far."""
    return {"collect": collect(matter, viewer, reports), "agenda": agenda(matter, viewer), "research": research(matter, viewer)}


def reports_of(matter, viewer):
    """Return the first reports of ``matter`` that ``viewer`` may read, each with how many support it."""
    rows = Report.objects.filter(matter=matter)
    if viewer is None or not holds(viewer, READERS, matter.community):
        rows = rows.exclude(moderation=Moderation.REJECTED)
    rows = rows.select_related("place", "community").annotate(supporters=Count("supports"))
    return list(rows.order_by("filed_at", "pk")[:SHOWN_REPORTS])


def collect(matter, viewer, reports):
    """Return ``reports`` with their people's words, what became of each, and how many support them."""
    office = viewer is not None and holds(viewer, READERS, matter.community)
    for report in reports:
        report.by = reporter_name(report, viewer)
        owed = office and not report.disposition  # the report's own page has every other act
        report.open_acts = [row for row in open_acts(report, viewer) if row[0].code == ANSWER] if owed else []
    standing = next((report.code for report in reports if report.state == ReportState.MERGED), "")
    return {
        "reports": reports, "voices": reports[:VOICES], "rest": reports[VOICES:], "total": matter.report_count,
        "supporters": matter.supporter_count, "more": max(0, matter.report_count - len(reports)),
        "support": standing if matter.state in SUPPORTABLE and not office else "",
    }


def agenda(matter, viewer):
    """Return the admission, the party's study, declarations, stakeholders, postings, and versions of the text."""
    texts = list(matter.agenda_texts.all())
    postings = [posting for posting in matter.postings.all() if posting.state == PostingState.STANDING]
    for posting in postings:
        posting.community = matter.community
        posting.open_acts = open_acts(posting, viewer)
    return {
        "admission": getattr(matter, "admission", None),
        "texts": texts,
        "changes": [{"text": new, "diff": diff(old.text, new.text)} for old, new in pairwise(texts)][::-1],
        "reviews": list(matter.party_reviews.all()),
        "conflicts": list(matter.conflict_declarations.all()),
        "stakeholders": [public_words(row.words) for row in matter.stakeholders.all()],
        "postings": [row for row in postings if row.purpose not in ELSEWHERE],
        "research_postings": [row for row in postings if row.purpose == PostingPurpose.RESEARCH],
        "result_postings": [row for row in postings if row.purpose == PostingPurpose.RESOLUTION],
        "decline": getattr(matter, "decline", None),
        "referral": getattr(matter, "referral", None),
    }


def research(matter, viewer):
    """Return the inquiry with findings, expert opinions, options and costs.

    Until it is published the public reads its plan alone; those in office of the community read what there is.
    """
    inquiry = getattr(matter, "inquiry", None)
    shown = inquiry and (inquiry.published_on or (viewer is not None and holds(viewer, READERS, matter.community)))
    if not shown:
        return {"inquiry": inquiry, "unit": inquiry and unit_words(inquiry.unit)}
    experts = list(matter.expert_opinions.all())
    for expert in experts:
        expert.by = named(expert, viewer)
    options = list(matter.options.all())
    costs = max(matter.cost_plans.all(), key=lambda plan: plan.n, default=None)
    return {
        "inquiry": inquiry,
        "unit": unit_words(inquiry.unit),
        "shown": True,
        "returns": returns_bar(inquiry),
        "findings": list(matter.findings.all()),
        "experts": experts,
        "options": options,
        "prices": prices(options),
        "costs": costs,
        "shares": shares(costs) if costs else "",
    }


def returns_bar(inquiry):
    """Return the bar of an inquiry: how many answered of those who were asked; None where that was not counted."""
    if not inquiry.target or inquiry.returned is None:
        return None
    words = {"returned": inquiry.returned, "target": inquiry.target, "unit": unit_words(inquiry.unit), "percent": inquiry.percent}
    return CountBar(
        pgettext("a questionnaire", "Answered"), (("for", inquiry.returned),), inquiry.target,
        _("%(returned)s of %(target)s %(unit)s, %(percent)s%%") % all_grouped(words),
    )


def prices(options):
    """Return the bars of what the options cost, where at least two have a price."""
    priced = [option for option in options if option.budget_yuan]
    if len(priced) < 2:
        return ""
    bars = [Share(o.code, Decimal(o.budget_yuan), _("%(n)s yuan") % {"n": grouped(o.budget_yuan)}) for o in priced]
    return share_bars(bars, _("What each option costs"))


def shares(costs):
    """Return the bars of who bears how much of the costs, a bar for each label of the plan."""
    bars = [
        Share(label, percent, _("%(percent)s%%, %(n)s yuan") % {"percent": percent, "n": grouped(yuan)})
        for label, percent, yuan in costs.parts
    ]
    return share_bars(bars, _("Who bears how much, for one household each"))
