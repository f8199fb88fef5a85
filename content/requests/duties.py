"""What waits for a person in requests for information, and what they asked for themselves."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yishi.people.duties import Duty, Owed, register
from yishi.people.rules import sits_as

from .clock import clock_of, confirm_due
from .enums import ENDED, AnswerState, ComplaintState, State
from .models import Answer, Complaint, Request
from .transitions import HANDLERS, SIGNERS

SHOWN = 20


def to_handle(person):
    """Return what the officer owes: requests to confirm, and to answer, those first that came first."""
    if not _holds(person, HANDLERS):
        return []
    rows = Request.objects.filter(state__in=(State.SUBMITTED, State.RUNNING, State.EXPLAINING)).whole().order_by("submitted_at", "pk")
    return [_owed(row) for row in rows[:SHOWN]]


def to_sign(person):
    """Return what waits for the leadership: drafts to sign, texts to review, complaints to answer."""
    if not _holds(person, SIGNERS):
        return []
    drafts = Request.objects.filter(state=State.SIGNING).whole().order_by("submitted_at", "pk")[:SHOWN]
    texts = Answer.objects.filter(state=AnswerState.PROPOSED).order_by("pk")[:SHOWN]
    complaints = Complaint.objects.filter(state=ComplaintState.OPEN).select_related("request").order_by("pk")[:SHOWN]
    return [
        *(Owed(_("Sign the answer to %(code)s") % {"code": row.code}, row.get_absolute_url(), _last(row)) for row in drafts),
        *(Owed(_("Review before it is published: %(title)s") % {"title": row.title}, row.get_absolute_url()) for row in texts),
        *(Owed(_("Answer the complaint about %(code)s") % {"code": row.request.code}, row.get_absolute_url())
          for row in complaints),
    ]


def followed(person):
    """Return the requests that ``person`` made by their own account, the newest first."""
    rows = Request.objects.filter(applicant__person=person).whole().order_by("-submitted_at", "-pk")[:SHOWN]
    return [
        Owed(row.wanted[:60], reverse("request-follow", args=[row.code]), None if row.state in ENDED else _last(row),
             story=_("It is answered: %(decision)s.") % {"decision": row.get_decision_display()} if row.state in ENDED else "",
             state=row.get_state_display(), shape="done" if row.state in ENDED else "run")
        for row in rows
    ]


def _owed(row):
    if row.state == State.SUBMITTED:
        return Owed(_("Confirm the receipt of %(code)s") % {"code": row.code}, row.get_absolute_url(), confirm_due(row).date)
    return Owed(_("Answer the request %(code)s") % {"code": row.code}, row.get_absolute_url(), _last(row))


def _last(row):
    clock = clock_of(row)
    return clock and clock.date


def _holds(person, roles):
    return sits_as(person, roles)


register(
    Duty("requests", gettext_lazy("Requests for information to be answered"), to_handle, rank=30),
    Duty("requests-signing", gettext_lazy("Answers and texts to be signed"), to_sign, rank=31),
    Duty("requests-own", gettext_lazy("Information you asked for"), followed, rank=75, followed=True,
         none=gettext_lazy("You have not asked for information yet.")),
)
