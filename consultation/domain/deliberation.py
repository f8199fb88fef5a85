"""Entering the deliberation, opening its sitting, and what was agreed there."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings import withdrawing
from meetings.domain import meetings, minutes
from meetings.enums import MeetingState
from yishi.acts import require_checks, require_state, taking
from yishi.db.guard import guarded_update
from yishi.journal.domain.events import append, hold
from yishi.journal.domain.texts import seal
from yishi.journal.models import Event
from yishi.refusals import Refused

from ..enums import MatterState
from ..models import Sitting, SittingKind
from ..transitions import TABLE


def enter(matter, *, by, seen=None):
    """Take ``matter`` from the inquiry into deliberation (step 4).

    Refused unless the inquiry is published, 3 days before the deliberation where one is called, and the notice of that
    meeting was kept.
    """
    with taking(TABLE["deliberation.enter"], matter, by=by, seen=seen):
        pass


def enter_for_poll(matter, *, by):
    """Take ``matter`` into deliberation because its first advisory poll opens; nothing happens where it is there.

    Called inside the transaction that opens the poll: that act has asked whether ``by`` may (None: the clock, which
    opens what somebody announced), so no role is asked here. Refused for the same missing checks as ``enter``; then the
    poll does not open either.
    """
    if matter.state == MatterState.DELIBERATING:
        return
    act = TABLE["deliberation.enter"]
    require_state(act, matter)
    require_checks(act, matter)
    with transaction.atomic():
        guarded_update(matter, {"state": matter.state}, state=act.target)
        append(matter.stream_name, act.event, by=by, community=matter.community)


def open_sitting(sitting, *, by, presides=None, seen=None):
    """Open the meeting of ``sitting`` and, for a deliberation, enter step 4, both or neither; return the meeting.

    A meeting that another matter has opened stays open, and this matter enters. ``presides`` (default: the facilitator
    of the meeting) takes the chair; ``seen`` is the meeting's state in the form. Refused as ``meetings.open`` (day,
    quorum) and ``deliberation.enter`` are, where the sitting was taken off, and where it has no hall.
    """
    if not sitting.entry_id or sitting.taken_off_on:
        raise Refused(_("This sitting has no meeting to open."))
    meeting, matter = sitting.entry.meeting, sitting.matter
    stood = matter.state
    try:
        with transaction.atomic():
            # The matter's stream first: two streams are locked in sorted order, "matter:" before "meeting:".
            if sitting.kind == SittingKind.DELIBERATION and stood != MatterState.DELIBERATING:
                enter(matter, by=by)
            if meeting.state != MeetingState.OPEN:
                meetings.open(meeting, by=by, presides=presides, seen=seen)
    except BaseException:
        matter.state = stood  # taken back together with the meeting
        raise
    return meeting


def consensus_withdrawn(consensus, *, by):
    """Say in the stream of each matter in which a ``consensus`` was recorded that it was withdrawn in the hall."""
    for sitting in Sitting.objects.filter(entry=consensus.entry_id).select_related("matter__community").order_by("matter"):
        said = Event.objects.filter(stream__name=sitting.matter.stream_name, kind="deliberation.consensus_recorded")
        if said.filter(payload__consensus=consensus.pk).exists():
            append(sitting.matter.stream_name, "deliberation.consensus_withdrawn", by=by, community=sitting.matter.community,
                   payload={"sitting": sitting.pk, "consensus": consensus.pk, "n": consensus.n})


def record_consensus(sitting, *, by, text, draft=False, seen=None):
    """Record what was agreed on the matter at ``sitting``; return the Consensus on its agenda entry.

    A ``draft`` is read out before the vote. Refused as ``minutes.record_consensus`` is (quorum without those who stood
    aside, signed record), and where the sitting has no hall.
    """
    if not sitting.entry_id or sitting.kind == SittingKind.AGENDA:
        raise Refused(_("What was agreed is recorded at a deliberation or decision held in a meeting."))
    matter = sitting.matter
    with taking(TABLE["deliberation.record_consensus"], matter, by=by, seen=seen) as entry:
        hold(matter.stream_name, community=matter.community)
        agreed = minutes.record_consensus(sitting.entry, by=by, text=text, draft=draft)
        entry.made = agreed
        entry.payload = {
            "sitting": sitting.pk, "consensus": agreed.pk, "n": agreed.n, "draft": draft, "text": seal(agreed.text),
        }
    return agreed


withdrawing.register(consensus=consensus_withdrawn)
