"""The door of the gallery: who is let in to which seat, and how many are counted in the room."""

import pytest

from meetings import tasks
from meetings.domain import attendance, observers
from meetings.gallery.door import door_code
from meetings.models import Gallery
from tests.world import account
from yishi.clock.story import now
from yishi.people.enums import Role
from yishi.refusals import Invalid, Refused

from .builders import CALLED, DAY, announced, at, neighbours, on, planned, registered, seat_of

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def given(gallery):
    """Let the list of ``gallery`` be closed by the clock; return it as it stands then."""
    with on(DAY, 18):
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


def test_while_the_list_is_open_the_door_gives_seats_of_one_s_own_kind_alone(world, client):
    gallery, people = announced(world.own, seats=2, media_seats=1, closes_at=at(DAY, 18)), neighbours(world.own, 2)
    first, second = registered(gallery, people)
    (press,) = registered(gallery, [world.own.people[Role.MEDIA]])
    recorder, page = gallery.meeting.recorder, gallery.meeting.page_address
    with on(CALLED, 12):
        observers.withdraw(press, by=press.person)
    client.force_login(account(people[1]))
    with on(DAY, 9):
        with pytest.raises(Refused, match="No seat is free"):
            observers.check_in(gallery, by=recorder, code=door_code(second))
        assert door_code(second) not in client.get(page).content.decode(), "who only waits is not let in yet"
        observers.check_in(gallery, by=recorder, code=door_code(first))
    gallery = given(gallery)
    with on(DAY, 18, 50):
        assert seat_of(second) == 2, "what was kept goes to whoever waits once the list is closed"
        observers.check_in(gallery, by=recorder, code=door_code(second))


@pytest.mark.parametrize("way", [{"admission": "lot", "seed_words": "福彩3D"}, {"admission": "nomination"}])
def test_the_door_goes_round_no_lottery_and_no_nomination(world, client, way):
    gallery, (one, two) = announced(world.own, closes_at=at(DAY, 18), **way), neighbours(world.own, 2)
    row, named = registered(gallery, [one, two])
    if gallery.admission == "nomination":
        with on(CALLED, 12):
            observers.admit(named, by=gallery.meeting.recorder)
    client.force_login(account(one))
    with on(DAY, 9):
        with pytest.raises(Refused, match="not given yet"):
            observers.check_in(gallery, by=gallery.meeting.recorder, code=door_code(row))
        assert door_code(row) not in client.get(gallery.meeting.page_address).content.decode()
        if gallery.admission == "nomination":
            observers.check_in(gallery, by=gallery.meeting.recorder, code=door_code(named))
    assert seat_of(row) is None


def test_the_door_is_offered_to_who_keeps_it_on_the_day_and_until_the_close(world, client):
    gallery = announced(world.own)
    client.force_login(account(gallery.meeting.recorder))
    door = f"/acts/observers.check_in/{gallery.pk}/"
    with on(CALLED, 11):
        assert door not in client.get(gallery.meeting.page_address).content.decode()
    with on(DAY, 18, 50):
        assert door in client.get(gallery.meeting.page_address).content.decode()
        gallery.meeting.state, gallery.meeting.closed_at = "closed", at(DAY, 18)
        gallery.meeting.save()
        page = client.get(gallery.meeting.page_address).content.decode()
        assert door not in page and "/acts/observers.withdraw/" not in page
