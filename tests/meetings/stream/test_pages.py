"""The live page and the screen in the hall, as they come from the server; a script only adds to them."""

import json

import pytest

from meetings.domain import attendance, meetings, minutes, sitting, speakers, statements
from meetings.stream.panels import PANELS
from meetings.stream.screen import screen_address
from meetings.stream.wall import EACH
from tests.consultation.views.reading import queries_of, reader, words
from tests.meetings.builders import DAY, at, closed, on, opened, planned
from tests.world import person
from yishi.clock.story import held_at
from yishi.web.ready import make_all_ready

from .builders import EYES, told
from .test_socket import make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(world):
    """An open meeting at its second entry, on which a resident has spoken."""
    meeting, entries, _members = opened(world.own)
    with on(DAY, 19, 30):
        meetings.move_to_entry(entries[1], by=meeting.facilitator)
        guest = person(world.own.community, "欧阳小明")
        statements.state(entries[1], by=meeting.recorder, speaker=guest, stance="for", text="<b>同意</b>")
    return meeting


def test_the_live_page_tells_what_is_going_on_and_masks_residents(hall, world):
    address = f"/meetings/{hall.pk}/live/"
    page = reader().get(address)
    told_here = words(page)
    for word in ("Entry 2 of 2", "加装电梯", "欧阳*", "for", "<b>同意</b>", "the quorum is reached", "See what is new"):
        assert word in told_here, word
    assert "小明" not in page.content.decode()
    assert f'data-head="{len(told(hall, EYES[0]))}"' in page.content.decode(), "from where the socket goes on"
    assert "小明" in words(reader(hall.recorder).get(address))
    panels = reader().get(f"{address}?panels").content.decode()
    assert all(f'data-panel="{code}"' in panels for code in PANELS) and "<html" not in panels


@pytest.mark.parametrize("part", ["", "?panels"])
def test_the_first_visitor_after_something_was_said_asks_twelve_questions_at_most(hall, part, settings):
    """What changes seldom is made ready before anybody asks."""
    settings.YISHI_KEEPS_PAGES = True
    address, entry = f"/meetings/{hall.pk}/live/{part}", hall.entries.get(state="current")
    with on(DAY, 19, 31):
        hand = speakers.raise_hand(entry, by=hall.attendances.first().person, stance="against")
        speakers.call(hand, by=hall.facilitator)
        make_all_ready()
    with on(DAY, 19, 32):
        statements.state(entry, by=hall.recorder, speaker_words="居民", stance="for", text="说一句")
        asked = queries_of(reader(), address)
    assert len(asked) <= 12, "\n".join(asked)


def test_the_screen_opens_with_its_address_alone(hall, world):
    client, address = reader(), screen_address(hall)
    page = client.get(address)
    assert "加装电梯" in words(page) and "欧阳*" in words(page) and "小明" not in page.content.decode()
    assert client.get(address.replace(f"/{hall.pk}/", "/99/")).status_code == 404
    assert client.get(f"/meetings/{hall.pk}/screen/x/").status_code == 404
    record = hall.get_absolute_url()
    assert address in reader(hall.recorder).get(record).content.decode()
    assert address not in client.get(record).content.decode() and "Watch live" in words(client.get(record))


def test_what_is_agreed_stands_on_page_and_screen_until_somebody_speaks_again(hall):
    entry, clerk, text = hall.entries.get(state="current"), hall.recorder, "先装灯，后修路"
    with on(DAY, 19, 31):
        minutes.record_consensus(entry, by=clerk, text="先修路", draft=True)
        minutes.record_consensus(entry, by=clerk, text=text)
        page, wall = (words(reader().get(address)) for address in (f"/meetings/{hall.pk}/live/", screen_address(hall)))
    assert f"Agreed {text}" in page and f"Agreed {text}" in wall
    assert "先修路" not in page, "the last one stands"
    with on(DAY, 19, 32):
        statements.state(entry, by=clerk, speaker=hall.facilitator, text="还有别的事吗", stance="chair")
        page, wall = (words(reader().get(address)) for address in (f"/meetings/{hall.pk}/live/", screen_address(hall)))
    assert text in page and text not in wall


