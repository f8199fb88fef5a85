"""What comments ask of a person: to read those that wait; and what became of one's own."""

from django.utils.translation import gettext_lazy as _

from yishi.people.duties import Duty, Owed, register
from yishi.people.rules import holds
from yishi.text.side_by_side import headed

from ..models import Comment
from .enums import CommentState
from .transitions import REVIEWERS, records_its_meeting

SHOWN = 20
SHAPES = {CommentState.WAITING: "wait", CommentState.SHOWN: "done", CommentState.DECLINED: "fail"}


def to_review(person):
    """Return the comments that wait for ``person`` to read them. One query beyond their seats."""
    rows = Comment.objects.filter(state=CommentState.WAITING).exclude(person=person)
    rows = rows.select_related("meeting", "community").order_by("at", "pk")[:200]
    mine = [row for row in rows if holds(person, REVIEWERS, row.community) or records_its_meeting(person, row)]
    return [Owed(headed(row.meeting.title, row.text[:30]), row.review_address) for row in mine[:SHOWN]]


def own(person):
    """Return the person's latest comments, each with what became of it. One query."""
    rows = Comment.objects.filter(person=person).select_related("meeting").order_by("-pk")[:SHOWN]
    return [
        Owed(row.text[:60], row.get_absolute_url(), story=row.reason or row.meeting.title,
             state=row.get_state_display(), shape=SHAPES[row.state]) for row in rows
    ]


register(
    Duty("comments", _("Comments of observers to be read"), to_review, rank=6),
    Duty("own-comments", _("Your comments at meetings"), own, rank=42, followed=True,
         none=_("You have not commented at a meeting.")),
)
