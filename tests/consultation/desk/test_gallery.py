"""The seats for observers at the desk: announced, and drawn by a public number."""

import datetime as dt

import pytest

from tests.meetings.builders import CALLED, DAY, on, planned
from yishi.people.enums import Role

from .asking import drawn

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day, hour, ends", [(CALLED, 10, "2026-03-19T18:00"), (DAY, 9, "2026-03-20T19:00")])
def test_registration_is_offered_to_end_the_evening_before_while_there_is_one(world, day, hour, ends):
    meeting = planned(world.own)
    with on(day, hour):
        data = drawn(world.own.people[Role.RECORDER], "observers.announce", meeting)[1]
    assert dt.datetime.fromisoformat(data["closes_at"]) == dt.datetime.fromisoformat(ends)
