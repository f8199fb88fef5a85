"""Builders for the tests of public calls and hearings."""

import datetime as dt

from consultation.domain import calls, hearings
from consultation.enums import MatterState
from meetings.enums import MeetingKind
from tests.consultation.builders_agenda import ADMITTED, bare, on
from tests.consultation.builders_deliberate import put
from tests.meetings.builders import planned
from yishi.people.enums import Role

OPENED = ADMITTED
LAST = OPENED + dt.timedelta(30)
DRAFT, WHY = "每晚十时后不得在广场使用音响。", "多名居民反映夜间噪声。"


def called(side, **fields):
    """Return a call of a matter in research, opened on OPENED."""
    matter = fields.pop("matter", None) or bare(side, MatterState.SURVEYING)
    fields = {"draft": DRAFT, "explanation": WHY, "channels": ["平台公示"], **fields}
    with on(OPENED):
        return calls.open(matter, by=side.people[Role.RECORDER], **fields)


def said(call, side, text="同意。", day=OPENED, **fields):
    """Give an opinion on ``call``: a resident's own, on ``day``."""
    fields.setdefault("by", side.people[Role.RESIDENT])
    with on(day):
        return calls.say(call, text=text, **fields)


def prepared(world, day=None):
    """Return a hearing of a matter in research, at a meeting of its kind on ``day`` (default: that of the builders)."""
    made = bare(world.own, MatterState.SURVEYING)
    meeting = planned(world.own, kind=MeetingKind.HEARING, called=OPENED)
    sitting = put(world, made, meeting, day=OPENED)
    with on(OPENED):
        return hearings.prepare(made, by=world.own.people[Role.RECORDER], sitting=sitting, subject="广场噪声")
