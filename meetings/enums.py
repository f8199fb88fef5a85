"""The vocabulary of the hall."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    """What sort of meeting it is (domain 3.3)."""

    COUNCIL = "council", _("council meeting")
    HEARING = "hearing", _("hearing")
    TALK = "talk", _("open talk")
    REP_ASSEMBLY = "rep_assembly", _("representatives’ assembly")
    RESIDENTS_ASSEMBLY = "residents_assembly", _("residents’ assembly")
    OWNERS_ASSEMBLY = "owners_assembly", _("owners’ assembly")
    STREET = "street", _("meeting of the sub-district")
    PARTY_COMMITTEE = "party_committee", _("party working committee of the sub-district")
    OPEN_DAY = "open_day", _("open-government day")
    WELFARE_REVIEW = "welfare_review", _("welfare review")


class MeetingState(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    ADJOURNED = "adjourned", _("adjourned")
    CLOSED = "closed", _("closed, minutes to be signed")
    SIGNED = "signed", _("closed, minutes signed")
    CANCELLED = "cancelled", _("called off")


UNDER_WAY = (MeetingState.OPEN, MeetingState.ADJOURNED)
HELD_STATES = (*UNDER_WAY, MeetingState.CLOSED, MeetingState.SIGNED)
OVER = (MeetingState.CLOSED, MeetingState.SIGNED, MeetingState.CANCELLED)  # nothing happens any more, or nothing will


class Every(models.TextChoices):
    """In which months a body meets regularly."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("in March, June, September and December")
    HALF_YEAR = "half_year", _("in June and December")


class Rest(models.TextChoices):
    """What becomes of a standing date on a day of rest."""

    AFTER = "after", _("moved to the next working day")
    BEFORE = "before", _("moved to the working day before")
    STAYS = "stays", _("held on that day all the same")


class RecurrenceState(models.TextChoices):
    """Whether a standing date still holds."""

    IN_FORCE = "in_force", _("in force")
    REPLACED = "replaced", _("replaced by a later one")
    ENDED = "ended", _("given up")


class EntryState(models.TextChoices):
    """Where an entry of the agenda stands."""

    PENDING = "pending", _("to come")
    CURRENT = "current", _("being dealt with")
    DONE = "done", _("dealt with")
    NOT_REACHED = "not_reached", _("not reached")
    STRUCK = "struck", _("taken off the agenda")


class InviteeKind(models.TextChoices):
    """As what somebody is invited: to speak with the chair's permission, without a vote (domain 3.1)."""

    STAKEHOLDER = "stakeholder", _("stakeholder")
    PC_DEPUTY = "pc_deputy", _("deputy of the people’s congress")
    CPPCC_MEMBER = "cppcc_member", _("member of the political consultative conference")
    PARTY_DELEGATE = "party_delegate", _("party delegate")
    DEPARTMENT = "department", _("department or street office")
    EXPERT = "expert", _("expert")
    MEDIA = "media", _("journalist")
    PUBLIC = "public", _("member of the public")
    OTHER = "other", _("other guest")


class Capacity(models.TextChoices):
    """As what somebody is present. Members alone count towards the quorum."""

    MEMBER = "member", _("member")
    STAKEHOLDER = "stakeholder", _("stakeholder")
    INVITEE = "invitee", _("invited")
    OBSERVER = "observer", _("observer")


class Stance(models.TextChoices):
    """Where a speaker stands; it is said before the reasons (third of the thirteen rules)."""

    FOR = "for", _("for")
    AGAINST = "against", _("against")
    CONDITIONAL = "conditional", _("for, with conditions")
    QUESTION = "question", _("question")
    EXPLAIN = "explain", _("explanation")
    CHAIR = "chair", _("from the chair")


class RequestState(models.TextChoices):
    """Where a wish to speak stands."""

    WAITING = "waiting", _("waiting")
    SPEAKING = "speaking", _("speaking")
    SPOKEN = "spoken", _("has spoken")
    WITHDRAWN = "withdrawn", _("hand taken down")


class AdmittedBy(models.TextChoices):
    """How the observers' seats in the room were given."""

    NOT_YET = "", _("not given yet")
    ALL = "all", _("everybody who registered")
    FIRST_COME = "first_come", _("first come, first served")
    LOT = "lot", _("by lot")
    NOMINATION = "nomination", _("by nomination")


class SignerRole(models.TextChoices):
    """The two who sign the minutes."""

    FACILITATOR = "facilitator", _("facilitator")
    RECORDER = "recorder", _("recorder")
