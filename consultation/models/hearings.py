"""A hearing (听证): its papers out seven days before, who takes part and how each was chosen, who signed its record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

HEARING_PAPER_DAYS = 7  # Interim Regulations on Major Administrative Decisions, art. 17


class HearingState(models.TextChoices):
    """Whether the papers and the list of those who take part are out."""

    DRAFT = "draft", _("being prepared")
    PUBLISHED = "published", _("papers and participants published")
    DROPPED = "dropped", _("dropped before it was published")


class ParticipantState(models.TextChoices):
    """Whether a participant has signed the record."""

    NAMED = "named", _("on the list")
    SIGNED = "signed", _("has signed the record")
    EXCUSED = "excused", _("absent, or did not sign")
    STRUCK = "struck", _("taken off the list")


class Chosen(models.TextChoices):
    """How a participant was chosen (art. 16)."""

    DRAWN = "drawn", _("drawn by lot")
    NOMINATED = "nominated", _("nominated")
    STAKEHOLDER = "stakeholder", _("stakeholder")
    EXPERT = "expert", _("expert")


class Hearing(models.Model):
    """That a sitting of a matter is a hearing. Its day, hall and minutes are the meeting's."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="hearings")
    sitting = models.OneToOneField("consultation.Sitting", models.PROTECT, related_name="hearing")
    subject = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=HearingState.choices, default=HearingState.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    posting = models.OneToOneField(
        "consultation.Posting", models.PROTECT, null=True, blank=True, related_name="hearing"
    )
    dropped_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") & Q(published_on=None)
                | Q(state="published", published_on__isnull=False), name="hearing_published_on_a_day",
            ),
        ]
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")

    def __str__(self):
        return self.subject

    @property
    def stream_name(self):
        """Return the name of the matter's stream."""
        return f"matter:{self.matter_id}"


class HearingParticipant(models.Model):
    """One who takes part: by row or in words, how chosen, and in words how exactly (抽签的日期、推荐的单位)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="+")
    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="participants")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=60, blank=True)
    chosen = models.CharField(max_length=12, choices=Chosen.choices)
    how = models.CharField(max_length=200)
    named_on = models.DateField()
    state = models.CharField(max_length=8, choices=ParticipantState.choices, default=ParticipantState.NAMED)
    signed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["hearing", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "person"], condition=~Q(state="struck"), name="hearing_participant_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(words=""), name="hearing_participant_is_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state="named", signed_on=None, reason="") | Q(state="signed", signed_on__isnull=False)
                | Q(state__in=["excused", "struck"]) & ~Q(reason=""), name="hearing_participant_signed_or_why_not",
            ),
        ]
        verbose_name = _("participant of a hearing")
        verbose_name_plural = _("participants of a hearing")

    def __str__(self):
        return self.words or f"participant {self.pk}"

    @property
    def stream_name(self):
        """Return the name of the matter's stream."""
        return f"matter:{self.matter_id}"
