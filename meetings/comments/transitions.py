"""The rows of comments in the hall's table."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import Act
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Refused

from ..enums import MeetingState
from ..gallery.transitions import COMERS, watched
from ..rules import NO_VOICE, rule_of
from ..transitions import DESK, THING, add, records
from .enums import CommentState

REVIEWERS = DESK | {Role.CONTENT_MODERATOR}


def records_its_meeting(person, comment):
    """``person`` is the recorder of the meeting of ``comment``."""
    return records(person, comment.meeting)


def of_oneself(comment, person):
    """Comments are read by somebody else than who wrote them."""
    if person is not None and comment.person_id == person.pk:
        raise Forbidden(_("Somebody else reads your own comment."))


def only_listened_to(meeting, person):
    """At some meetings observers do not speak."""
    if not rule_of(meeting.kind).observers_speak:
        raise Refused(NO_VOICE)


def _review(code, label, event, target, source=CommentState.WAITING, **more):
    return Act(code, label, "meetings.Comment", (source,), event, target=target, roles=REVIEWERS,
               own=records_its_meeting, owner=Role.RECORDER, bars=(of_oneself,), **more)


add(
    Act("comments.hand_in", _("Comment on the entry"), THING, (MeetingState.OPEN,), "comments.handed_in", roles=COMERS,
        own=watched, owner=None, bars=(only_listened_to,)),
    _review("comments.show", _("Show the comment"), "comments.shown", CommentState.SHOWN,
            becomes=_("The comment stands on the live page and in the record, its author named as residents are.")),
    _review("comments.decline", _("Do not show the comment"), "comments.declined", CommentState.DECLINED),
    _review("comments.take_down", _("Take the comment down"), "comments.taken_down", CommentState.DECLINED, CommentState.SHOWN),
)
