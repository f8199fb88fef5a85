"""The words of review before release (Regulations on open government information, arts. 14 to 18), for every floor."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yishi.people.enums import Role
from yishi.people.rules import STREET

REVIEWERS = STREET | {Role.DISCLOSURE_OFFICER}  # who may let a text out that another person made


class Reason(models.TextChoices):
    """Why information is withheld; each names its article of the Regulations on open government information."""

    STATE_SECRET = "state_secret", _("a state secret (art. 14)")
    LAW_FORBIDS = "law_forbids", _("a law forbids it (art. 14)")
    SECURITY = "security", _("it would endanger security or stability (art. 14)")
    THIRD_PARTY = "third_party", _("trade secrets or privacy of a third party (art. 15)")
    INTERNAL = "internal", _("internal affairs of the office (art. 16)")
    PROCESS = "process", _("drafts and talks of a process (art. 16)")
    CASE_FILE = "case_file", _("files of an enforcement case (art. 16)")
