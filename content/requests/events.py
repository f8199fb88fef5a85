"""What the journal says of a request. Nothing of it is public, and no sentence holds a name or a word of the request."""


from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from consultation.rows import Row
from yishi.clock import spoken
from yishi.clock.story import today
from yishi.journal.kinds import EventKind, register
from yishi.journal.models import Visibility
from yishi.people.enums import Role
from yishi.people.models import Person, Seat
from yishi.people.rules import STREET

from .enums import Decision
from .models import Request

_request = Row(Request, "request", "applicant__person", "community")
PARTIES, STAFF = Visibility.PARTIES, Visibility.STAFF


def page_of(event):
    """Return where ``event`` is told: the applicant follows it on the status page, which asks who one is."""
    row = _request.find(event)
    return reverse("request-follow", args=[row.code]) if row else ""


def desk_of(event):
    """Return the officer's page of the request of ``event``."""
    row = _request.find(event)
    return row.get_absolute_url() if row else ""


def _applicant(event):
    row = _request.find(event)
    return [row.applicant.person] if row and row.applicant.person_id else []


def _holders(event, *roles):
    """Return the holders today of ``roles`` in the sub-district of ``event``."""
    seats = Seat.objects.on(today()).filter(role__in=roles, place=event.community)
    return Person.objects.filter(seats__in=seats).distinct()


def _officers(event):
    return _holders(event, Role.DISCLOSURE_OFFICER)


def _leaders(event):
    return _holders(event, *STREET)


def _both(event):
    return _holders(event, Role.DISCLOSURE_OFFICER, Role.STREET_DIRECTOR)


def _said(sentence):
    """Return the function that says ``sentence`` with the code of the request."""

    def say(event):
        row = _request.find(event)
        shown = {key: _spoken(key, value) for key, value in event.payload.items() if key in SHOWN}
        return _(sentence) % {"code": row.code if row else "F", **shown}

    return say


DATES = {"on", "by", "until"}
SHOWN = DATES | {"days", "yuan"}


def _spoken(key, value):
    """Return a fact of an event as it is said: dates as everywhere on the site."""
    return spoken.day_of(value) if key in DATES else value


PRESSING = {
    "confirm": gettext_lazy("%(code)s waits to be confirmed, so that its period begins."),
    "soon": gettext_lazy("%(code)s has to be answered within three working days."),
    "late": gettext_lazy("The period for answering %(code)s has passed."),
}


def _pressing(event):
    row = _request.find(event)
    return PRESSING[event.payload["kind"]] % {"code": row.code if row else "F"}


def _decided(event):
    row = _request.find(event)
    return _("%(code)s is answered: %(decision)s.") % {
        "code": row.code if row else "F", "decision": Decision(event.payload["decision"]).label,
    }


def _confirmed(event):
    row = _request.find(event)
    words = {"code": row.code if row else "F", "on": _spoken("on", event.payload["on"])}
    if row and row.corrects:
        return _("%(code)s counts as received on %(on)s.") % words
    return _("%(code)s counts as received on %(on)s; the period runs.") % words


def _kind(code, label, sentence, visibility=STAFF, told=None, at=desk_of):
    say = sentence if callable(sentence) else _said(sentence)
    return EventKind(f"request.{code}", label, visibility, say, told, _request.preload, at)


register(
    _kind("received", gettext_lazy("Request received"), gettext_noop("A request for information came in: %(code)s."), told=_officers),
    _kind("confirmed", gettext_lazy("Receipt confirmed"), _confirmed,
          PARTIES, _applicant, page_of),
    _kind("completion_asked", gettext_lazy("Completion asked for"), gettext_noop("Please complete %(code)s by %(by)s."),
          PARTIES, _applicant, page_of),
    _kind("completed", gettext_lazy("Completed"), gettext_noop("%(code)s was completed."), told=_officers),
    _kind("party_asked", gettext_lazy("Third party asked"), gettext_noop("Somebody else is asked about %(code)s; the clock stands."),
          PARTIES, _applicant, page_of),
    _kind("party_answered", gettext_lazy("Third party heard"), gettext_noop("Somebody who was asked about %(code)s has been heard.")),
    _kind("extended", gettext_lazy("Extended"), gettext_noop("The answer to %(code)s may take %(days)s working days more."),
          PARTIES, _applicant, page_of),
    _kind("reasons_asked", gettext_lazy("Reasons asked for"), gettext_noop("Please give the reasons of %(code)s by %(by)s."),
          PARTIES, _applicant, page_of),
    _kind("reasons_given", gettext_lazy("Reasons given"), gettext_noop("The reasons of %(code)s were taken as sound."),
          PARTIES, _applicant, page_of),
    _kind("charged", gettext_lazy("Fee notified"),
          gettext_noop("A fee of %(yuan)s yuan is due for %(code)s."), PARTIES, _applicant, page_of),
    _kind("paid", gettext_lazy("Fee paid"), gettext_noop("The fee for %(code)s was paid on %(on)s.")),
    _kind("paper_taken_out", gettext_lazy("Paper taken out"),
          gettext_noop("A paper put in by mistake was taken out of the file of %(code)s and erased.")),
    _kind("paper_added", gettext_lazy("Paper added"), gettext_noop("A paper was added to the file of %(code)s.")),
    _kind("drafted", gettext_lazy("Answer drafted"), gettext_noop("The answer to %(code)s is drafted and waits to be signed."),
          told=_leaders),
    _kind("sent_back", gettext_lazy("Draft sent back"),
          gettext_noop("The draft of the answer to %(code)s came back."), told=_officers),
    _kind("decided", gettext_lazy("Answered"), _decided, PARTIES, _applicant, page_of),
    _kind("converted", gettext_lazy("Taken up as a report"), gettext_noop("What %(code)s says is taken up as a report."),
          PARTIES, _applicant, page_of),
    _kind("forwarded", gettext_lazy("Forwarded"), gettext_noop("%(code)s was forwarded to the body that is in charge."),
          PARTIES, _applicant, page_of),
    _kind("delivered", gettext_lazy("Letter delivered"), gettext_noop("The answer to %(code)s was delivered on %(on)s.")),
    _kind("archived", gettext_lazy("Archived"), gettext_noop("%(code)s is in the archive; the personal data in it were erased.")),
    _kind("publication_proposed", gettext_lazy("Publication proposed"),
          gettext_noop("Something of %(code)s is proposed for publication."),
          told=_leaders),
    _kind("published", gettext_lazy("Published"), gettext_noop("Something of %(code)s was published.")),
    _kind("publication_declined", gettext_lazy("Not published"),
          gettext_noop("Something of %(code)s was not published."), told=_officers),
    _kind("publication_withdrawn", gettext_lazy("Taken down"), gettext_noop("What was published of %(code)s was taken down.")),
    _kind("complained", gettext_lazy("Complaint"), gettext_noop("The applicant of %(code)s complains."), told=_both),
    _kind("complaint_answered", gettext_lazy("Complaint answered"), gettext_noop("Your complaint about %(code)s is answered."),
          PARTIES, _applicant, page_of),
    _kind("contested", gettext_lazy("Contested"), gettext_noop("A reconsideration or a lawsuit about %(code)s came in."),
          told=_both),
    _kind("contest_closed", gettext_lazy("Contest closed"),
          gettext_noop("A reconsideration or a lawsuit about %(code)s has ended."), told=_both),
    _kind("pressing", gettext_lazy("Reminder"), _pressing, told=_both),
)
