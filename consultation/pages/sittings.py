"""Step 4 of a matter's page: the meetings that dealt with it."""

from django.utils.translation import gettext as _

from meetings.rules import rule_of
from yishi.people.names import display_name
from yishi.text.side_by_side import listed
from yishi.web.pictures import Seats

from ..models import SittingKind
from ..naming import public_words


def sections(matter, viewer):
    """Return the section of the meetings; it is empty where there was none."""
    found = sittings(matter, viewer)
    return {"sittings": found, "sat_in": listed(steps_of(found))}


def steps_of(found):
    """Return in words the steps to which the sittings ``found`` belong: what set the agenda is of the second."""
    on_agenda = {sitting.kind == SittingKind.AGENDA for sitting in found}
    return [words for kind, words in ((True, _("Step 2")), (False, _("Step 4"))) if kind in on_agenda]


def sittings(matter, viewer):
    """Return the sittings of ``matter`` that stand, by day: who was there, what was said, what was agreed."""
    standing = (sitting for sitting in matter.sittings.all() if sitting.stands)
    found = sorted(standing, key=lambda sitting: (sitting.date, sitting.pk))
    for sitting in found:
        if sitting.entry_id:
            _read(sitting, viewer)
    return found


def _read(sitting, viewer):
    """Hang on ``sitting`` what a reader sees of its meeting and its entry."""
    meeting, entry = sitting.entry.meeting, sitting.entry
    meeting.there = sitting.there
    meeting.led_by = display_name(meeting.facilitator, viewer)
    meeting.kept_by = display_name(meeting.recorder, viewer)
    meeting.seats = seats_of(meeting) if meeting.opened_at else None
    sitting.said = sorted(entry.statements.all(), key=lambda statement: statement.n)
    for statement in sitting.said:
        statement.by = speaker_of(statement, viewer)
    sitting.consensus = max(entry.consensuses.all(), key=lambda consensus: consensus.n, default=None)


def seats_of(meeting):
    """Return the seats of ``meeting`` with those who were there, and the one that made it enough (look, rule 7)."""
    needed = rule_of(meeting.kind).needed(meeting.entitled)
    figures = {"there": meeting.there, "entitled": meeting.entitled, "needed": needed}
    label = _("Members present: %(there)s of %(entitled)s; needed: %(needed)s.") % figures
    return Seats(meeting.there, meeting.entitled, needed, label)


def speaker_of(statement, viewer):
    """Return how the speaker is called before ``viewer``: by name as chosen, or by the words of the minutes."""
    if statement.speaker:
        return display_name(statement.speaker, viewer)
    return public_words(statement.speaker_words)
