"""The calendar of meetings: the list, the month, the page of each, files for one's own calendar, the notice clocks."""

import datetime as dt
from functools import partial

import pytest

from meetings.domain import meetings
from meetings.enums import MeetingKind
from meetings.guards import made_known
from meetings.models import Meeting
from meetings.papers import poster
from meetings.papers.asking import poster_of
from meetings.rules import earliest_day, rule_of
from yishi.documents.models import Document
from yishi.people.enums import Role, SeatKind
from yishi.people.models import Seat
from yishi.refusals import Invalid

from .builders import DAY, at, council, on, opened, planned, signed, with_entries

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_each_kind_has_its_notice_clock():
    noticed = dt.date(2026, 9, 25)  # a Friday before the National Day's seven days of rest
    assert earliest_day(MeetingKind.COUNCIL, noticed) == dt.date(2026, 9, 30)
    assert earliest_day(MeetingKind.RESIDENTS_ASSEMBLY, noticed) == dt.date(2026, 10, 5)
    assert earliest_day(MeetingKind.OWNERS_ASSEMBLY, noticed) == dt.date(2026, 10, 10)
    assert earliest_day(MeetingKind.STREET, noticed) > dt.date(2026, 10, 9), "seven working days"
    assert {kind for kind in MeetingKind if rule_of(kind).private} == {MeetingKind.WELFARE_REVIEW}


def test_the_list_the_month_and_the_files_show_a_meeting_where_it_belongs(client, world):
    past, coming = signed(world.own), planned(world.own, day=dt.date(2026, 4, 20), title="四月议事会")
    _first, struck = with_entries(coming, "宣布到会人数", "更换门禁")
    with on(dt.date(2026, 4, 1)):
        meetings.strike_entry(struck, by=coming.recorder, reason="材料没齐")
        page = text_of(client, "/meetings/")
        assert page.index("To come") < page.index("四月议事会") < page.index("Held and called off") < page.index(past.title)
        assert "四月议事会" not in text_of(client, f"/meetings/?in={world.other.community.code}")
        month = text_of(client, "/meetings/month/?month=2026-04")
        assert '">四月<wbr>议事会</a>' in month and past.title not in month
        file = text_of(client, "/meetings/calendar.ics").replace("\r\n ", "")
        assert file.count("BEGIN:VEVENT") == 2 and "宣布到会人数" in file and "更换门禁" not in file
        assert "DTSTART:20260420T110000Z" in text_of(client, f"/meetings/{coming.pk}/meeting.ics")


def test_the_page_says_when_it_was_made_known_and_who_must_be_there(client, world):
    members = council(world.own)
    members[1].seats.update(kind=SeatKind.EX_OFFICIO, until=dt.date(2026, 12, 31))
    members[2].seats.update(until=DAY - dt.timedelta(1))
    page = text_of(client, planned(world.own).page_address)
    assert "appointed: 13" in page and "ex officio: 1, the first term ends on Thu 31 December" in page
    assert "18 days before" in page and "in time" in page
    assert "10 of 15 members have to be present." in page and "whoever holds a seat as council member" in page


def test_whoever_holds_two_seats_is_counted_once(client, world):
    members = council(world.own)
    Seat.objects.create(
        community=world.own.community, person=members[0], role=Role.COUNCIL_MEMBER, place=world.own.community,
        kind=SeatKind.ELECTED, since=dt.date(2026, 2, 1),
    )
    page = text_of(client, planned(world.own).page_address)
    assert "elected: 1" in page and "appointed: 14" in page, "fifteen, as many as are entitled"


def test_a_late_meeting_is_refused_unless_a_special_case_is_named_and_everybody_reads_it(client, world):
    secretary, late = world.own.people[Role.COMMUNITY_SECRETARY], {"called": DAY - dt.timedelta(2), "place_words": "二楼"}
    with pytest.raises(Invalid, match="choose Mon 23 March or later, or name the special case"):
        planned(world.own, **late)
    with pytest.raises(Invalid, match="no special case shortens it: choose Thu 2 April or later"):
        planned(world.own, kind=MeetingKind.OWNERS_ASSEMBLY, notice_reason="漏水", **late)
    meeting = planned(world.own, notice_reason="水管爆裂，楼内停水", **late)
    page = text_of(client, meeting.page_address)
    assert "later than asked for" in page and "Made known 2 days before instead of 5 days: 水管爆裂" in page
    assert "水管爆裂" in poster.write(poster_of(meeting)).html and made_known(meeting)[0].done
    with on(DAY - dt.timedelta(1)):
        meetings.reschedule(meeting, by=secretary, starts_at=at(DAY + dt.timedelta(7)), reason="已修好")
    assert "in time" in text_of(client, meeting.page_address), "put off, it keeps its first notice"
    Meeting.objects.filter(pk=meeting.pk).update(notice_reason="", starts_at=at(DAY))
    meeting.refresh_from_db()
    assert [check.code for check in made_known(meeting) if not check.done] == ["made_known"], "else it does not open"


def test_of_a_private_meeting_only_counts_are_public(client, world):
    meeting = planned(world.own, kind=MeetingKind.WELFARE_REVIEW, entitled=0)
    with_entries(meeting, "低保申请甲")
    page = text_of(client, meeting.page_address)
    assert "Only counts are shown" in page and "低保申请甲" not in page
    assert client.get(meeting.get_absolute_url()).status_code == 302
    assert "低保申请甲" not in text_of(client, f"/meetings/{meeting.pk}/meeting.ics")
    assert client.get(f"/meetings/{meeting.pk}/poster.pdf").status_code == 404


def test_the_poster_is_asked_for_anew_when_the_meeting_moves(client, world):
    meeting = planned(world.own)
    assert client.get(f"/meetings/{meeting.pk}/poster.pdf").status_code == 202
    with on(dt.date(2026, 3, 3)):
        meetings.reschedule(
            meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], starts_at=at(dt.date(2026, 3, 23)), reason="停电"
        )
    assert poster_of(meeting).version == 2
    html = poster.write(poster_of(meeting)).html
    assert "2026" in html and ("(Mon)" in html or "（周一）" in html), "the day of the week, too"


def test_the_poster_is_asked_for_anew_when_the_agenda_changes_and_goes_with_the_meeting(client, world):
    meeting = planned(world.own)
    _first, second = with_entries(meeting, "加装电梯", "更换门禁")
    with on(dt.date(2026, 3, 3)):
        off, back = partial(meetings.strike_entry, second, reason="材料没齐"), partial(meetings.restore_entry, second)
        for change, shown in ((off, False), (back, True)):
            before = poster_of(meeting)
            Document.objects.filter(pk=before.pk).update(state="ready", made_at=at(DAY), path="x.pdf", sha256="0" * 64)
            change(by=meeting.recorder)
            asked = poster_of(meeting)
            assert (asked.version, asked.state) == (before.version + 1, "waiting")
            assert ("更换门禁" in poster.write(asked).html) is shown
        assert client.get(f"/meetings/{meeting.pk}/poster.pdf").status_code == 202
        meetings.cancel(meeting, by=world.own.people[Role.COMMUNITY_SECRETARY], reason="停电")
        assert client.get(f"/meetings/{meeting.pk}/poster.pdf").status_code == 404
    running, _entries, _members = opened(world.own, place_words="二楼")
    version = poster_of(running).version
    with on(DAY, 20):
        meetings.add_entry(running, by=running.recorder, title="临时动议")
    assert poster_of(running).version == version, "nobody is called to a meeting that has begun"
