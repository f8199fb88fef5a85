"""Who wants to speak on an entry, who does, and the paper that lies on the table."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now

from ..enums import RequestState, Stance

LIVE = (RequestState.WAITING, RequestState.SPEAKING)
TIMES = (
    Q(state__in=(RequestState.WAITING, RequestState.WITHDRAWN), called_at=None, ended_at=None)
    | Q(state=RequestState.SPEAKING, called_at__isnull=False, ended_at=None)
    | Q(state=RequestState.SPOKEN, called_at__isnull=False, ended_at__isnull=False)
)


class SpeakRequest(models.Model):
    """A hand raised on an ``entry``: of a ``person``, or of somebody named in ``words``; the stance is said with it.

    ``out_of_turn`` is why it was called before others whose turn it was.
    """

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="speak_requests")
    entry = models.ForeignKey("meetings.AgendaEntry", models.PROTECT, related_name="speak_requests")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=60, blank=True)
    stance = models.CharField(max_length=12, choices=Stance.choices)
    state = models.CharField(max_length=12, choices=RequestState.choices, default=RequestState.WAITING)
    raised_at = models.DateTimeField(default=now)
    called_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    out_of_turn = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["entry", "raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(words=""), name="speak_request_names_somebody"
            ),
            models.CheckConstraint(condition=TIMES, name="speak_request_called_and_ended"),
            models.UniqueConstraint(
                fields=["entry", "person"], condition=Q(person__isnull=False, state__in=LIVE),
                name="speak_request_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["entry", "words"], condition=Q(person__isnull=True, state__in=LIVE),
                name="speak_request_once_a_guest",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state=RequestState.SPEAKING), name="speak_request_one_speaks"
            ),
        ]
        verbose_name = _("wish to speak")
        verbose_name_plural = _("wishes to speak")

    def __str__(self):
        return f"{self.entry_id} · {self.words or self.person_id}"

    @property
    def key(self):
        """Return what tells one speaker from another: the person, or the words that stand for one."""
        return self.person_id or self.words


class TablePaper(models.Model):
    """A paper laid on the table: shown to everybody until it is taken away. One at a time lies there."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="table_papers")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    shown_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(removed_at__isnull=True), name="table_paper_one_at_a_time"
            ),
        ]
        verbose_name = _("paper on the table")
        verbose_name_plural = _("papers on the table")

    def __str__(self):
        return self.title
