"""What the gallery asks of a person: a seat to say yes to, opinions to answer; and the meetings one will watch."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishi.clock import spoken
from yishi.clock.story import now
from yishi.people.duties import Duty, Owed, register
from yishi.people.rules import holds

from ..enums import OVER
from ..models import Registration, WrittenOpinion
from ..transitions import TABLE
from .enums import OpinionState, RegistrationState
from .opinions import answer_until

SHOWN = 20


def seats_to_confirm(person):
    """Return the seats that became free for the person and wait for a yes. One query."""
    rows = Registration.objects.filter(person=person, state=RegistrationState.STANDING, reply_by__gt=now())
    rows = rows.exclude(gallery__meeting__state__in=OVER)
    rows = rows.select_related("gallery__meeting").order_by("reply_by")[:SHOWN]
    return [
        Owed(row.gallery.meeting.title, row.gallery.get_absolute_url(), timezone.localtime(row.reply_by).date()) for row in rows
    ]


def opinions_to_answer(person):
    """Return the written opinions that the person answers by office. One query beyond their seats."""
    rows = WrittenOpinion.objects.filter(state=OpinionState.OPEN).select_related("meeting", "community").order_by("at")
    roles = TABLE["opinions.answer"].roles
    mine = [row for row in rows[:200] if holds(person, roles, row.community)][:SHOWN]
    return [
        Owed(f"{row.meeting.title} · {row.n}", row.get_absolute_url(), answer_until(row).date)
        for row in mine
    ]


def meetings_to_watch(person):
    """Return the meetings to come for which the person has registered. One query."""
    rows = Registration.objects.filter(person=person, state=RegistrationState.STANDING)
    rows = rows.exclude(gallery__meeting__state__in=OVER)
    rows = rows.select_related("gallery__meeting", "seat").order_by("gallery__meeting__starts_at")[:SHOWN]
    return [
        Owed(row.gallery.meeting.title, row.gallery.get_absolute_url(), None, state=row.get_state_display(),
             story=f"{spoken.moment(row.gallery.meeting.starts_at)} · {standing_of(row)}",
             shape="done" if (row.place and not row.reply_by) or row.online else "wait") for row in rows
    ]


def standing_of(row):
    """Return in a sentence where a registration stands."""
    if row.online:
        return _("You watch online.")
    if row.reply_by:
        return _("Seat %(n)d is kept for you until %(when)s.") % {"n": row.place.n, "when": spoken.moment(row.reply_by)}
    if row.place:
        return _("Seat %(n)d is yours.") % {"n": row.place.n}
    return _("You are on the list.")


register(
    Duty("seats", _("Seats that wait for your yes"), seats_to_confirm, rank=12, free=True),
    Duty("opinions", _("Written opinions to be answered"), opinions_to_answer, rank=30),
    Duty("watching", _("Meetings you will watch"), meetings_to_watch, rank=40, followed=True,
         none=_("You have not registered to watch a meeting.")),
)
