"""A welfare review of the story: private, so that counts alone are told of it."""

import datetime as dt

from meetings.domain import attendance, meetings, reviews
from meetings.enums import MeetingKind
from meetings.models import Meeting
from meetings.queries import members_of
from meetings.reviews.enums import Scheme
from yishi.people.models import Place

from .. import cast
from ..player import Scene
from ..story import at
from .halls import sign_minutes

COMMUNITY, DAY = "LX", dt.date(2026, 11, 12)
FIGURES = ((Scheme.ALLOWANCE, 6, 2, 1), (Scheme.HOUSING, 3, 1, 0), (Scheme.EMERGENCY, 2, 0, 0))


def scenes():
    """Return the scenes of the review: it is convened, held, and signed."""
    yield Scene(at(DAY - dt.timedelta(7), "09:10"), 5, "relief:convene", convene)
    yield Scene(at(DAY, "14:30"), 5, "relief:review", review)


def convene():
    """The secretary convenes the review board."""
    place = Place.objects.get(code=COMMUNITY)
    meetings.schedule(
        place, by=cast.office(COMMUNITY, "community_secretary"), kind=MeetingKind.WELFARE_REVIEW,
        title="十一月社会保障评审会", starts_at=at(DAY, "14:30"), place_words=f"{place.name}小会议室",
        facilitator=cast.office(COMMUNITY, "facilitator"), recorder=cast.office(COMMUNITY, "recorder"),
        form_words="社会保障评审会",
    )


def review():
    """The board meets; the recorder enters the figures; both sign."""
    meeting = Meeting.objects.select_related("community", "facilitator", "recorder").get(
        community__code=COMMUNITY, kind=MeetingKind.WELFARE_REVIEW
    )
    members = members_of(meeting).exclude(pk__in=[meeting.facilitator_id, meeting.recorder_id])
    attendance.enter_attendance(meeting, list(members.order_by("pk")[:7]), by=meeting.recorder)
    meetings.open(meeting, by=meeting.facilitator)
    for scheme, meets, fails, again in FIGURES:
        reviews.count(meeting, by=meeting.recorder, scheme=scheme, meets=meets, fails=fails, again=again)
    meetings.close(meeting, by=meeting.facilitator)
    sign_minutes(meeting)
