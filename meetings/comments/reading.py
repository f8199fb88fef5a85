"""What is read of comments: the list for everybody, the one for who lets them through, the reader's own, the form."""

from uuid import uuid4

from yishi.acts import may
from yishi.people.rules import seats_along

from ..enums import OVER, MeetingState
from ..rules import rule_of
from ..transitions import TABLE
from .duties import SHAPES
from .enums import CommentState
from .limits import LONGEST

LATEST = 20


def heard(meeting):
    """Return whether observers may comment at ``meeting``: where its kind lets them speak."""
    return rule_of(meeting.kind).observers_speak


def rows_of(meeting, state, called):
    """Return the comments of ``meeting`` in ``state``, the newest first, each with ``by`` whom it is."""
    rows = meeting.comments.filter(state=state).select_related("entry", "person__community").prefetch_related(seats_along("person"))
    rows = list(rows.order_by("-pk"))
    for row in rows:
        row.by = called(row.person)
    return rows


def shown_on(meeting, called):
    """Return {entry key: comments that were let through, the earliest first}; no query where the kind has none."""
    found = {}
    for row in reversed(rows_of(meeting, CommentState.SHOWN, called)) if heard(meeting) else ():
        found.setdefault(row.entry_id, []).append(row)
    return found


def how_many_wait(meeting):
    """Return how many comments wait to be read; no query where the kind has none."""
    return meeting.comments.filter(state=CommentState.WAITING).count() if heard(meeting) else 0


def reviews(meeting, viewer):
    """Return whether ``viewer`` reads the comments of ``meeting`` before they are shown."""
    act = TABLE["comments.show"]
    return may(act, meeting.comments.model(community=meeting.community, meeting=meeting), viewer)


def writing(hall):
    """Return what the live page shows of the viewer's own comments, with the form where one may be written now.

    None where the kind of meeting takes no comments, and after its end for whoever made none.
    """
    meeting, viewer = hall.meeting, hall.viewer
    if not heard(meeting):
        return None
    own = list(meeting.comments.filter(person=viewer).order_by("-pk")) if viewer else []
    for row in own:
        row.shape = SHAPES[row.state]
    over = meeting.state in OVER
    if over and not own:
        return None
    running = meeting.state == MeetingState.OPEN and hall.current is not None
    return {
        "meeting": meeting, "own": own, "entry": hall.current, "open": running and may(TABLE["comments.hand_in"], meeting, viewer),
        "visitor": viewer is None, "running": running, "over": over, "once": uuid4().hex[:10], "longest": LONGEST,
    }
