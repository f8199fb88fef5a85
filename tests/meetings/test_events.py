"""What the journal says of a meeting that is convened or moved, in its notices too."""

import datetime as dt

import pytest

from meetings.domain import meetings
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role

from .builders import CALLED, DAY, at, on, planned

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
SHORT = "Notice is shorter than its kind asks for"


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def last(meeting):
    """Return what the last event of ``meeting`` says."""
    event = Event.objects.filter(stream__name=meeting.stream_name).order_by("seq").last()
    return kind_of(event).read(event)


def moved(world, meeting, to, today=CALLED, **more):
    """Let ``meeting`` be moved on the date ``today`` to the instant ``to``; return what is said of it."""
    with on(today):
        meetings.reschedule(meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], starts_at=to, reason="停电", **more)
    return last(meeting)


@pytest.fixture
def meeting(world):
    return planned(world.own, notice_reason="按例说明")


def test_a_reason_given_without_need_makes_no_notice_shorter(world, meeting):
    assert SHORT not in last(meeting)
    assert SHORT not in moved(world, meeting, at(DAY - dt.timedelta(5)), notice_reason="停电")
    assert SHORT not in moved(world, meeting, at(DAY), DAY - dt.timedelta(6), notice_reason="停电"), "put off: its first notice"
    assert SHORT in moved(world, meeting, at(DAY - dt.timedelta(2)), DAY - dt.timedelta(4), notice_reason="汛情")
    assert SHORT in last(planned(world.own, day=CALLED + dt.timedelta(2), notice_reason="汛情", place_words="二楼"))


def test_another_hall_is_no_other_day(world, meeting):
    assert moved(world, meeting, meeting.starts_at, place_words="二楼会议室") == (
        "The meeting of Fri 20 March 19:00 is held in another hall, at the same hour; its page says where."
    )
    assert moved(world, meeting, at(DAY, 20), place_words="三楼") == "The meeting was moved from Fri 20 March to Fri 20 March 20:00."
