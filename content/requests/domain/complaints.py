"""What applicants tell the leadership of the office itself; the complaint of art. 47 goes to the office above it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultation.domain.codes import hold
from consultation.domain.wording import written
from yishi.clock.story import today
from yishi.journal.domain.events import append
from yishi.journal.domain.texts import seal
from yishi.refusals import Refused

from ..models import Complaint
from ..models.requests import TEXT_LENGTH
from .acting import acting

MOST = 5


def file(request, *, text):
    """Take in a complaint of the applicant of ``request``, who has shown the key or signed in; returns it.

    Sent a second time on a day in the same words, it is the same one. Refused from the sixth on: the competent office of
    the district takes those.
    """
    words = written(text, "text", TEXT_LENGTH)
    with transaction.atomic():
        hold(request.community)
        if before := request.complaints.filter(text=words, raised_on=today()).first():
            return before
        if request.complaints.count() >= MOST:
            raise Refused(_("You have complained %(n)s times here. Turn to the competent office of the district.") % {"n": MOST},
                          field="text")
        made = Complaint.objects.create(community=request.community, request=request, text=words, raised_on=today())
        payload = {"request": request.pk, "complaint": made.pk, "text": seal(words)}
        append(request.stream_name, "request.complained", by=None, community=request.community, payload=payload)
    return made


def reply(complaint, *, by, reply, seen=None):
    """Answer ``complaint``, by the leadership; the applicant is told."""
    words = written(reply, "reply", TEXT_LENGTH)
    with acting("complaints.reply", complaint, by=by, seen=seen, reply=words, replied_on=today(), replied_by=by) as entry:
        entry.payload = {"request": complaint.request_id, "complaint": complaint.pk, "text": seal(words)}
    return complaint
