"""Step 2: what makes a matter an item on the agenda, who decides it, and everything that was checked on the way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.db.append_only import append_only

from ..enums import HearingForm, Rule
from ..polls.enums import Electorate

OWNERS_RULES = (Rule.OWNERS_ORDINARY, Rule.OWNERS_SPECIAL)
POLL_RULES = (Rule.ADVISORY_POLL, Rule.APPROVAL_POLL)  # they count opinions; they decide nothing (law 6)


class Autonomy(models.TextChoices):
    """Whether the matter lies within self-government (自治事项)."""

    YES = "yes", _("within self-government")
    PARTLY = "partly", _("partly; departments have to act as well")
    NO = "no", _("outside self-government")


class Proposer(models.TextChoices):
    """Who put the item forward (domain 3.2)."""

    RESIDENTS = "residents", _("residents, by joint signature")
    COUNCIL_MEMBERS = "council_members", _("council members, by joint signature")
    REPRESENTATIVES = "representatives", _("residents’ representatives")
    COMMITTEE = "committee", _("residents’ committee")
    SECRETARIAT = "secretariat", _("secretariat of the council")
    GRID_WORKER = "grid_worker", _("grid worker")
    OWNERS_COMMITTEE = "owners_committee", _("owners’ committee")
    PROPERTY = "property", _("property company")
    STREET = "street", _("sub-district or department")


class Verdict(models.TextChoices):
    """What the party organisation said after its study (党组织前置研究)."""

    AGREE = "agree", _("agrees that it goes on the agenda")
    RETURN = "return", _("returns it for more work")


class Admission(models.Model):
    """The admission checklist. ``rule`` and ``form`` are copied to the matter, for good, when it is admitted.

    ``electorate`` and ``voting_place`` say whose roll decides by that rule, ``local_quorum`` and ``local_threshold``
    which stricter shares the place asks for; they stand for good then too.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.OneToOneField("consultation.Matter", models.PROTECT, related_name="admission")
    proposer = models.CharField(max_length=16, choices=Proposer.choices)
    proposed_by_words = models.CharField(max_length=120, blank=True)
    signatures = models.PositiveIntegerField(null=True, blank=True)
    rule = models.CharField(max_length=20, choices=Rule.choices, blank=True)
    electorate = models.CharField(max_length=12, choices=Electorate.choices, blank=True)
    local_quorum = models.CharField(max_length=12, blank=True)
    local_threshold = models.CharField(max_length=12, blank=True)
    voting_place = models.ForeignKey("people.Place", models.PROTECT, null=True, blank=True, related_name="+")
    form = models.CharField(max_length=20, choices=HearingForm.choices, blank=True)
    form_words = models.CharField(max_length=60, blank=True)
    in_topic_list = models.BooleanField(default=False)
    within_autonomy = models.CharField(max_length=8, choices=Autonomy.choices, blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    needs_owner_vote = models.BooleanField(default=False)
    escalate = models.CharField(max_length=300, blank=True)  # to whom it is taken beyond self-government, and for what
    note = models.CharField(max_length=500, blank=True)
    fast_track = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    number_line = models.OneToOneField(
        "consultation.NumberLine", models.PROTECT, null=True, blank=True, related_name="admission"
    )
    scheduled_on = models.DateField(null=True, blank=True)
    admitted_on = models.DateField(null=True, blank=True)
    admitted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(rule__in=POLL_RULES), name="admission_not_decided_by_poll"),
            models.CheckConstraint(
                condition=Q(needs_owner_vote=True, rule__in=(*OWNERS_RULES, ""))
                | (Q(needs_owner_vote=False) & ~Q(rule__in=OWNERS_RULES)),
                name="admission_owners_decide_theirs",
            ),
            models.CheckConstraint(
                condition=Q(admitted_on=None, admitted_by=None)
                | (
                    Q(admitted_on__isnull=False, admitted_by__isnull=False, in_topic_list=True)
                    & Q(number_line__isnull=False, scheduled_on__isnull=False)
                    & ~Q(rule="") & ~Q(form="") & ~Q(legal_basis="")
                    & (Q(within_autonomy=Autonomy.YES) | ~Q(escalate=""))
                ),
                name="admission_whole_when_admitted",
            ),
        ]
        verbose_name = _("admission")
        verbose_name_plural = _("admissions")

    def __str__(self):
        return f"admission of matter {self.matter_id}"


@append_only()
class AgendaText(models.Model):
    """One version of the item's text. A version is never changed: a new one stands beside it."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="agenda_texts")
    n = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=2000)
    written_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    written_on = models.DateField()

    class Meta:
        ordering = ["matter", "n"]
        constraints = [models.UniqueConstraint(fields=["matter", "n"], name="agenda_text_one_a_version")]
        verbose_name = _("text of the item")
        verbose_name_plural = _("texts of the item")

    def __str__(self):
        return f"text {self.n} of matter {self.matter_id}"


class Stakeholder(models.Model):
    """A party to the matter, in words, and by row where it has one (2015 Opinions on consultation: who takes part)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="stakeholders")
    words = models.CharField(max_length=120)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="stakes")
    body = models.ForeignKey("people.Body", models.PROTECT, null=True, blank=True, related_name="stakes")

    class Meta:
        ordering = ["matter", "pk"]
        constraints = [models.UniqueConstraint(fields=["matter", "words"], name="stakeholder_named_once")]
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")

    def __str__(self):
        return self.words


class PartyReview(models.Model):
    """One study of the item by the party organisation before it goes on the agenda. The last one counts."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="party_reviews")
    text = models.ForeignKey(AgendaText, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    body_words = models.CharField(max_length=60)
    opinion = models.TextField(max_length=1000)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    signed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["matter", "pk"]
        verbose_name = _("party review")
        verbose_name_plural = _("party reviews")

    def __str__(self):
        return f"{self.body_words} {self.reviewed_on}"


class ConflictDeclaration(models.Model):
    """Somebody's interest in the matter, or the statement that there is none: an act by a person, never a default."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.ForeignKey("consultation.Matter", models.PROTECT, related_name="conflict_declarations")
    declared = models.BooleanField()
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    person_words = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    entered_on = models.DateField()

    class Meta:
        ordering = ["matter", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(declared=False) | (~Q(words="") & (Q(person__isnull=False) | ~Q(person_words=""))),
                name="conflict_says_whose_and_what",
            ),
        ]
        verbose_name = _("declaration of interest")
        verbose_name_plural = _("declarations of interest")

    def __str__(self):
        return f"declaration {self.pk} on matter {self.matter_id}"


class Decline(models.Model):
    """Why a matter was not admitted."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    matter = models.OneToOneField("consultation.Matter", models.PROTECT, related_name="decline")
    reason = models.TextField(max_length=1000)
    declined_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    declined_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decline_has_reason")]
        verbose_name = _("refusal of admission")
        verbose_name_plural = _("refusals of admission")

    def __str__(self):
        return f"matter {self.matter_id} not admitted"
