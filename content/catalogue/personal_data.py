"""What the catalogue holds about a person: the faults they told of while signed in. Wishes to know name nobody."""

from django.utils.translation import gettext_lazy as _

from yishi.people.personal_data import Holding, register

from .models import FaultReport


def _faults(person):
    rows = FaultReport.objects.filter(reporter=person).order_by("pk")
    return list(rows.values("filed_on", "about", "words", "state", "answer", "answered_on"))


register(Holding("faults", _("What you said was missing or not true"), _("statutory duty: every report is answered"), _faults))
