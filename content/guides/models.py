"""A service guide, what it said before, and how people found the service."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import today

from .enums import BAD, Audience, Grade


class Guide(models.Model):
    """How to get one service: on what basis, who may, what to bring, the steps, the limits, where and what then.

    ``entry`` is the number of the catalogue's entry under which it is disclosed. ``basis``, ``conditions`` and ``remedy``
    are lists of sentences; ``materials`` of {name, copies, form, shared, template}; ``process`` of {name, actor, text};
    ``faq`` of {q, a}. ``online_url`` and ``aid_url`` lead out of the site. ``version`` counts what ``versions`` keep.
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

    class Meta:
        ordering = ["code"]
        verbose_name = _("service guide")
        verbose_name_plural = _("service guides")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("guide", args=[self.code])

    @property
    def stream_name(self):
        return f"guide:{self.pk}"


class GuideVersion(models.Model):
    """What a guide said from ``made_on`` on, whole, and ``what`` was changed then ("" in the first one)."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    guide = models.ForeignKey(Guide, models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    what = models.CharField(max_length=300, blank=True)
    content = models.JSONField()

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
