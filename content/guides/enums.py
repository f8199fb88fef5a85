"""The vocabulary of service guides and of their ratings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(models.TextChoices):
    """For whom a service is, in a word: the list of guides goes by it."""

    EVERYBODY = "everybody", _("everybody")
    HOUSING = "housing", _("households short of housing")
    AGED = "aged", _("old or disabled people")
    NEEDY = "needy", _("people in need")
    FAMILY = "family", _("families with special hardship")
    JOBS = "jobs", _("people who look for work")
    FLEXIBLE = "flexible", _("people who work without an employer")
    BUSINESS = "business", _("shops and firms")


class DraftState(models.TextChoices):
    """Where a text of a guide stands on its way out."""

    DRAFT = "draft", pgettext_lazy("guide", "draft")
    SUBMITTED = "submitted", pgettext_lazy("guide", "waits for its review")
    RETURNED = "returned", pgettext_lazy("guide", "sent back")
    RELEASED = "released", pgettext_lazy("guide", "released")
    REPLACED = "replaced", pgettext_lazy("guide", "written anew")


OPEN = (DraftState.DRAFT, DraftState.SUBMITTED, DraftState.RETURNED)


class Grade(models.IntegerChoices):
    """How somebody was served (好差评): five grades, the last two of which are owed an answer."""

    VERY_SATISFIED = 1, _("very satisfied")
    SATISFIED = 2, _("quite satisfied")
    FAIR = 3, _("on the whole satisfied")
    DISSATISFIED = 4, _("not satisfied")
    VERY_DISSATISFIED = 5, _("not satisfied at all")


BAD = (Grade.DISSATISFIED, Grade.VERY_DISSATISFIED)
