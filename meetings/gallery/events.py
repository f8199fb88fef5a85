"""What the journal says of the gallery. Who watches is nobody's business: those events are for those in office."""

import datetime as dt

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.models import Person

from ..events import page_of, with_figures
from ..models import Registration, WrittenOpinion

figures = with_figures({
    "observers.admitted": _("Seat %(seat)d was given by nomination."),
    "observers.announced": _("%(seats)d seats for observers were announced."),
    "lotteries.drawn": _("The draw among %(n)d was held; %(seats)d have a seat. Anybody can repeat it."),
    "opinions.answered": _("Written opinion %(n)d was answered."),
    "opinions.handed_in": _("Written opinion %(n)d was handed in."),
})


def released(event):
    """Return the sentence of the seats that were released at the beginning; that there were none is no news of a figure."""
    n = event.payload["released"]
    if not n:
        return gettext("No seat of an observer had to be released.")
    return ngettext(
        "One seat of an observer who did not come was released.", "%(n)d seats of observers who did not come were released.", n
    ) % {"n": n}


def closed(event):
    """Return the sentence of a closed list: how many, and the hash to which it is bound."""
    if event.payload["list"]:
        return gettext("The list of %(n)d observers was closed and bound: SHA-256 %(list)s.") % event.payload
    return gettext("The list of %(n)d observers was closed.") % event.payload


def promoted(event):
    """Return the sentence of a seat given from the waiting list: which, and until when it waits for a yes."""
    said = event.payload
    if "seat" not in said:
        return gettext("seat given from the waiting list")
    if "reply_by" not in said:
        return gettext("Seat %(seat)d became free and was given to the next in line.") % said
    return gettext(
        "Seat %(seat)d became free for the next in line: say yes by %(until)s on the page of the meeting, or it goes on."
    ) % {"seat": said["seat"], "until": spoken.moment(dt.datetime.fromisoformat(said["reply_by"]))}


def lapsed(event):
    """Return the sentence of a seat that nobody said yes to."""
    return gettext("No yes came in time; the seat went to the next in line.")


def observer(event):
    """Return the person whose registration it is."""
    return Person.objects.filter(registrations=event.payload["registration"])


def drawn_for(event):
    """Return everybody who was on the list."""
    return Person.objects.filter(registrations__in=Registration.objects.filter(gallery=event.payload["gallery"]).standing())


def author(event):
    """Return whose opinion it is."""
    return Person.objects.filter(written_opinions=WrittenOpinion.objects.get(pk=event.payload["opinion"]))


OFFICE = {"visibility": Visibility.STAFF}
register(
    EventKind("observers.announced", _("seats for observers announced"), sentence=figures),
    EventKind("observers.registered", _("observer registered"), **OFFICE),
    EventKind("observers.withdrawn", _("observer cancelled"), **OFFICE),
    EventKind("observers.confirmed", _("observer confirmed the seat"), **OFFICE),
    EventKind("observers.admitted", _("seat given by nomination"), sentence=figures, told=observer, **OFFICE),
    EventKind("observers.promoted", _("seat given from the waiting list"), sentence=promoted, told=observer, **OFFICE),
    EventKind("observers.lapsed", _("seat not confirmed in time"), sentence=lapsed, told=observer, **OFFICE),
    EventKind("observers.checked_in", _("observer let in"), **OFFICE),
    EventKind("observers.closed", _("list of observers closed"), sentence=closed),
    EventKind("observers.released", _("seats released"), sentence=released),
    EventKind("lotteries.seed_entered", _("public number of the draw entered")),
    EventKind("lotteries.drawn", _("seats drawn"), sentence=figures, told=drawn_for),
    EventKind("opinions.handed_in", _("written opinion handed in"), sentence=figures, **OFFICE),
    EventKind("opinions.answered", _("written opinion answered"), sentence=figures, told=author),
    at=page_of,
)
