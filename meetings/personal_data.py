"""What the record of the hall holds about a person."""

from django.utils.translation import gettext_lazy as _

from yishi.people.personal_data import Holding, register

from .models import Attendance, Invitation, MinutesObjection, Recusal, SignedMinutes, SpeakRequest, Statement


def _attended(person):
    """Return to which meetings the person was invited, at which they were present, and why they stood aside there."""
    invited = Invitation.objects.filter(person=person).order_by("pk").values("meeting__title", "meeting__starts_at", "kind")
    there = Attendance.objects.filter(person=person).order_by("pk")
    aside = Recusal.everything.filter(attendance__person=person).order_by("pk")
    return [
        *invited, *there.values("meeting__title", "meeting__starts_at", "capacity", "online", "present", "at"),
        *aside.values("entry__meeting__title", "entry__n", "entry__title", "reason"),
    ]


def _spoken(person):
    """Return when the person raised a hand, and what they said on record."""
    hands = SpeakRequest.objects.filter(person=person).order_by("pk").values("meeting__title", "stance", "raised_at", "state")
    return [*hands, *Statement.objects.filter(speaker=person).order_by("pk").values("meeting__title", "at", "stance", "text")]


def _minutes(person):
    """Return which minutes the person signed, and to which they objected."""
    signed = SignedMinutes.objects.filter(person=person).order_by("pk").values("meeting__title", "at")
    return [*signed, *MinutesObjection.objects.filter(person=person).order_by("pk").values("meeting__title", "text", "at")]


register(
    Holding("attended", _("Meetings to which you were invited or came"), _("statutory duty: the quorum is counted"), _attended),
    Holding("spoken", _("What you said at meetings"), _("statutory duty: meetings are recorded"), _spoken),
    Holding("minutes", _("Minutes that you signed, or objected to"), _("statutory duty: minutes are signed"), _minutes),
)
