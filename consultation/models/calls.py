"""A public call for opinions (征求意见; Interim Regulations on Major Administrative Decisions, arts 14 to 18, 32)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today

CALL_DAYS = 30  # art. 15: at least so many days, shorter only for a reason that is published with it


class PublicCallState(models.TextChoices):
    """Whether a call still takes opinions and answers."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed, answers published")


class OpinionState(models.TextChoices):
    """What became of an opinion."""

    OPEN = "open", _("waiting for the answer")
    ANSWERED = "answered", _("answered")
    TAKEN_BACK = "taken_back", _("taken back")


class OpinionVerdict(models.TextChoices):
    """Whether an opinion was taken up (采纳)."""

    ADOPTED = "adopted", _("adopted")
    PARTLY = "partly", _("adopted in part")
    NOT = "not", _("not adopted")


class OpinionChannel(models.TextChoices):
    """How an opinion came in."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper")
    VISIT = "visit", _("at a visit")
    PHONE = "phone", _("by telephone")
    TALK = "talk", _("at a talk or seminar")


class PublicCall(models.Model):
    """The call of a matter: the draft as published, its explanation, and the ``days`` it runs after ``since``.

    Fewer than thirty need the ``short_reason``, which is published. ``posting`` is how it was made known.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.OneToOneField("consultation.Matter", models.PROTECT, related_name="call")
    draft = models.TextField(max_length=10000)
    explanation = models.TextField(max_length=5000)
    since = models.DateField()
    until = models.DateField()
    days = models.PositiveSmallIntegerField()
    short_reason = models.CharField(max_length=300, blank=True)
    posting = models.OneToOneField("consultation.Posting", models.PROTECT, null=True, blank=True, related_name="call")
    opened_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=PublicCallState.choices, default=PublicCallState.OPEN)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=CALL_DAYS) | ~Q(short_reason=""), name="call_shortened_for_a_reason"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="call_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state=PublicCallState.OPEN, closed_on=None)
                | Q(state=PublicCallState.CLOSED, closed_on__isnull=False), name="call_closed_on_a_day",
            ),
        ]
        verbose_name = _("public call")
        verbose_name_plural = _("public calls")

    def __str__(self):
        return f"call of matter {self.matter_id}"

    @property
    def stream_name(self):
        """Return the name of the matter's stream."""
        return f"matter:{self.matter_id}"

    def takes_opinions(self, day=None):
        """Return whether opinions are taken on ``day`` (default: today), its last day included."""
        return self.state == PublicCallState.OPEN and self.since <= (day or today()) <= self.until


class CallOpinion(models.Model):
    """One opinion and its answer. ``words`` name who is not in the register; ``nameless`` keeps the name from the table.

    Opinions that say the same share an answer: ``same_as`` is the one it was written for.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="call_opinions")
    call = models.ForeignKey(PublicCall, models.PROTECT, related_name="opinions")
    n = models.PositiveIntegerField()
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=60, blank=True)
    nameless = models.BooleanField(default=False)
    channel = models.CharField(max_length=8, choices=OpinionChannel.choices, default=OpinionChannel.ONLINE)
    text = models.TextField(max_length=2000)
    raised_on = models.DateField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=OpinionState.choices, default=OpinionState.OPEN)
    verdict = models.CharField(max_length=8, choices=OpinionVerdict.choices, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    replied_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="others")

    class Meta:
        ordering = ["call", "n"]
        constraints = [
            models.UniqueConstraint(fields=["call", "n"], name="call_opinion_numbered_once"),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(words=""), name="call_opinion_has_a_speaker"),
            models.CheckConstraint(
                condition=Q(state=OpinionState.ANSWERED, replied_on__isnull=False, replied_by__isnull=False)
                & ~Q(verdict="") & ~Q(reason="")
                | ~Q(state=OpinionState.ANSWERED) & Q(verdict="", reason="", replied_on=None, replied_by=None),
                name="call_opinion_answered_with_a_reason",
            ),
        ]
        verbose_name = _("opinion on a call")
        verbose_name_plural = _("opinions on a call")

    def __str__(self):
        return f"{self.n}. {self.text[:60]}"

    @property
    def stream_name(self):
        """Return the name of the matter's stream."""
        return f"matter:{self.matter_id}"
