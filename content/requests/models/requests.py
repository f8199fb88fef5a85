"""A request, who made it, and the papers in its file."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ..enums import ENDED, ApplicantKind, Channel, Decision, Ground, IdKind, Kind, Medium, State, Way

WANTED_LENGTH, TEXT_LENGTH, CONTACT_LENGTH = 2000, 4000, 200


class RequestQuerySet(models.QuerySet):
    def open(self):
        """Return the requests that are not answered yet."""
        return self.exclude(state__in=ENDED)

    def whole(self):
        """Return them with all that their clock and their page need: a fixed number of queries."""
        return self.select_related(
            "community__parent", "community__instance", "applicant__person__community", "fee", "report__community",
        ).prefetch_related("parties")


class Request(models.Model):
    """One application. The dates are the events; the days that follow from them are counted (``clock``), never kept.

    ``secret`` is the hash of the key by which an applicant without an account follows it. ``confirmed_on`` is the day
    on which it counts as received (art. 31), ``completed_on`` the day from which the period begins anew (art. 30).
    ``once`` is the hash of the sending of a form that it came from, so that sent twice it is one request.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    code = models.CharField(max_length=24, unique=True)
    secret = models.CharField(max_length=64)
    once = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INFORMATION)
    channel = models.CharField(max_length=16, choices=Channel.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.SUBMITTED)
    wanted = models.TextField(max_length=WANTED_LENGTH)
    medium = models.CharField(max_length=10, choices=Medium.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    submitted_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_on = models.DateField(null=True, blank=True)

    to_complete = models.TextField(max_length=TEXT_LENGTH, blank=True)
    completion_asked_on = models.DateField(null=True, blank=True)
    complete_by = models.DateField(null=True, blank=True)
    completion = models.TextField(max_length=WANTED_LENGTH, blank=True)
    completed_on = models.DateField(null=True, blank=True)

    extended_days = models.PositiveSmallIntegerField(default=0)
    extended_on = models.DateField(null=True, blank=True)
    extended_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    extension_reason = models.TextField(max_length=TEXT_LENGTH, blank=True)

    reasons_asked_on = models.DateField(null=True, blank=True)
    reasons_by = models.DateField(null=True, blank=True)
    reasons = models.TextField(max_length=WANTED_LENGTH, blank=True)
    delayed_until = models.DateField(null=True, blank=True)

    decision = models.CharField(max_length=20, choices=Decision.choices, blank=True)
    ground = models.CharField(max_length=12, choices=Ground.choices, blank=True)
    answer = models.TextField(max_length=TEXT_LENGTH, blank=True)
    withheld = models.TextField(max_length=TEXT_LENGTH, blank=True)
    reason = models.TextField(max_length=TEXT_LENGTH, blank=True)
    responsible = models.CharField(max_length=120, blank=True)
    drafted_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    drafted_from = models.CharField(max_length=12, choices=State.choices, blank=True)
    sent_back = models.TextField(max_length=TEXT_LENGTH, blank=True)
    decided_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    forwarded_to = models.CharField(max_length=120, blank=True)
    forwarded_on = models.DateField(null=True, blank=True)
    report = models.ForeignKey("consultation.Report", models.PROTECT, null=True, blank=True, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["submitted_at", "id"]), models.Index(fields=["state", "submitted_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=ENDED) | Q(decided_on__isnull=False, decided_by__isnull=False) & ~Q(decision=""),
                name="request_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(extended_days=0, extended_on=None, extended_by=None)
                | Q(extended_days__gte=1, extended_days__lte=20, extended_on__isnull=False, extended_by__isnull=False),
                name="request_extended_once_by_name",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SUBMITTED) | Q(confirmed_on__isnull=False), name="request_confirmed_before_it_runs"
            ),
            models.CheckConstraint(
                condition=Q(drafted_by=None) | Q(decided_by=None) | ~Q(drafted_by=models.F("decided_by")),
                name="request_signed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(forwarded_to="", forwarded_on=None) | ~Q(forwarded_to="") & Q(forwarded_on__isnull=False),
                name="request_forwarded_on_a_day",
            ),
            models.UniqueConstraint(fields=["once"], condition=~Q(once=""), name="request_sent_once"),
        ]
        verbose_name = _("request for information")
        verbose_name_plural = _("requests for information")

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("request", args=[self.code])

    @property
    def stream_name(self):
        return f"request:{self.pk}"

    @property
    def corrects(self):
        """Return whether it asks that a record be put right (art. 41): no period runs, and it has answers of its own."""
        return self.kind == Kind.CORRECTION

    @property
    def submitted_on(self):
        return localtime(self.submitted_at).date()


class Applicant(models.Model):
    """Who made a request: what art. 29 asks for, and nothing more.

    Of the paper shown only its kind and its last four signs are kept. When the request goes to the archive, those,
    the contact and the scan are erased (``erased_on``); the name stays in the file.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    request = models.OneToOneField(Request, models.CASCADE, related_name="applicant")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8, choices=ApplicantKind.choices, default=ApplicantKind.PERSON)
    id_kind = models.CharField(max_length=12, choices=IdKind.choices)
    id_last = models.CharField(max_length=4, blank=True)
    contact = models.CharField(max_length=CONTACT_LENGTH, blank=True)
    seen_at_counter = models.BooleanField(default=False)
    erased_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(erased_on=None) | Q(id_last="", contact=""), name="applicant_erased_wholly")
        ]
        verbose_name = _("applicant")
        verbose_name_plural = _("applicants")

    def __str__(self):
        return f"applicant of {self.request_id}"


class Paper(models.Model):
    """A paper in the file of a request: the scan that shows who somebody is (``proof``), or what is given (``given``).

    One without a file lies in the office on paper.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.CASCADE, related_name="papers")
    use = models.CharField(max_length=5, choices=[("proof", _("proof of identity")), ("given", _("given with the answer"))])
    title = models.CharField(max_length=120)
    file = models.FileField(max_length=160, blank=True)
    content_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request"], condition=Q(use="proof"), name="request_one_proof")
        ]
        verbose_name = _("paper of a request")
        verbose_name_plural = _("papers of requests")

    def __str__(self):
        return f"{self.use} of {self.request_id}"
