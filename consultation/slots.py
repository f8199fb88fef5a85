"""The vote in the hall: plugged into the panel of the agenda entry under which its matter is dealt with."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.slots import Slot, register

from .models import Sitting
from .pages.ballots import poll_card
from .polls.enums import PollState
from .polls.models import Poll


def votes(entries, viewer):
    """Return {entry key: poll cards} of the ballots held on the day of the meeting on the matter of each entry."""
    found = defaultdict(list)
    sittings = Sitting.objects.filter(entry__in=entries).select_related("entry__meeting")
    by_matter = {sitting.matter_id: sitting for sitting in sittings}
    polls = Poll.objects.filter(matter__in=by_matter, opened_at__isnull=False).exclude(state=PollState.ANNULLED)
    for poll in polls.select_related("community", "place", "matter__community").order_by("opened_at"):
        sitting = by_matter[poll.matter_id]
        if sitting.entry.meeting.date == timezone.localtime(poll.opened_at).date():
            found[sitting.entry_id].append(poll_card(poll, viewer))
    return found


def streams(entries):
    """Return the streams in which the ballots of the matters of ``entries`` are opened, closed and certified."""
    sittings = Sitting.objects.filter(entry__in=entries).select_related("matter")
    return {sitting.matter.stream_name for sitting in sittings}


register(Slot("vote", _("Vote"), "consultation/poll_card.html", votes, streams))