def test_the_screen_turns_the_pages_of_a_long_speech_and_cuts_none(hall):
    said = [f"第{n}盏灯要亮得久一些，老人走得慢，上下楼一次要歇三回。" for n in range(40)]
    entry, address = hall.entries.get(state="current"), screen_address(hall)
    with on(DAY, 19, 31):
        statements.state(entry, by=hall.recorder, speaker=hall.facilitator, text="".join(said), stance="chair")
        first = words(reader().get(address))
    assert said[0] in first and said[-1] not in first and "Page 1 of 10, turning" in first
    walls = first
    for n in range(1, 10):
        with held_at(at(DAY, 19, 31) + n * EACH):
            walls += words(reader().get(address))
    assert all(each in walls for each in said)


def test_in_a_pause_the_screen_says_why_and_until_when(hall):
    with on(DAY, 19, 31):
        sitting.adjourn(hall, by=hall.facilitator, words="换投影仪的线，19:45继续。")
        shown = words(reader().get(screen_address(hall)))
        assert "The meeting pauses 换投影仪的线，19:45继续。 Entry 2 of 2 加装电梯" in shown and "同意" not in shown
        sitting.resume(hall, by=hall.facilitator)
    with on(DAY, 19, 45):
        shown = words(reader().get(screen_address(hall)))
        assert "The meeting pauses" not in shown and "同意" in shown


def test_the_screen_names_who_has_the_floor_with_role_stance_and_time(hall, world):
    neighbour = person(world.own.community, "欧阳小红")
    with on(DAY, 19, 31):
        attendance.enter_attendance(hall, [neighbour], by=hall.recorder, capacity="stakeholder")
        speakers.call(speakers.raise_hand(hall.entries.get(state="current"), by=neighbour, stance="against"), by=hall.facilitator)
        for address in (screen_address(hall), f"/meetings/{hall.pk}/live/"):
            page = reader().get(address)
            for word in ("Has the floor", "欧阳*", "stakeholder", "against", "until 19:34:00"):
                assert word in words(page), (address, word)
            assert "小红" not in page.content.decode()


def test_after_the_close_the_live_page_leads_to_what_stays(world):
    meeting, _entries = closed(world.own)
    page = reader().get(f"/meetings/{meeting.pk}/live/").content.decode()
    assert "The meeting is over." in page and "Has the floor" not in page
    for address in (meeting.get_absolute_url(), f"/meetings/{meeting.pk}/minutes/", f"/meetings/{meeting.pk}/replay/"):
        assert f'href="{address}"' in page and reader().get(address).status_code == 200
    meeting.state = "cancelled"
    meeting.save()
    for page in ("live", "minutes", "replay"):
        assert "The meeting was called off." in words(reader().get(f"/meetings/{meeting.pk}/{page}/"))
    wall = words(reader().get(screen_address(meeting)))
    assert "called off" in wall and "The meeting is over." not in wall
    meeting.entries.update(state="pending")
    for page in ("live", "record"):
        shown = words(reader().get(f"/meetings/{meeting.pk}/{page}/"))
        assert "to come" not in shown and "加装电梯" in shown, page
    live = reader().get(f"/meetings/{meeting.pk}/live/").content.decode()
    assert "What is said will stand here" not in live and "data-watching" not in live, "nothing is to come"


def test_nobody_watches_a_private_meeting(hall, monkeypatch):
    make_private(monkeypatch)
    client = reader()
    for address in (f"/meetings/{hall.pk}/live/", screen_address(hall)):
        assert client.get(address).status_code == 404
    assert "Watch live" not in words(client.get(hall.get_absolute_url()))


def test_what_was_said_is_the_same_on_the_page_and_in_the_stream(hall):
    said = [message["data"] for message in told(hall, EYES[0]) if message["type"] == "statements.stated"]
    page = words(reader().get(f"/meetings/{hall.pk}/live/"))
    assert [said[0][name] in page for name in ("by", "stance_words", "text")] == [True] * 3, json.dumps(said)


def test_before_anybody_has_come_no_quorum_is_missed_and_the_wall_stands(world):
    coming, open_day = planned(world.own), planned(world.other, kind="open_day")
    for meeting in (coming, open_day):
        for address in (screen_address(meeting), f"/meetings/{meeting.pk}/live/"):
            shown = reader().get(address)
            assert shown.status_code == 200 and "the quorum is missed" not in words(shown)
