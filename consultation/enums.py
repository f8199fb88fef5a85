"""The vocabulary of the six steps."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.IntegerChoices):
    """The six stages every procedure is made of."""

    COLLECT = 1, _("Collect problems")
    AGENDA = 2, _("Set the agenda")
    RESEARCH = 3, _("Inquire beforehand")
    DELIBERATE = 4, _("Deliberate")
    PUBLISH = 5, _("Publish the result")
    SUPERVISE = 6, _("Supervise execution")


class MatterState(models.TextChoices):
    """Where a matter stands. Steps only go forward; a new vote is a new matter that points back."""

    COLLECTING = "collecting", _("collecting reports")
    AGENDA_REVIEW = "agenda_review", _("agenda under review")
    SURVEYING = "surveying", _("inquiry under way")
    DELIBERATING = "deliberating", _("under deliberation")
    PUBLISHING = "publishing", _("result being posted")
    EXECUTING = "executing", _("being carried out")
    COMPLETED = "completed", _("completed")
    CLOSED_NOT_PASSED = "closed_not_passed", _("closed, not passed")
    DECLINED = "declined", _("not admitted")
    CONVERTED = "converted", _("turned into an appeal")
    HANDED_OVER = "handed_over", _("handed over")


STAGE_OF = {
    MatterState.COLLECTING: Stage.COLLECT,
    MatterState.AGENDA_REVIEW: Stage.AGENDA,
    MatterState.SURVEYING: Stage.RESEARCH,
    MatterState.DELIBERATING: Stage.DELIBERATE,
    MatterState.PUBLISHING: Stage.PUBLISH,
    MatterState.EXECUTING: Stage.SUPERVISE,
    MatterState.COMPLETED: Stage.SUPERVISE,
    MatterState.CLOSED_NOT_PASSED: Stage.SUPERVISE,
    MatterState.DECLINED: Stage.AGENDA,
    MatterState.CONVERTED: Stage.COLLECT,
    MatterState.HANDED_OVER: Stage.COLLECT,
}
OPEN_STATES = (
    MatterState.COLLECTING, MatterState.AGENDA_REVIEW, MatterState.SURVEYING, MatterState.DELIBERATING,
    MatterState.PUBLISHING, MatterState.EXECUTING,
)


class Topic(models.TextChoices):
    """The topic list (议事清单)."""

    ESTATE_PROJECT = "T1", _("key projects of an estate")
    LARGE_SPENDING = "T2", _("large spending of the community")
    DISPUTE = "T3", _("serious conflicts and disputes")
    WELFARE = "T4", _("livelihood and relief")
    PROPERTY = "T5", _("property management")
    RENEWAL = "T6", _("renewal of old estates")


class HearingForm(models.TextChoices):
    """In what form a matter is deliberated (Organic Law of Urban Residents' Committees, art. 32)."""

    COUNCIL = "council", _("council meeting")
    HEARING = "hearing", _("hearing")
    TALK = "talk", _("open talk")
    COUNCIL_AND_CALL = "council_and_call", _("council meeting with a call for opinions")
    OWNERS_VOTE = "owners_vote", _("owners’ vote")
    REP_ASSEMBLY = "rep_assembly", _("representatives’ assembly")


class Rule(models.TextChoices):
    """Who decides, by which rule (domain 3.7). The figures stand in ``consultation.polls.rules``."""

    COUNCIL = "council", _("deliberation council")
    REP_ASSEMBLY = "rep_assembly", _("representatives’ assembly")
    RESIDENTS_ASSEMBLY = "residents_assembly", _("residents’ assembly")
    OWNERS_ORDINARY = "owners_ordinary", _("owners, ordinary matter")
    OWNERS_SPECIAL = "owners_special", _("owners, special matter")
    ADVISORY_POLL = "advisory_poll", _("advisory poll")
    APPROVAL_POLL = "approval_poll", _("choice of projects")
    CONSENT = "consent", _("consensus")
