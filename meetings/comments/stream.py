"""What comments say in the stream of a meeting, and their two pieces of the live page."""

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ..enums import OVER
from ..models import Comment
from ..pages import called
from ..stream.encoders import Encoder
from ..stream.encoders import register as plug_in
from ..stream.hall import COMMENT, of
from ..stream.panels import Panel, register
from .enums import CommentState
from .reading import LATEST, heard, reviews, rows_of, writing

COMMENTS, REVIEW = "comments", "review"


def comments(keys):
    """Return {key: comment}. One query, as every reader of the stream."""
    return Comment.objects.in_bulk(keys)


def those_shown(keys):
    """Return {key: comment} of those that are shown: what was taken down since is told to nobody any more."""
    return Comment.objects.filter(state=CommentState.SHOWN).in_bulk(keys)


def comment(row, named):
    """Return on which entry a comment was made, and when."""
    return {"entry": row.entry_id, "said_at": localtime(row.at).isoformat(timespec="seconds")}


def shown_comment(row, named):
    """Return a comment whole, with its author as named."""
    return {**comment(row, named), "by": named(row.person_id), "text": row.text}


def _named(hall):
    return lambda person: called(person, "", hall.viewer)


def shown(hall):
    """Return the latest comments that were let through; None where there are none and none can come."""
    if not heard(hall.meeting):
        return None
    rows = rows_of(hall.meeting, CommentState.SHOWN, _named(hall))
    if not rows and hall.meeting.state in OVER:
        return None
    return {"comments": rows[:LATEST], "more": len(rows) > LATEST, "meeting": hall.meeting,
            "reviews": hall.viewer is not None and reviews(hall.meeting, hall.viewer)}


def waiting(hall):
    """Return the comments that wait, for whoever lets them through; else None."""
    if hall.viewer is None or not heard(hall.meeting) or not reviews(hall.meeting, hall.viewer):
        return None
    rows = rows_of(hall.meeting, CommentState.WAITING, _named(hall))
    return {"comments": [row for row in rows if row.person_id != hall.viewer.pk], "meeting": hall.meeting}


def _encoder(kind, *panels, rows=comments, fields=comment):
    return Encoder(kind, ("comment", "n"), of("comment"), rows, fields, panels=panels)


plug_in(
    _encoder("comments.handed_in", COMMENT, REVIEW), _encoder("comments.declined", COMMENT, REVIEW),
    _encoder("comments.shown", COMMENT, COMMENTS, REVIEW, rows=those_shown, fields=shown_comment),
    _encoder("comments.taken_down", COMMENT, COMMENTS),
)
register(
    Panel(COMMENT, _("Your comment"), "meetings/comments/write.html", writing, "main", 5),
    Panel(REVIEW, _("Comments that wait"), "meetings/comments/review.html", waiting, "main", 30),
    Panel(COMMENTS, _("Comments of observers"), "meetings/comments/panel.html", shown, "main", 40),
)
