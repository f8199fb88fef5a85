"""A service guide, what it said before, and how people found the service."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today

from .enums import BAD, OPEN, Audience, DraftState, Grade


class GuideQuerySet(models.QuerySet):
    def standing(self):
        """Return the guides that were not withdrawn."""
        return self.filter(withdrawn_on=None)


class Guide(models.Model):
    """How to get one service: on what basis, who may, what to bring, the steps, the limits, where and what then.

    ``entry`` is the number of the catalogue's entry under which it is disclosed. ``basis``, ``conditions`` and ``remedy``
    are lists of sentences; ``materials`` of {name, copies, form, shared, template}; ``process`` of {name, actor, text};
    ``faq`` of {q, a}. ``online_url`` and ``aid_url`` lead out of the site. ``version`` counts what ``versions`` keep. A guide
    is public from its first release on; one that was withdrawn keeps its address, which says why.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    code = models.CharField(max_length=24, unique=True)
    entry = models.CharField(max_length=8)
    audience = models.CharField(max_length=12, choices=Audience.choices)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=300)
    basis = models.JSONField(default=list)
    conditions = models.JSONField(default=list)
    materials = models.JSONField(default=list)
    process = models.JSONField(default=list)
    accept = models.CharField(max_length=120, blank=True)
    legal = models.CharField(max_length=200, blank=True)
    promise = models.CharField(max_length=120)
    fee = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    window = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=200)
    tel = models.CharField(max_length=20)
    online = models.CharField(max_length=200, blank=True)
    online_url = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=200, blank=True)
    remedy = models.JSONField(default=list)
    aid_url = models.CharField(max_length=300, blank=True)
    privacy = models.CharField(max_length=300, blank=True)
    faq = models.JSONField(default=list)
    version = models.PositiveSmallIntegerField(default=1)
    changed_on = models.DateField()
    changed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = GuideQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_because="") | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because=""),
                name="guide_withdrawn_has_its_reason",
            ),
        ]
        verbose_name = _("service guide")
        verbose_name_plural = _("service guides")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("guide", args=[self.code])

    @property
    def stream_name(self):
        return f"guide:{self.pk}"


class Draft(models.Model):
    """A text of the guide ``code`` on its way out: every save is a row of its own, at most one of a code is open.

    ``what`` says what it changes ("" in a first one); ``words`` are the reviewer's: a remark, or why it was sent back.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    code = models.CharField(max_length=24)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.DRAFT)
    content = models.JSONField()
    what = models.CharField(max_length=300, blank=True)
    made_on = models.DateField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(state__in=OPEN), name="guide_draft_one_open"),
            models.CheckConstraint(
                condition=Q(reviewed_on=None, reviewed_by=None)
                | Q(reviewed_on__isnull=False, reviewed_by__isnull=False) & ~Q(reviewed_by=models.F("made_by")),
                name="guide_draft_reviewed_by_another",
            ),
            models.CheckConstraint(condition=~Q(state="released") | Q(reviewed_on__isnull=False), name="guide_released_reviewed"),
        ]
        verbose_name = _("draft of a guide")
        verbose_name_plural = _("drafts of guides")

    def __str__(self):
        return f"{self.code} {self.name}"

    def get_absolute_url(self):
        return reverse("guide-draft", args=[self.pk])

    @property
    def name(self):
        return self.content["name"]

    @property
    def stream_name(self):
        return f"guide-text:{self.code}"

    @property
    def shape(self):
        """Return the shape that stands with the word for its state."""
        return {DraftState.SUBMITTED: "wait", DraftState.RETURNED: "fail", DraftState.RELEASED: "done"}.get(self.state, "run")


class GuideVersion(models.Model):
    """What a guide said from ``made_on`` on, whole, and ``what`` was changed then ("" in the first one).

    ``draft`` is the text that was reviewed; versions from before there were reviews have none.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    guide = models.ForeignKey(Guide, models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    what = models.CharField(max_length=300, blank=True)
    content = models.JSONField()
    draft = models.OneToOneField(Draft, models.PROTECT, null=True, blank=True, related_name="version")

    class Meta:
        ordering = ["-n"]
        constraints = [models.UniqueConstraint(fields=["guide", "n"], name="guide_version_once")]
        verbose_name = _("version of a guide")
        verbose_name_plural = _("versions of guides")

    def __str__(self):
        return f"{self.guide_id} {self.n}"


class RatingQuerySet(models.QuerySet):
    def owed(self):
        """Return the bad ones that have no answer yet."""
        return self.filter(grade__in=BAD, answered_on=None)


class Rating(models.Model):
    """How one person found a service, whoever it was: nobody is named.

    ``words`` are read by the office alone. ``token`` keeps somebody who has signed in from rating twice within thirty
    days; it is made with the site's key, and forgotten after them. A bad one is owed an ``answer``, which is public.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    guide = models.ForeignKey(Guide, models.PROTECT, related_name="ratings")
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    day = models.DateField(default=today)
    words = models.TextField(max_length=500, blank=True)
    token = models.CharField(max_length=64, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["guide", "grade"]), models.Index(fields=["grade", "answered_on"])]
        constraints = [
            models.UniqueConstraint(fields=["guide", "token"], condition=~Q(token=""), name="guide_rated_once"),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="guide_rating_grade"),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None, answer="")
                | (Q(answered_on__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="guide_rating_answered_whole",
            ),
        ]
        verbose_name = _("rating of a service")
        verbose_name_plural = _("ratings of services")

    def __str__(self):
        return f"{self.guide_id} {self.get_grade_display()}"

    @property
    def is_bad(self):
        return self.grade in BAD
