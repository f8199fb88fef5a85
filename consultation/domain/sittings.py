"""Putting a matter on the agenda of a meeting, taking it off, and ballots held by papers."""

from django.utils.translation import gettext_lazy as _

from meetings.domain import meetings
from meetings.domain.rows import insert
from meetings.enums import MeetingState
from meetings.notice import too_late
from yishi.acts import require_state, taking
from yishi.clock.story import today
from yishi.journal.domain.events import hold
from yishi.journal.domain.texts import seal
from yishi.refusals import Invalid, Refused

from ..enums import MatterState
from ..guards.bars import require_ahead
from ..models import Sitting, SittingKind
from ..models.sittings import HALL_KINDS
from ..transitions import TABLE
from .wording import brief, past_day, written

AFTER_ADMISSION = (MatterState.SURVEYING, MatterState.DELIBERATING)


def put(matter, meeting, *, by, kind, entry=None, title="", minutes=0, notice_reason="", seen=None):
    """Put ``matter`` on the agenda of ``meeting`` as a sitting of ``kind`` (agenda, deliberation, decision); return it.

    It becomes a new agenda entry (``title``, default the matter's; ``minutes``), or ``entry``, one that stands there
    already. Its notice runs from today: council 5 calendar days, representatives 10 (local), residents 10 (Organic Law
    art. 26), owners 15 (Regulations on Property Management art. 14). Refused where the meeting comes sooner, unless
    ``notice_reason`` names a special case that its rule knows; where it belongs to another community, or is over.
    """
    _require_kind(matter, kind)
    _require_meeting(matter, meeting)
    notice_reason = brief(notice_reason, "notice_reason", 200)
    sentence = too_late(meeting.kind, meeting.date, notice_reason)
    if sentence:
        raise Refused(sentence, field="notice_reason")
    if entry is not None and entry.meeting_id != meeting.pk:
        raise Invalid(_("That entry stands on another meeting’s agenda."), field="entry")
    with taking(TABLE["sittings.put"], matter, by=by, seen=seen) as made:
        hold(matter.stream_name, community=matter.community)  # before the meeting's: streams are locked in sorted order
        entry = entry or meetings.add_entry(meeting, by=by, title=title or matter.title, minutes=minutes)
        sitting = insert(
            Sitting(community=matter.community, matter=matter, entry=entry, kind=kind, noticed_on=today(),
                    notice_reason=notice_reason),
            _("Another matter stands under this entry already. Add an entry of its own."), field="entry",
        )
        made.made = sitting
        made.payload = {
            "sitting": sitting.pk, "meeting": meeting.pk, "entry": entry.pk, "kind": str(kind),
            "day": meeting.date.isoformat(), "special_case": seal(notice_reason) if notice_reason else None,
        }
    return sitting


def take_off(sitting, *, by, reason, seen=None):
    """Take the matter off the agenda of a meeting to come, for ``reason``; the sitting stays on record as taken off.

    Refused once the meeting has opened: then the entry is called, or left for another meeting.
    """
    matter, reason = sitting.matter, written(reason, "reason", 200)
    require_ahead(Sitting.objects.filter(pk=sitting.pk).standing())
    with taking(TABLE["sittings.take_off"], matter, by=by, seen=seen) as entry:
        hold(matter.stream_name, community=matter.community)
        meetings.strike_entry(sitting.entry, by=by, reason=reason)
        day, rows = today(), Sitting.objects.filter(pk=sitting.pk, taken_off_on=None)
        if not rows.update(taken_off_on=day, taken_off_reason=reason):
            raise Refused(_("This was taken off already."))
        sitting.taken_off_on, sitting.taken_off_reason = day, reason
        entry.payload = {"sitting": sitting.pk, "meeting": sitting.entry.meeting_id, "text": seal(reason)}


def hold_by_papers(matter, *, by, held_on=None, words="", seen=None):
    """Record that a ballot on ``matter`` is held by collecting papers from the date ``held_on`` (default: today).

    It is a sitting without a hall; ``words`` say how the papers go round. Refused twice for one day; Invalid for a day
    to come, or one before the matter was opened.
    """
    held_on, words = past_day(held_on, "held_on", matter.opened_on), brief(words, "words", 200)
    with taking(TABLE["sittings.hold_by_papers"], matter, by=by, seen=seen) as entry:
        sitting = insert(
            Sitting(community=matter.community, matter=matter, kind=SittingKind.PAPER, noticed_on=held_on,
                    held_on=held_on, words=words),
            _("A ballot by papers is on record for this day already."), field="held_on",
        )
        entry.made = sitting
        entry.payload = {"sitting": sitting.pk, "day": held_on.isoformat(), "text": seal(words)}
    return sitting


def _require_kind(matter, kind):
    """Refuse a kind of sitting that has no sense where the matter stands."""
    if kind not in HALL_KINDS:
        raise Invalid(_("Choose one of the list."), field="kind")
    require_state(TABLE["sittings.put"], matter)
    if kind == SittingKind.AGENDA and matter.state in AFTER_ADMISSION:
        raise Refused(_("The item is admitted already: put it up for deliberation or decision."), field="kind")
    if kind == SittingKind.DECISION and matter.state not in AFTER_ADMISSION:
        raise Refused(_("The item is not admitted yet, so nothing can be decided on it."), field="kind")


def _require_meeting(matter, meeting):
    """Refuse a meeting of another community, or one that is over or called off."""
    if not meeting.community.contains(matter.community):
        raise Refused(_("That meeting belongs to another community."), field="meeting")
    if meeting.rule.private:
        raise Refused(_("That meeting is not public, and a matter is: put it on another one."), field="meeting")
    if meeting.state not in (MeetingState.PLANNED, MeetingState.OPEN):
        raise Refused(
            _("That meeting stands at “%(state)s”: nothing can be put on its agenda.")
            % {"state": meeting.get_state_display()}, field="meeting",
        )
