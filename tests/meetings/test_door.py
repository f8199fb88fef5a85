"""The door of the gallery: who is let in to which seat, and how many are counted in the room."""

import pytest

from meetings import tasks
from meetings.domain import attendance, observers
from meetings.gallery.door import door_code
from meetings.models import Gallery
from yishi.clock.story import now
from yishi.refusals import Invalid

from .builders import CALLED, DAY, announced, neighbours, on, planned, registered

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def given(gallery):
    """Let the list of ``gallery`` be closed by the clock; return it as it stands then."""
    with on(DAY, 12):
        tasks.close_lists(now())
    return Gallery.objects.select_related("meeting", "community").get(pk=gallery.pk)


def in_the_room(gallery):
    gallery.meeting.refresh_from_db()
    return gallery.meeting.observers_on_site


def test_who_comes_in_is_counted_on_top_of_what_the_recorder_counted(world):
    gallery = announced(world.own, seats=4)
    rows = registered(gallery, neighbours(world.own, 4))
    gallery, recorder = given(gallery), gallery.meeting.recorder
    figures = {"by": recorder, "registered": 4, "admitted_by": "first_come"}
    with on(DAY, 18, 50):
        attendance.count_observers(gallery.meeting, seats=4, on_site=2, **figures)  # two came without a telephone
        observers.check_in(gallery, by=recorder, code=door_code(rows[0]))
        assert in_the_room(gallery) == 3, "neither forgotten nor counted anew"
        attendance.count_observers(gallery.meeting, seats=4, on_site=4, **figures)
        observers.check_in(gallery, by=recorder, code=door_code(rows[1]))
        assert in_the_room(gallery) == 4, "never more than there are seats"
        attendance.count_observers(gallery.meeting, seats=4, on_site=1, **figures)
        observers.check_in(gallery, by=recorder, code=door_code(rows[2]))
        assert in_the_room(gallery) == 2


def test_the_room_has_the_seats_that_were_announced_and_no_other_number(world):
    meeting = planned(world.own)
    figures = {"by": meeting.recorder, "registered": 0, "admitted_by": "first_come"}
    with on(CALLED, 12):
        attendance.count_observers(meeting, seats=9, on_site=3, **figures)
    with pytest.raises(Invalid) as refused:
        announced(world.own, meeting, seats=2)
    assert refused.value.field == "seats"
    gallery = announced(world.own, meeting, seats=4)
    with on(DAY, 18, 50):
        for seats in (2, 3, 9):
            with pytest.raises(Invalid) as refused:
                attendance.count_observers(gallery.meeting, seats=seats, on_site=2, **figures)
            assert refused.value.field == "seats"
        attendance.count_observers(gallery.meeting, seats=4, on_site=2, **figures)
    assert in_the_room(gallery) == 2
