"""What rules an act of the console out whatever is filled in (see ``yishi.acts.Act``): there is nothing to do it to."""

from django.utils.translation import gettext_lazy as _

from yishi.refusals import Refused

from ..enums import EntryState, RequestState
from ..withdrawing import nothing_of
from .queue import is_up, queue_of


def speaking(meeting):
    """Return the SpeakRequest of whoever has the floor at ``meeting``: one at most."""
    return meeting.speak_requests.filter(state=RequestState.SPEAKING)


def on_the_table(meeting):
    """Return the paper that lies on the table of ``meeting``: one at most."""
    return meeting.table_papers.filter(removed_at=None)


nobody_speaks = nothing_of(speaking, _("Nobody has the floor."))
no_paper = nothing_of(on_the_table, _("No paper lies on the table."))


def none_to_go_on(meeting, person):
    """A speech goes on where it was the last on its entry, nobody else speaks, and their hand is not up again."""
    current = meeting.entries.filter(state=EntryState.CURRENT).first()
    queue = queue_of(current)
    if queue.speaking:
        raise Refused(_("Somebody has the floor. End that speech first."))
    if queue.last is None:
        raise Refused(_("Nobody has spoken on this entry yet."))
    if is_up(current, queue.last.key):
        raise Refused(_("Their hand is up again: give them the floor from the queue."))
