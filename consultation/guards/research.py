"""What stands before the acts of step 3 (domain 3.5): an inquiry that is planned, held, closed and published."""

from django.utils.translation import gettext_lazy as _

from yishi.checks import Check
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.people.enums import Role

from ..enums import MatterState
from ..models import Inquiry
from ..procedures import OPEN_CALL

SECRETARY, RECORDER = Role.COMMUNITY_SECRETARY.label, Role.RECORDER.label


def _inquiry(matter):
    return Inquiry.objects.filter(matter=matter).first()


def planned(matter):
    """The inquiry has a plan."""
    done = Inquiry.objects.filter(matter=matter).exists()
    return [Check("plan", _("the plan of the inquiry"), done, RECORDER, "research.plan")]


def not_closed(matter):
    """The inquiry is still open: what was asked, and of whom, is not changed afterwards."""
    done = not Inquiry.objects.filter(matter=matter, closed_on__isnull=False).exists()
    over = _("The inquiry is closed. What was asked, and of whom, is not changed any more.")
    return [Check("not_closed", _("the inquiry must not be closed yet"), done, over=over)]


def not_published(matter):
    """The report is not published yet: until then figures are corrected, afterwards they stand."""
    done = not Inquiry.objects.filter(matter=matter, published_on__isnull=False).exists()
    over = _("The report of the inquiry is published. What is in it stands.")
    return [Check("not_published", _("the report must not be published yet"), done, over=over)]


def costs_open(matter):
    """Costs are planned before the report is published, or again while they are deliberated."""
    return [] if matter.state == MatterState.DELIBERATING else not_published(matter)


def period_over(matter):
    """The period of the inquiry has come to its last day."""
    inquiry = _inquiry(matter)
    done = bool(inquiry) and inquiry.until <= today()
    label = _("the last day of the inquiry")
    if inquiry:
        label = _("the last day of the inquiry, %(day)s") % {"day": spoken.day(inquiry.until)}
    return [Check("period", label, done, RECORDER, "research.plan")]


def returns_final(matter):
    """The returns of the whole period are counted."""
    inquiry = _inquiry(matter)
    done = bool(inquiry) and inquiry.returned is not None
    done = done and (inquiry.as_of is None or inquiry.as_of >= inquiry.until)
    return [Check("returns", _("the returns of the whole period"), done, RECORDER, "research.record_returns")]


def closed(matter):
    """The inquiry is closed."""
    done = Inquiry.objects.filter(matter=matter, closed_on__isnull=False).exists()
    return [Check("closed", _("the inquiry is closed"), done, RECORDER, "research.close")]


def reportable(matter):
    """Findings, and what else the report of this matter must have: options, an expert's opinion, costs."""
    inquiry = _inquiry(matter)
    checks = [
        Check("findings", _("what was found"), matter.findings.exists(), RECORDER, "research.record_finding"),
    ]
    if matter.procedure != OPEN_CALL.code:
        done = matter.options.exists()
        checks.append(Check("options", _("the options are drafted"), done, RECORDER, "research.draft_option"))
    if inquiry and inquiry.technical:
        done = matter.expert_opinions.exists()
        label = _("an expert’s opinion, as the matter is technical")
        checks.append(Check("expert", label, done, Role.EXPERT.label, "research.record_opinion"))
    if inquiry and inquiry.costed:
        done = matter.cost_plans.exists()
        checks.append(Check("costs", _("the costs, and who bears them"), done, RECORDER, "research.plan_costs"))
    return checks


def is_open_call(matter):
    """The matter only collects opinions: it ends with their study."""
    done = matter.procedure == OPEN_CALL.code
    over = _("This matter is no open call for opinions: it goes on to be deliberated.")
    return [Check("open_call", _("the matter must be an open call for opinions; others go on to deliberate"), done, over=over)]


def published(matter):
    """The report is published."""
    done = Inquiry.objects.filter(matter=matter, published_on__isnull=False).exists()
    return [Check("published", _("the report is published"), done, SECRETARY, "research.publish")]
