"""What the six steps lay on the facilitator's console: papers of the matters, and their ballots."""

from urllib.parse import urlencode

from django.urls import reverse

from meetings.console.sockets import Business, Paper, register
from yishi.journal.models import Visibility

from .models import Attachment, Sitting
from .pages.acts import open_acts
from .pages.ballots import IDLE
from .polls.enums import PollState
from .polls.models import Poll

OVER = (PollState.CERTIFIED, PollState.ANNULLED)


def papers(meeting):
    """Return the published papers of the matters on the agenda of ``meeting``. One query."""
    rows = Attachment.objects.filter(
        matter__sittings__in=Sitting.objects.standing().filter(entry__meeting=meeting),
        visibility=Visibility.PUBLIC, report=None,
    ).exclude(file="").order_by("matter", "pk").distinct()
    return [Paper(f"paper-{row.pk}", row.title, reverse("paper", args=[row.pk])) for row in rows]


def ballots(entry, viewer):
    """Return the ballots of the matter under ``entry`` that are still to be held, and the one to be prepared."""
    sitting = Sitting.objects.standing().filter(entry=entry).select_related("matter__community").first()
    if sitting is None:
        return []
    back = "?" + urlencode({"back": reverse("meeting-console", args=[entry.meeting_id])})
    polls = Poll.objects.filter(matter=sitting.matter).exclude(state__in=OVER).select_related(
        "community", "matter__community").order_by("pk")
    found = [
        Business(poll.question, f"{poll.get_state_display()} · {poll.get_secrecy_display()}", [
            (act.label, reverse("act", args=[act.code, poll.pk]) + back)
            for act, _checks in open_acts(poll, viewer) if act.code not in IDLE[poll.secrecy]
        ]) for poll in polls
    ]
    prepare = [
        (act.label, reverse("act", args=[act.code, sitting.matter_id]) + back)
        for act, _checks in open_acts(sitting.matter, viewer) if act.code == "ballots.prepare"
    ]
    return [*found, Business(sitting.matter.title, sitting.matter.code, prepare)]


register(papers=papers, business=ballots)
