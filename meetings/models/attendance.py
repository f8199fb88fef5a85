"""Who was invited, who is present, who stood aside."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now
from yishi.db.append_only import append_only

from ..enums import Capacity, InviteeKind
from .withdrawals import EveryManager, StandingManager

# A guest may be invited, and a member stand aside, anew once the earlier row is withdrawn: no UNIQUE can say so.
SAME_STANDS = (
    "EXISTS (SELECT 1 FROM {table} t LEFT JOIN meetings_withdrawal w ON w.{name}_id = t.id WHERE w.id IS NULL AND {same})"
)
INVITED = SAME_STANDS.format(table="meetings_invitation", name="invitation", same=(
    "t.meeting_id = NEW.meeting_id AND (t.person_id = NEW.person_id"
    " OR NEW.person_id IS NULL AND t.person_id IS NULL AND t.words = NEW.words)"
))
ASIDE = SAME_STANDS.format(
    table="meetings_recusal", name="recusal", same="t.attendance_id = NEW.attendance_id AND t.entry_id = NEW.entry_id"
)


@append_only(closed_when=INVITED)
class Invitation(models.Model):
    """Somebody invited to a meeting: a ``person`` of the register, or ``words`` that name who it is."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=16, choices=InviteeKind.choices)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=80, blank=True)

    objects = StandingManager()
    everything = EveryManager()

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(words=""), name="invitation_names_somebody"),
        ]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self):
        return f"{self.get_kind_display()} · {self.words or self.person_id}"


class AttendanceQuerySet(models.QuerySet):
    def members_present(self):
        """Return the members who are present now."""
        return self.filter(capacity=Capacity.MEMBER, present=True)


class Attendance(models.Model):
    """Somebody at a meeting; ``present`` until leaving. One row a person and meeting."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="attendances")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="attendances")
    capacity = models.CharField(max_length=12, choices=Capacity.choices, default=Capacity.MEMBER)
    online = models.BooleanField(default=False)
    present = models.BooleanField(default=True)
    struck_reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once_a_person")]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")

    def __str__(self):
        return f"{self.meeting_id} · {self.person_id}"


@append_only(closed_when=ASIDE)
class Recusal(models.Model):
    """A member stands aside for one entry (回避), and is not counted among those present for it; once, until it is withdrawn."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="recusals")
    entry = models.ForeignKey("meetings.AgendaEntry", models.PROTECT, related_name="recusals")
    reason = models.CharField(max_length=200)

    objects = StandingManager()
    everything = EveryManager()

    class Meta:
        ordering = ["entry", "pk"]
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")

    def __str__(self):
        return f"{self.attendance_id} · {self.entry_id}"
