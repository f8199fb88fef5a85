"""Builders for the tests of step 4: a matter on the agenda of a council meeting, and the meeting held and signed."""

import datetime as dt

from consultation.domain import deliberation, research, sittings
from consultation.enums import MatterState
from consultation.models import SittingKind
from meetings.domain import attendance, meetings, minutes
from tests.consultation.builders_agenda import CHANNELS, inquire, matter
from tests.meetings.builders import CALLED, DAY, council, on, planned
from yishi.people.enums import Role

NOTICED, PUBLISHED = dt.date(2026, 3, 15), dt.date(2026, 3, 17)  # 5 days, and 3 days, before the meeting of DAY


def published(world, day=PUBLISHED, **fields):
    """Return a matter in step 3 whose inquiry was published on ``day``."""
    made = matter(world, MatterState.SURVEYING, **fields)
    inquire(made, world.own)
    with on(day):
        research.publish(made, by=world.own.people[Role.RECORDER], channels=CHANNELS)
    return made


def put(world, made, meeting=None, day=NOTICED, kind=SittingKind.DELIBERATION, **fields):
    """Put ``made`` on the agenda of ``meeting`` (default: a council meeting of DAY) on the date ``day``."""
    fields.setdefault("by", world.own.people[Role.COMMUNITY_SECRETARY])
    meeting = meeting or planned(world.own, called=CALLED)
    with on(day):
        return sittings.put(made, meeting, kind=kind, **fields)


def sign_in(world, meeting, present=15):
    """Sign in ``present`` of the 15 council members; return the members."""
    members = council(world.own)
    with on(meeting.date, 18, 50):
        attendance.enter_attendance(meeting, members[:present], by=meeting.recorder)
    return members


def deliberated(world, made, consensus="采用方案B。"):
    """Hold the deliberation of ``made`` on DAY, with ``consensus`` recorded, and close it; return its sitting."""
    sitting = put(world, made)
    meeting = sitting.entry.meeting
    sign_in(world, meeting)
    with on(DAY, 19):
        deliberation.open_sitting(sitting, by=meeting.facilitator)
        if consensus:
            deliberation.record_consensus(sitting, by=meeting.recorder, text=consensus)
        meetings.close(meeting, by=meeting.facilitator)
    return sitting


def sign(meeting):
    """Have both sign the minutes of ``meeting``."""
    with on(meeting.date, 21):
        minutes.sign(meeting, by=meeting.recorder)
        minutes.countersign(meeting, by=meeting.facilitator)
