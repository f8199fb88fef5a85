"""The meetings of the story: one a community and evening, whatever stands on its agenda."""

import datetime as dt

from django.utils import timezone

from meetings.domain import attendance, meetings, minutes, statements
from meetings.enums import MeetingKind, MeetingState
from meetings.models import Meeting
from yishi.clock.story import held_at, now
from yishi.people.models import Person, Place

from .. import cast
from ..story import at, matters, world

STANCES = (
    ("有条件", "conditional"), ("赞成", "for"), ("反对", "against"), ("提问", "question"), ("主持", "chair"), ("", "explain"),
)
KINDS = (("听证", MeetingKind.HEARING), ("恳谈", MeetingKind.TALK), ("", MeetingKind.COUNCIL))


def told_on(community, day):
    """Return the matter (the story's dict) that is deliberated in ``community`` on ``day``, or None."""
    for matter in matters():
        if matter["community"] == community and matter["step4_deliberation"]["meeting"]["date"] == day:
            return matter
    return None


def meeting_on(community, day):
    """Return the meeting of ``community`` on ``day``, convened by the secretary where it is not yet."""
    found = Meeting.objects.filter(
        community__code=community, starts_at__range=(at(day, "00:00"), at(day, "23:59"))
    ).exclude(state=MeetingState.CANCELLED).order_by("pk").first()
    return found or convene(community, day)


def hall(matter):
    """Return the deliberation's meeting of ``matter``."""
    return meeting_on(matter["community"], matter["step4_deliberation"]["meeting"]["date"])


def stance_of(told):
    """Return the Stance that the story's words for it say."""
    return next(stance for mark, stance in STANCES if told["stance"].startswith(mark))


def convene(community, day):
    """The secretary convenes the meeting that the story tells of on ``day``, or the month's council."""
    matter = told_on(community, day)
    told = matter["step4_deliberation"]["meeting"] if matter else {}
    form = told.get("form", "议事会")
    kind = next(kind for mark, kind in KINDS if mark in form)
    size = next(c["council_members"] for c in world()["communities"] if c["id"] == community)
    name = next(c["name"] for c in world()["communities"] if c["id"] == community)
    return meetings.schedule(
        Place.objects.get(code=community), by=cast.office(community, "community_secretary"), kind=kind,
        title=f"{name}{day.month}月{form}", starts_at=at(day, told.get("time", "19:00")),
        place_words=told.get("place", f"{name}议事厅"), facilitator=cast.office(community, "facilitator"),
        recorder=cast.office(community, "recorder"), entitled=size, form_words=form,
        observer_seats=told.get("observers", {}).get("seats", 0),
    )


def council(community):
    """Return the council's members, in the order of their seats."""
    rows = Person.objects.filter(seats__role="council_member", seats__place__code=community).order_by("seats__pk")
    return list(rows.select_related("community"))


def sign_in(meeting, count):
    """The recorder signs the first ``count`` members in."""
    if not meeting.attendances.exists():
        attendance.enter_attendance(meeting, council(meeting.community.code)[:count], by=meeting.recorder)


def open_agenda_meeting(matter):
    """Hold a meeting of which the story tells no more than that the item was on its agenda."""
    community, day = matter["community"], matter["step2_agenda"]["scheduled_meeting"]
    if told_on(community, day):
        return  # the meeting of that evening is told by its own matter
    meeting = meeting_on(community, day)
    if meeting.state != MeetingState.PLANNED:
        return
    with held_at(minutes_after(meeting, 0)):
        sign_in(meeting, meeting.entitled - 1)
        meetings.open(meeting, by=meeting.facilitator)
    for entry in meeting.entries.order_by("n"):
        with held_at(minutes_after(meeting, 10 * entry.n)):
            call_item(entry)
    with held_at(minutes_after(meeting, 35)):
        meetings.close(meeting, by=meeting.facilitator)
    sign_minutes(meeting)


def call_item(entry):
    """The facilitator calls ``entry``, an item for the agenda; it is read out, and nobody objects."""
    meeting = entry.meeting
    meetings.move_to_entry(entry, by=meeting.facilitator)
    statements.state(
        entry, by=meeting.recorder, speaker=meeting.facilitator, stance="chair",
        text="请秘书宣读议题和党组织研究意见，各位委员无异议，按程序进入调研。",
    )


def sign_minutes(meeting):
    """The recorder drafts the minutes and adds how they became known; facilitator and recorder sign that text."""
    text = minutes.draft(meeting, by=meeting.recorder)
    close = next(section["text"] for section in text.sections if section["code"] == "close")
    minutes.edit(meeting, by=meeting.recorder, written_texts={"close": f"{close}\n会议纪要签字后在社区公开栏和本平台同时公开。"})
    minutes.sign(meeting, by=meeting.facilitator)
    minutes.countersign(meeting, by=meeting.recorder)


def minutes_after(meeting, count):
    """Return the instant ``count`` minutes after the beginning of ``meeting``, never later than now."""
    return min(timezone.localtime(meeting.starts_at) + dt.timedelta(minutes=count), now())
