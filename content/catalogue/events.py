"""What the journal can say of the catalogue."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultation.rows import Row
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.text.side_by_side import headed

from .models import FaultReport

_report = Row(FaultReport, "fault", "reporter")
STREAM = "catalogue"  # of editions, faults and what is owed; every item has a stream of its own


def _entered(event):
    return _("An edition of the catalogue was entered: %(entries)s entries.") % event.payload


def _published(event):
    return _("%(index_no)s was entered in the disclosure catalogue.") % event.payload


def _changed(event):
    return _("%(index_no)s of the disclosure catalogue was brought up to date.") % event.payload


def _withdrawn(event):
    return _("%(index_no)s was taken out of the disclosure catalogue.") % event.payload


def _answered(event):
    row = _report.find(event)
    return headed(_("Your report of a fault was answered"), row.about if row else "")


def _reporter(event):
    row = _report.find(event)
    return [row.reporter] if row and row.reporter_id else []


def _fault(event):
    return reverse("catalogue-fault-answer", args=[event.payload["fault"]])


register(
    EventKind("catalogue.entered", gettext_lazy("edition of the catalogue entered"), Visibility.STAFF, sentence=_entered),
    EventKind("catalogue.in_force", gettext_lazy("edition of the catalogue in force")),
    EventKind("catalogue.item_published", gettext_lazy("entered in the catalogue"), sentence=_published),
    EventKind("catalogue.item_changed", gettext_lazy("item of the catalogue changed"), sentence=_changed),
    EventKind("catalogue.item_withdrawn", gettext_lazy("item of the catalogue withdrawn"), sentence=_withdrawn),
    EventKind("catalogue.fault_reported", gettext_lazy("something published was said to be wrong"), Visibility.STAFF,
              address=_fault),
    EventKind("catalogue.fault_answered", gettext_lazy("your report of a fault was answered"), told=_reporter, address=_fault,
              sentence=_answered, preload=_report.preload),
    EventKind("catalogue.owed", gettext_lazy("information to be published noted"), Visibility.STAFF),
    EventKind("catalogue.owed_settled", gettext_lazy("information to be published settled"), Visibility.STAFF),
)
