"""Written opinions of those who watched: who may hand one in, until when, and what is published of it."""

import datetime as dt
from urllib.parse import quote

import pytest

from meetings.domain import observers, opinions
from meetings.models import Gallery, Registration
from tests.world import account, person
from yishi.people.duties import duties_of
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Refused

from .builders import DAY, at, closed, neighbours, on

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def test_opinions_are_handed_in_within_five_working_days_and_answered(world, client):
    side = world.own
    meeting, _entries = closed(side)
    (one,) = neighbours(side, 1)
    Gallery.objects.create(community=side.community, meeting=meeting, admission="first_come", closes_at=at(DAY, 12))
    gallery = meeting.gallery
    with on(DAY, 10), pytest.raises(Refused):
        observers.register(gallery, by=one)
    Registration.objects.create(
        community=side.community, gallery=gallery, person=one, kind="resident", code="K7", rank=1, entered_by=one
    )
    secretary = side.people[Role.COMMUNITY_SECRETARY]
    with on(DAY + dt.timedelta(7), 10):
        opinion = opinions.hand_in(meeting, by=one, text="<b>请</b>把灯修好")
        with pytest.raises(Forbidden):
            opinions.hand_in(meeting, by=person(side.community, "没来的人"), text="我也说")
        assert "把灯修好" not in client.get(meeting.page_address).content.decode(), "unread it is not published"
        assert "opinions" in [duty.code for duty, _owed in duties_of(secretary)]
        opinions.answer(opinion, by=secretary, answer="下周修")
        page = client.get(meeting.page_address).content.decode()
        assert "把灯修好" in page and "下周修" in page and "<b>请" not in page and "邻居" not in page
    with on(DAY + dt.timedelta(10), 10), pytest.raises(Refused):
        opinions.hand_in(meeting, by=one, text="晚了")


def test_whoever_followed_online_without_registering_has_a_say_and_members_have_theirs_at_the_table(world, client):
    side = world.own
    meeting, _entries = closed(side)
    resident, member = side.people[Role.RESIDENT], side.people[Role.COUNCIL_MEMBER]
    button = f'href="/acts/opinions.hand_in/{meeting.pk}/?back='

    def page(who=None):
        client.logout()
        if who:
            client.force_login(getattr(who, "user", None) or account(who))
        return client.get(meeting.page_address).content.decode()

    with on(DAY + dt.timedelta(1), 10):
        assert button in page(resident)
        assert button not in page(member) and button not in page(world.other.people[Role.RESIDENT])
        assert button not in page() and f"/sign-in/?next={meeting.page_address}" in page()
        client.force_login(resident.user)
        here = f"{meeting.page_address}#opinions"
        handed_in = client.post(f"/acts/opinions.hand_in/{meeting.pk}/?back={quote(here)}", {"text": "请把字幕放大"})
        assert handed_in["Location"] == here
        assert "请把字幕放大" in page(resident) and "请把字幕放大" not in page()
        with pytest.raises(Refused):
            opinions.hand_in(meeting, by=member, text="我也写")
        with pytest.raises(Refused):
            opinions.hand_in(meeting, by=meeting.recorder, person=member, text="我也写")
    assert "answer until" in page(side.people[Role.COMMUNITY_SECRETARY])
    with on(DAY + dt.timedelta(14), 10):
        assert button not in page(resident) and "late" in page(resident).split('id="opinions"')[1]


def test_where_nothing_was_handed_in_it_is_said_so_in_one_form_and_not_as_if_it_were_to_come(world, client):
    side = world.own
    meeting, _entries = closed(side)
    yet, none = "No written opinion has been answered yet.", "No written opinion was handed in."

    def told(days):
        with on(DAY + dt.timedelta(days), 10):
            page = client.get(meeting.page_address).content.decode().split('id="opinions"')[1].split("</section>")[0]
        return [words for words in (yet, none) if f'<div class="empty"><p>{words}' in page]

    assert (told(1), told(14)) == ([yet], [none])
    with on(DAY + dt.timedelta(1), 10):
        opinions.hand_in(meeting, by=side.people[Role.RESIDENT], text="请把字幕放大")
    assert told(14) == [yet], "its answer is to come"
