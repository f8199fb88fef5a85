"""What the journal says of corrections. Until one is countersigned it is a paper in the making, for those in office."""

from django.utils.translation import gettext_lazy as _

from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.models import Person

from ..events import page_of, with_figures
from ..models import Correction, Meeting

figures = with_figures({
    "corrections.proposed": _("Correction %(n)d of the signed minutes was proposed; the facilitator answers it."),
    "corrections.countersigned": _("The signed minutes were corrected: correction %(n)d; the signed text stays beside it."),
    "corrections.refused": _("Correction %(n)d of the minutes was refused; whoever proposed it reads why."),
})


def presiding(event):
    """Return the facilitator, whose signature is asked for."""
    rows = Meeting.objects.filter(pk=int(event.stream.name.partition(":")[2]))
    return Person.objects.filter(pk__in=rows.values("facilitator"))


def proposer(event):
    """Return who proposed the correction."""
    return Person.objects.filter(pk__in=Correction.objects.filter(pk=event.payload["correction"]).values("by"))


def concerned(event):
    """Return who proposed the correction, and whose objection it upholds."""
    rows = Correction.objects.filter(pk=event.payload["correction"])
    return proposer(event) | Person.objects.filter(pk__in=rows.values("objection__person"))


register(
    EventKind("corrections.proposed", _("correction of the minutes proposed"), sentence=figures, told=presiding,
              visibility=Visibility.STAFF),
    EventKind("corrections.countersigned", _("minutes corrected"), sentence=figures, told=concerned),
    EventKind("corrections.refused", _("correction of the minutes refused"), sentence=figures, told=proposer,
              visibility=Visibility.STAFF),
    at=page_of,
)
