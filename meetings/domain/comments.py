"""Comments of observers on the entry being dealt with: handed in, then shown or declined by somebody who read them."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import now
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..comments.limits import LONGEST, MOST, WITHIN
from ..enums import EntryState
from ..models import Comment
from ..transitions import TABLE
from .rows import written
from .statements import ROOM


def hand_in(agenda_entry, *, by, text, seen=None):
    """Hand in the comment ``text`` on ``agenda_entry``; return the Comment. Nobody sees it before it was read.

    Refused where observers only listen, where the entry is not being dealt with, and after five of one person within
    an hour; Invalid for more than 300 characters, or a room number.
    """
    meeting, text = agenda_entry.meeting, written(text, "text", LONGEST)
    if ROOM.search(text):
        raise Invalid(_("Leave the room number out: what is shown here is public."), field="text")
    with taking(TABLE["comments.hand_in"], meeting, by=by, seen=seen) as entry:
        agenda_entry.refresh_from_db(fields=["state"])
        if agenda_entry.state != EntryState.CURRENT:
            raise Refused(_("Entry %(n)s is not being dealt with now.") % {"n": agenda_entry.n}, field="agenda_entry")
        if meeting.comments.filter(person=by, at__gt=now() - WITHIN).count() >= MOST:
            raise Refused(_("You have handed in %(n)d comments within an hour. Wait a little.") % {"n": MOST}, field="text")
        comment = Comment.objects.create(
            community=meeting.community, meeting=meeting, entry=agenda_entry, person=by, text=text
        )
        entry.made = comment
        entry.payload = {"comment": comment.pk, "n": agenda_entry.n, "text": seal(text)}
    return comment


def show(comment, *, by, seen=None):
    """Let ``comment`` through: it stands on the live page and in the record, its author named as residents are."""
    with taking(TABLE["comments.show"], comment, by=by, seen=seen, reviewed_at=now(), reviewed_by=by) as entry:
        entry.payload = {"comment": comment.pk, "n": comment.entry.n}


def decline(comment, *, by, reason, seen=None):
    """Do not show ``comment``: its author, and nobody else, reads the ``reason``."""
    _refuse("comments.decline", comment, by, reason, seen)


def take_down(comment, *, by, reason, seen=None):
    """Take down ``comment``, which was shown by mistake: nobody reads it any more, and its author alone the ``reason``."""
    _refuse("comments.take_down", comment, by, reason, seen)


def _refuse(code, comment, by, reason, seen):
    reason = written(reason, "reason", 200)
    with taking(TABLE[code], comment, by=by, seen=seen, reason=reason, reviewed_at=now(), reviewed_by=by) as entry:
        entry.payload = {"comment": comment.pk, "n": comment.entry.n, "reason": seal(reason)}
