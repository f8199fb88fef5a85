"""The course of the sitting: adjourned and resumed, closed by mistake and reopened, an entry taken up again."""

from django.utils.translation import gettext_lazy as _

from yishi.acts import taking
from yishi.clock.story import now
from yishi.db.guard import STALE, guarded_update
from yishi.journal.domain.texts import seal
from yishi.refusals import Refused

from .. import withdrawing
from ..enums import EntryState
from ..minutes.course import course_of
from ..models import Pause, Reopening
from ..queries import quorum
from ..transitions import TABLE
from .reviews import require_nameless
from .rows import insert, written
from .speakers import end_quietly


def adjourn(meeting, *, by, words, seen=None):
    """Adjourn the open meeting; ``words`` say why and until when, for everybody to read. Return the Pause.

    Whoever speaks is through; the queue stays.
    """
    words = written(words, "words", 200)
    with taking(TABLE["sitting.adjourn"], meeting, by=by, seen=seen) as entry:
        current = meeting.entries.filter(state=EntryState.CURRENT).first()
        pause = Pause.objects.create(community=meeting.community, meeting=meeting, entry=current, words=words)
        entry.made = pause
        entry.payload = {"pause": pause.pk, "text": seal(words), **end_quietly(meeting)}
    return pause


def resume(meeting, *, by, seen=None):
    """Go on with an adjourned meeting. Refused without the quorum that its opening needed."""
    with taking(TABLE["sitting.resume"], meeting, by=by, seen=seen) as entry:
        shown = quorum(meeting)
        end_pause(meeting)
        entry.payload = {"present": shown.present, "entitled": shown.entitled}


def end_pause(meeting):
    """Let the pause of ``meeting`` be over, where it pauses; inside the act that ends it."""
    meeting.pauses.filter(until=None).update(until=now())


def uncall(meeting, *, by, seen=None):
    """Take back the call of the entry that is being dealt with, called by mistake: it is to come again, and none is dealt with.

    Refused where none is, and once anything was said or agreed on it.
    """
    with taking(TABLE["sitting.uncall"], meeting, by=by, seen=seen) as entry:
        called = withdrawing.untouched(meeting).get()
        spoken = end_quietly(meeting)
        guarded_update(called, {"state": EntryState.CURRENT}, state=EntryState.PENDING)
        entry.payload = {"entry": called.pk, "n": called.n, **spoken}


def reopen(meeting, *, by, reason, seen=None):
    """Open a meeting again that was closed by mistake, for ``reason``; return the Reopening. It goes on where it was.

    The entry that was being dealt with is taken up again, and those that were not reached are to come; whoever belongs to
    the meeting is told. Refused later than half an hour after the close, once somebody has signed the record, and without
    the quorum that its opening needed.
    """
    reason, closed_at = written(reason, "reason", 200), meeting.closed_at
    require_nameless(meeting, reason=reason)
    with taking(TABLE["sitting.reopen"], meeting, by=by, seen=seen, closed_at=None) as entry:
        row = insert(Reopening(community=meeting.community, meeting=meeting, closed_at=closed_at, reason=reason, by=by), STALE)
        left, shown = course_of(meeting).closed.payload.get("left"), quorum(meeting)
        meeting.entries.filter(state=EntryState.NOT_REACHED).update(state=EntryState.PENDING)
        meeting.entries.filter(pk=left, state=EntryState.DONE).update(state=EntryState.CURRENT)
        entry.made = row
        entry.payload = {"reopening": row.pk, "present": shown.present, "entitled": shown.entitled, "entry": left,
                         "text": seal(reason)}
    return row


def return_to(agenda_entry, *, by, seen=None):
    """Take ``agenda_entry``, dealt with before, up again; so a wrong call is put right.

    The entry being dealt with until now is to come again where nothing was said or agreed on it, else it is done.
    Refused unless ``agenda_entry`` was dealt with.
    """
    meeting = agenda_entry.meeting
    if agenda_entry.state != EntryState.DONE:
        raise Refused(_("Only an entry that was dealt with can be taken up again."), field="agenda_entry")
    with taking(TABLE["sitting.return_to"], meeting, by=by, seen=seen) as entry:
        left = meeting.entries.filter(state=EntryState.CURRENT).first()
        spoken = end_quietly(meeting)
        if left is not None:
            touched = left.statements.exists() or left.consensuses.exists()
            guarded_update(left, {"state": EntryState.CURRENT}, state=EntryState.DONE if touched else EntryState.PENDING)
        guarded_update(agenda_entry, {"state": EntryState.DONE}, state=EntryState.CURRENT)
        entry.payload = {"entry": agenda_entry.pk, "n": agenda_entry.n, "left": left and left.pk, **spoken}
