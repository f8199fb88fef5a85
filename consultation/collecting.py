"""The vocabulary of the first step: what people bring, by which way, and what becomes of it."""

from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wish(models.TextChoices):
    """What somebody wants who files a report."""

    INQUIRY = "inquiry", _("inquiry")
    HELP = "help", _("request for help")
    COMPLAINT = "complaint", _("complaint")
    TIP_OFF = "tip_off", _("tip-off")
    SUGGESTION = "suggestion", _("suggestion")


class Channel(models.TextChoices):
    """By which way a report came in."""

    SNAPSHOT = "snapshot", _("snapshot report")
    GRID = "grid", _("grid worker’s report")
    HOTLINE = "hotline", _("12345 hotline")
    BOX = "box", _("suggestion box (paper)")
    VISIT = "visit", _("visit to the office")
    OWNERS_COMMITTEE = "owners_committee", _("passed on by the owners’ committee")
    LETTER = "letter", _("letter of the property company")
    MERCHANT = "merchant", _("report of a merchant")
    PROJECT_CALL = "project_call", _("call for projects")
    OPEN_CALL = "open_call", _("open call for opinions")


class ReportState(models.TextChoices):
    """Where a report stands. Its answer stands beside it, as its disposition."""

    FILED = "filed", _("filed")
    MERGED = "merged", _("part of a matter")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CONVERTED = "converted", _("turned into an appeal")
    HANDED_OVER = "handed_over", _("handed over")


class Disposition(models.TextChoices):
    """How a report was answered; a reason always stands beside it."""

    ADOPTED = "adopted", _("adopted")
    PARTLY = "partly", _("partly adopted")
    MERGED = "merged", _("merged into a matter")
    APPEAL = "appeal", _("turned into an appeal")
    HANDED_OVER = "handed_over", _("handed over to the body in charge")
    DECLINED = "declined", _("declined")


class Moderation(models.TextChoices):
    """Whether a statement of an open call has been looked at. It is collected and counted in any case."""

    NONE = "", _("not subject to review")
    UNMODERATED = "unmoderated", _("not reviewed yet")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")


class InitiativeKind(models.TextChoices):
    """Whose decision may put a matter forward without ten supporters (domain 3.5)."""

    COMMITTEE = "committee", _("decision of the residents’ committee")
    COUNCIL = "council", _("decision of the deliberation council")
    OWNERS_COMMITTEE = "owners", _("request of the owners’ committee")
    STREET = "street", _("decision of the sub-district")


class DeclarationKind(models.TextChoices):
    """What a person vouches for before a collection is closed."""

    NO_DUPLICATE = "no_duplicate", _("no open matter deals with the same thing")
    PRIVACY = "privacy", _("nothing in the reports tells who or where a person is against their will")


class PetitionBase(models.TextChoices):
    """Of whom a share may oblige the committee to call a meeting (Organic Law art. 26 and 28)."""

    ADULTS = "adults", _("a tenth of the adult residents ask for a residents’ assembly")
    HOUSEHOLDS = "households", _("a tenth of the household representatives ask for a residents’ assembly")
    REPS_THIRD = "reps_third", _("a third of the residents’ representatives ask for a residents’ assembly")
    REPS_FIFTH = "reps_fifth", _("a fifth of the residents’ representatives ask for a representatives’ assembly")


SHARES = {
    PetitionBase.ADULTS: Fraction(1, 10),
    PetitionBase.HOUSEHOLDS: Fraction(1, 10),
    PetitionBase.REPS_THIRD: Fraction(1, 3),
    PetitionBase.REPS_FIFTH: Fraction(1, 5),
}
OF_REPRESENTATIVES = frozenset({PetitionBase.REPS_THIRD, PetitionBase.REPS_FIFTH})


class PetitionState(models.TextChoices):
    """Where a petition stands. Once reached, its signatures stay and the committee owes a meeting."""

    OPEN = "open", _("collecting signatures")
    REACHED = "reached", _("enough signatures; the committee must call the meeting")
    ANSWERED = "answered", _("answered: the meeting is called")


SUPPORTERS_NEEDED = 10  # persons; local rule, domain 3.5
MEMBERS_NEEDED = 5  # council members who put a matter forward together, domain 3.2
