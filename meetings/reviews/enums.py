"""The words of a welfare review: for what help, and how an application ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """The help that is applied for."""

    ALLOWANCE = "allowance", _("minimum living allowance")
    HOUSING = "housing", _("low-rent housing")
    EMERGENCY = "emergency", _("emergency relief")


class Outcome(models.TextChoices):
    """How the review ended for an application; the value names the field that counts it."""

    MEETS = "meets", _("meets the conditions")
    FAILS = "fails", _("does not meet the conditions")
    AGAIN = "again", _("to be looked into again")
