"""What becomes of registrations when the meeting moves or is called off."""

import pytest

from meetings.domain import meetings, observers
from meetings.models import Gallery
from meetings.papers import poster
from meetings.papers.asking import poster_of
from tests.world import account
from yishi.people.duties import duties_of
from yishi.people.enums import Role
from yishi.refusals import Refused

from .builders import CALLED, DAY, afresh, announced, at, neighbours, on, registered

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def test_when_the_meeting_is_called_off_nobody_owes_a_yes_any_more(world, client):
    gallery, people = announced(world.own, seats=1), neighbours(world.own, 2)
    first, second = registered(gallery, people)
    with on(CALLED, 12):
        observers.withdraw(afresh(first), by=people[0])
        assert [duty.code for duty, _owed in duties_of(people[1])] == ["seats"]
        meetings.cancel(gallery.meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], reason="停电")
        assert not duties_of(people[1])
        gallery = Gallery.objects.select_related("meeting", "community").get(pk=gallery.pk)
        for act in (observers.confirm, observers.withdraw):
            with pytest.raises(Refused, match="The meeting was called off"):
                act(afresh(second), by=people[1])
        client.force_login(account(people[1]))
        for code in ("confirm", "withdraw"):
            answer = client.get(f"/acts/observers.{code}/{gallery.pk}/", {"registration": second.pk})
            assert answer.status_code == 409 and "The meeting was called off." in answer.content.decode(), "no form is opened"


def test_registration_to_a_meeting_that_is_brought_forward_ends_when_it_begins(world, client):
    gallery = announced(world.own, closes_at=at(DAY, 12))
    meeting, day = gallery.meeting, DAY.replace(day=15)
    with on(CALLED, 12):
        meetings.reschedule(meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], starts_at=at(day), reason="早开")
        page = client.get(meeting.page_address).content.decode()
        said = poster.write(poster_of(meeting)).html
    assert "until Sun 15 March 19:00" in page and "Fri 20 March 12:00" not in page
    assert "Registration runs until Sun 15 March 19:00" in said
