"""A comment of somebody who watches."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yishi.clock.story import now

from ..comments.enums import CommentState


class Comment(models.Model):
    """What somebody who watches says to an ``entry`` while it is dealt with; shown or declined by whoever read it."""

    community = models.ForeignKey("people.Place", models.PROTECT, related_name="+")
    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="comments")
    entry = models.ForeignKey("meetings.AgendaEntry", models.PROTECT, related_name="comments")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    at = models.DateTimeField(default=now)
    state = models.CharField(max_length=12, choices=CommentState.choices, default=CommentState.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CommentState.WAITING, reason="", reviewed_at=None, reviewed_by=None)
                | Q(state=CommentState.SHOWN, reason="", reviewed_at__isnull=False, reviewed_by__isnull=False)
                | Q(state=CommentState.DECLINED, reviewed_at__isnull=False, reviewed_by__isnull=False) & ~Q(reason=""),
                name="comment_reviewed_whole",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")

    def __str__(self):
        return str(self.meeting)

    def get_absolute_url(self):
        """Return the address at which its author and its readers find it: the live page of its meeting."""
        return reverse("meeting-live", args=[self.meeting_id]) + "#panel-comment"

    @property
    def review_address(self):
        """Return the address at which it is let through."""
        return reverse("meeting-live", args=[self.meeting_id]) + "#panel-review"

    @property
    def stream_name(self):
        """Return the name of the meeting's journal stream."""
        return f"meeting:{self.meeting_id}"
