"""The page of a meeting: what everybody reads, whose names, and who may do what there."""

import datetime as dt

import pytest

from meetings.domain import attendance, meetings, minutes, statements
from meetings.enums import MeetingKind
from meetings.models import Attendance, Invitation, Meeting, MinutesObjection, Recusal, Statement
from tests.consultation.views.reading import assert_same_queries, shows, words
from tests.world import account, person
from yishi.people.enums import Role

from .builders import DAY, at, closed, council, on, opened, planned, signed, with_entries

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
RELATED = {"statements": "statements", "guests": "invitations", "objections": "minutes_objections"}


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def page_of(client, meeting):
    answer = client.get(meeting.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def sits_down(client, who):
    client.force_login(account(who))


def test_the_record_stands_for_everybody_to_read(client, world):
    meeting = signed(world.own)
    page = page_of(client, meeting)
    assert "15 of 15 members were present; 10 were needed: the quorum was reached." in page
    assert "10 of 15 members had to be present." in client.get(meeting.page_address).content.decode()
    assert "1. 宣布到会人数" in page
    assert "赞成B" in page
    assert "采用方案B。" in page
    assert meeting.signatures.count() == 2
    assert page.count(f"{DAY.day} March 21:00") == 2 or page.count("21:00") >= 2
    assert "/acts/" not in page


def test_residents_are_masked_and_doors_are_left_out(client, world):
    meeting, entries, _members = opened(world.own)
    guest = person(world.own.community, "欧阳小明")
    with on(DAY, 19, 20):
        attendance.check_in(meeting, guest, by=meeting.recorder, capacity="stakeholder")
        statements.state(entries[1], by=meeting.recorder, speaker=guest, stance="against", text="<b>担心采光</b>")
        minutes.record_objection(meeting, by=meeting.recorder, words="邹女士（3-601）", text="记录有误")
        meetings.invite(meeting, by=meeting.recorder, kind="expert", words="结构工程师 老周（102室）")
    answer = client.get(meeting.get_absolute_url())
    page, said = answer.content.decode(), words(answer)
    assert "欧阳*" in page
    assert "小明" not in page and "<b>担心" not in page
    assert not shows(said, "601") and not shows(said, "102"), "keys of rows and of forms are no doors"
    assert "邹女士" in page


def test_whoever_has_something_to_do_there_finds_it(client, world):
    meeting = planned(world.own)
    sits_down(client, meeting.recorder)
    page = page_of(client, meeting)
    assert f"/acts/meetings.add_entry/{meeting.pk}/" in page
    assert f"/acts/meetings.open/{meeting.pk}/" not in page
    sits_down(client, world.own.people[Role.RESIDENT])
    assert "/acts/" not in page_of(client, meeting)


def test_the_recorder_is_led_from_a_statement_to_its_correction(client, world):
    meeting, _entries = closed(world.own)
    sits_down(client, meeting.recorder)
    said = meeting.statements.get()
    assert f"/acts/statements.correct/{meeting.pk}/?statement={said.pk}" in page_of(client, meeting)


def test_nobody_is_led_to_a_second_signature_before_the_first(client, world):
    meeting, _entries = closed(world.own)
    sits_down(client, meeting.recorder)
    for page in (page_of(client, meeting), client.get(meeting.page_address).content.decode()):
        assert f"/acts/minutes.sign/{meeting.pk}/" in page
        assert "minutes.countersign" not in page and "minutes.withdraw_signature" not in page


def test_a_meeting_to_come_says_what_it_needs_and_misses_nothing_yet(client, world):
    page = page_of(client, planned(world.own))
    assert "Nothing stands on the agenda yet." in page
    assert "10 of 15 members have to be present." in page
    assert "members are present" not in page and "The minutes are not signed yet." not in page
    assert client.get("/meetings/99999/record/").status_code == 404


@pytest.mark.parametrize("grown", ["statements", "guests", "objections"])
def test_the_record_costs_the_same_with_3_and_with_300(world, grown):
    meeting, entries, members = opened(world.own)

    def grow(n):
        first, own = getattr(meeting, RELATED[grown]).count(), {"community": meeting.community, "meeting": meeting}
        people = [person(meeting.community, f"来宾{first + i}") for i in range(n)]
        rows = {
            "statements": lambda i: Statement(
                n=first + i + 1, at=at(DAY, 20), entry=entries[i % 2], speaker=people[i], stance="for", text="同意", **own
            ),
            "guests": lambda i: Invitation(kind="expert", person=people[i], **own),
            "objections": lambda i: MinutesObjection(person=people[i], text="记录有误", at=at(DAY, 20), **own),
        }[grown]
        type(rows(0)).objects.bulk_create([rows(i) for i in range(n)])

    with on(DAY, 20):
        assert_same_queries([None, meeting.recorder, members[0]], meeting.get_absolute_url(), grow)


def test_the_record_costs_the_same_with_3_and_with_300_who_stood_aside(world):
    meeting, entries, members = opened(world.own)

    def grow(n):
        people = [person(meeting.community, f"代表{i}") for i in range(n)]
        own = {"community": meeting.community}
        there = Attendance.objects.bulk_create(
            [Attendance(meeting=meeting, person=each, at=at(DAY, 19), **own) for each in people]
        )
        Recusal.objects.bulk_create([Recusal(attendance=row, entry=entries[0], reason="利害关系", **own) for row in there])

    with on(DAY, 20):
        assert_same_queries([None, meeting.recorder, members[0]], meeting.get_absolute_url(), grow)


def test_the_list_costs_the_same_with_3_meetings_and_with_300(client, world):
    people = world.own.people

    def grow(n):
        Meeting.objects.bulk_create([
            Meeting(community=world.own.community, kind="council", title="议事会", starts_at=at(DAY), place_words=f"第{n}-{i}室",
                    facilitator=people[Role.FACILITATOR], recorder=people[Role.RECORDER], entitled=15)
            for i in range(n)
        ])

    with on(DAY + dt.timedelta(1), 10):
        assert_same_queries([None, people[Role.RESIDENT], people[Role.RECORDER]], "/meetings/", grow)
        assert client.get("/meetings/").context["page"].after


def test_where_nobody_is_counted_nothing_is_said_of_a_quorum(client, world):
    meeting = planned(world.own, kind=MeetingKind.OPEN_DAY, entitled=0)
    with_entries(meeting, "电梯运行和维保情况")
    pages = [meeting.get_absolute_url(), f"/meetings/{meeting.pk}/live/", f"/meetings/{meeting.pk}/console/"]
    sits_down(client, meeting.recorder)
    with on(DAY, 19):
        meetings.open(meeting, by=meeting.facilitator)
        assert not [where for where in pages if "members are present" in client.get(where).content.decode()]
        attendance.enter_attendance(meeting, council(world.own)[:3], by=meeting.recorder)
        for where in pages:
            assert "3 members are present; no quorum is asked for." in client.get(where).content.decode(), where


def test_of_a_talk_it_is_said_how_many_are_there_and_that_it_can_agree(world, client):
    """A talk knows a quorum, needs none to agree, and may name nobody as entitled."""
    members, recorder = council(world.own), world.own.people[Role.RECORDER]
    client.force_login(account(recorder))
    for entitled, said in ((0, "3 members are present."), (15, "3 of 15 members are present; 10 are needed: the quorum is missed.")):
        meeting = planned(world.own, kind=MeetingKind.TALK, entitled=entitled, place_words=f"{entitled}号楼")
        (entry,) = with_entries(meeting, "停车位")
        with on(DAY, 19):
            attendance.enter_attendance(meeting, members[:3], by=recorder)
            meetings.open(meeting, by=meeting.facilitator)
            meetings.move_to_entry(entry, by=meeting.facilitator)
            console = client.get(f"/meetings/{meeting.pk}/console/").content.decode()
            assert said in console and "Nothing can be decided now" not in console and "quorum is asked for" not in console
            assert minutes.record_consensus(entry, by=recorder, text="先划线。")


def test_before_the_close_neither_minutes_nor_replay_are_offered_and_nobody_watches_before_it_begins(world, client):
    members, meeting = council(world.own), planned(world.own)
    ways = [f'href="/meetings/{meeting.pk}/{end}/"' for end in ("minutes", "replay")]
    online = "Observers online, counted"
    figures = {"seats": 9, "registered": 0, "on_site": 2, "online": 156, "admitted_by": "first_come"}
    with on(DAY, 19):
        attendance.enter_attendance(meeting, members, by=meeting.recorder)
        attendance.count_observers(meeting, by=meeting.recorder, **figures)
        page = page_of(client, meeting)
        assert online not in page and "Observers in the room" in page
        meetings.open(meeting, by=meeting.facilitator)
        page = page_of(client, meeting)
        assert online in page and not [way for way in ways if way in page]
        meetings.close(meeting, by=meeting.facilitator)
    assert all(way in page_of(client, meeting) for way in ways)
