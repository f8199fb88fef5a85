"""The vocabulary of ballots."""

from django.db import models
from django.utils.translation import gettext_lazy as _

IN_FAVOR, AGAINST, ABSTAIN = "in_favor", "against", "abstain"
YES_NO_ABSTAIN_CHOICES = ((IN_FAVOR, _("in favour")), (AGAINST, _("against")), (ABSTAIN, _("abstain")))


class PollState(models.TextChoices):
    """Where a poll stands. It only goes forward; a wrong one is annulled and announced anew."""

    DRAFT = "draft", _("being prepared")
    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed, not yet certified")
    CERTIFIED = "certified", _("certified")
    ANNULLED = "annulled", _("annulled")


class Secrecy(models.TextChoices):
    """What is kept of a vote."""

    NAMED = "named", _("named")
    SECRET = "secret", _("secret")
    SHOW_OF_HANDS = "show_of_hands", _("show of hands")


class Method(models.TextChoices):
    """How one question is answered and counted."""

    YES_NO_ABSTAIN = "yes_no_abstain", _("in favour, against, abstain")
    SINGLE = "single", _("one of several")
    APPROVAL = "approval", _("as many as are approved of")
    BUDGET = "budget", _("projects within a budget")


class Electorate(models.TextChoices):
    """What a voting unit is. Owners and residents are different rolls and never mix."""

    PERSONS = "persons", _("residents, each person one vote")
    HOUSEHOLDS = "households", _("households, each one vote")
    OWNERS = "owners", _("owners, by head and by area")
    MEMBERS = "members", _("members of a council or assembly")
    LISTED = "listed", _("the persons of a list")


class Channel(models.TextChoices):
    """By what way a vote came in."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper")
    HALL = "hall", _("at a polling table")
    HOME_VISIT = "home_visit", _("at a home visit")


class BatchState(models.TextChoices):
    """Whether a pile of secret papers has been counted by two persons with equal totals."""

    COUNTED = "counted", _("counted once")
    CONFIRMED = "confirmed", _("counted twice, equal")
    WITHDRAWN = "withdrawn", _("withdrawn, to be counted again")
