"""The poll, its questions and their choices. Poll and Choice keep the fields of django-polls 0.2.1."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consultation.enums import Rule

from ..enums import YES_NO_ABSTAIN_CHOICES, Electorate, Method, PollState, Secrecy

OWNERS_RULES = (Rule.OWNERS_ORDINARY, Rule.OWNERS_SPECIAL)
STANDARD_LABELS = dict(YES_NO_ABSTAIN_CHOICES)
SETTLED = (PollState.OPEN, PollState.CLOSED, PollState.CERTIFIED)  # it decides, or has decided
COUNTING_RULES = (Rule.ADVISORY_POLL, Rule.APPROVAL_POLL)  # they count opinions and decide nothing


class Poll(models.Model):
    """A vote of one electorate by one rule. ``question`` is its headline; the questions put stand in Question.

    ``opens_at`` and ``closes_at`` are the announced window (no ``closes_at``: until it is closed by hand, as in a
    meeting). ``entitled`` and ``entitled_area_dm2`` are what the frozen roll holds; an area is whole square decimetres
    (0.01 m²), so that every sum is exact. ``present`` is who was there, where that is more than those who voted.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, null=True, blank=True, related_name="polls")
    question = models.CharField(max_length=255)
    description = models.TextField(blank=True, max_length=4000)
    rule = models.CharField(max_length=20, choices=Rule.choices)
    local_quorum = models.CharField(max_length=12, blank=True)
    local_threshold = models.CharField(max_length=12, blank=True)
    secrecy = models.CharField(max_length=16, choices=Secrecy.choices)
    decisive = models.BooleanField(default=False)
    may_change = models.BooleanField(default=False)
    proxies = models.BooleanField(default=False)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    electorate = models.CharField(max_length=12, choices=Electorate.choices)
    place = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    roles = models.JSONField(default=list, blank=True)  # electorate members: whose seats make the roll
    min_age = models.PositiveSmallIntegerField(default=18)
    max_choices = models.PositiveSmallIntegerField(default=1)
    cap_yuan = models.PositiveBigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=PollState.choices, default=PollState.DRAFT)
    announced_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    entitled = models.PositiveIntegerField(null=True, blank=True)
    entitled_area_dm2 = models.PositiveBigIntegerField(null=True, blank=True)
    roll_hash = models.CharField(max_length=64, blank=True)
    definition_hash = models.CharField(max_length=64, blank=True)
    present = models.PositiveIntegerField(null=True, blank=True)
    second_ballot = models.BooleanField(default=False)  # said beforehand: the two options that led are voted on once more
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")  # whose second it is
    annulled_because = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=60, blank=True)  # where it was brought in from

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rule__in=OWNERS_RULES, electorate=Electorate.OWNERS, secrecy=Secrecy.NAMED)
                | (~Q(rule__in=OWNERS_RULES) & ~Q(electorate=Electorate.OWNERS)),
                name="poll_owners_and_residents_apart",
            ),
            models.CheckConstraint(
                condition=Q(decisive=False) | ~Q(rule__in=COUNTING_RULES), name="poll_advisory_never_decides"
            ),
            models.CheckConstraint(
                condition=Q(may_change=False) | Q(secrecy=Secrecy.NAMED), name="poll_only_named_votes_change"
            ),
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")), name="poll_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PollState.DRAFT, PollState.ANNOUNCED, PollState.ANNULLED])
                | (~Q(roll_hash="") & ~Q(definition_hash="") & Q(opens_at__isnull=False, entitled__isnull=False)),
                name="poll_open_on_a_frozen_roll",
            ),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(decisive=True, after=None, state__in=SETTLED),
                name="poll_matter_decided_once",
            ),
            models.UniqueConstraint(fields=["after"], condition=Q(state__in=SETTLED), name="poll_second_ballot_once"),
            models.CheckConstraint(
                condition=Q(second_ballot=False, after=None) | Q(second_ballot=True, decisive=True, after=None)
                | Q(second_ballot=False, decisive=True), name="poll_second_ballot_decides",
            ),
            models.UniqueConstraint(
                fields=["community", "source"], condition=~Q(source=""), name="poll_brought_in_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"]), models.Index(fields=["community", "state"])]
        verbose_name = _("poll")
        verbose_name_plural = _("polls")

    def __str__(self):
        return self.question

    @property
    def stream_name(self):
        """Return the name of its journal stream: its matter's, where it has one."""
        return f"matter:{self.matter_id}" if self.matter_id else f"poll:{self.pk}"

    @property
    def weighs_area(self):
        """Return whether area counts beside heads."""
        return self.electorate == Electorate.OWNERS

    @property
    def advisory(self):
        """Return whether it decides nothing of the matter on which it stands, by whatever rule it is counted."""
        return self.matter_id is not None and not self.decisive


class Question(models.Model):
    """One question of a poll, numbered by its maker."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="questions")
    n = models.PositiveIntegerField()
    text = models.TextField(max_length=2000)
    method = models.CharField(max_length=16, choices=Method.choices)

    class Meta:
        ordering = ["poll", "n"]
        constraints = [models.UniqueConstraint(fields=["poll", "n"], name="question_numbered_once")]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self):
        return f"{self.n}. {self.text[:60]}"


class Choice(models.Model):
    """One choice of a question. ``code`` is what is written in a vote (A, P1, in_favor), ``choice`` what is read."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    poll = models.ForeignKey(Poll, models.PROTECT)
    question = models.ForeignKey(Question, models.PROTECT, related_name="choices")
    n = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=24)
    choice = models.CharField(max_length=255)
    budget_yuan = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["question", "n"]
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="choice_coded_once"),
            models.UniqueConstraint(fields=["question", "n"], name="choice_numbered_once"),
        ]
        verbose_name = _("choice")
        verbose_name_plural = _("choices")

    def __str__(self):
        return self.choice

    @property
    def label(self):
        """Return what a reader is shown; the three answers to a motion in the reader's language."""
        standard = STANDARD_LABELS if self.question.method == Method.YES_NO_ABSTAIN else {}
        return standard.get(self.code, self.choice)

