import datetime as dt
import json
from pathlib import Path

import chinese_calendar
import pytest
from django.utils import timezone, translation

from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid
from yishi.workdays import calendar, periods
from yishi.workdays.domain.days import announce, announce_year
from yishi.workdays.models import CalendarDay

HOLIDAYS = Path(__file__).parents[1] / "data" / "holiday-cn"
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


def day(words):
    return dt.date.fromisoformat(words)


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2026-01-30", 20, "2026-03-05"),
        ("2026-04-18", 20, "2026-05-19"),  # a Saturday: the library's own find_workday is a day late
        ("2026-04-18", 7, "2026-04-28"),
        ("2026-09-17", 20, "2026-10-21"),  # Sunday 09-20 counts, 10-01 to 10-07 do not
        ("2026-11-30", 20, "2026-12-28"),
    ],
)
def test_vectors_of_the_regulation(start, n, last):
    found = periods.deadline(day(start), workdays=n)
    assert (found.date, found.provisional) == (day(last), False)
    assert periods.add_workdays(day(start), n) == day(last)


def test_a_period_beyond_the_announced_year_is_provisional_and_does_not_crash():
    with pytest.raises(NotImplementedError):
        chinese_calendar.find_workday(20, day("2026-12-04"))
    found = periods.deadline(day("2026-12-04"), workdays=20)
    assert (found.date, found.provisional) == (day("2027-01-01"), True)
    assert [str(d) for d, counted, _why in found.working if not counted][-2:] == ["2026-12-26", "2026-12-27"]
    assert periods.add_workdays(day("2031-05-02"), 5) == day("2031-05-09")
    assert calendar.is_provisional(day("2003-12-31")) and not calendar.is_provisional(day("2026-12-31"))


def announced():
    """Return day → off day, of every notice; late December may stand in the next year's."""
    files = sorted(HOLIDAYS.glob("20*.json"))
    return {day(entry["date"]): entry["isOffDay"] for file in files for entry in json.loads(file.read_text())["days"]}


def test_every_start_date_agrees_with_the_notices_counted_day_by_day(django_assert_max_num_queries):
    notices, start, checked = announced(), day("2014-01-01"), 0
    with django_assert_max_num_queries(2):
        while start <= day("2026-09-30"):
            counted, today = 0, start
            while counted < 20:
                today += DAY
                counted += not notices.get(today, today.weekday() >= 5)
            assert periods.add_workdays(start, 20) == today, start
            start, checked = start + DAY, checked + 1
    assert checked == 4656


@pytest.mark.writes
def test_an_entry_of_the_office_overrides_the_library_and_changes_the_version(world):
    before = periods.deadline(day("2026-11-20"), workdays=1)
    assert before.date == day("2026-11-23")
    admin = world.staff[Role.SYSTEM_ADMIN]
    row = announce(day("2026-11-23"), False, by=admin, source="国办发明电〔2026〕1号", name="哀悼日")
    after = periods.deadline(day("2026-11-20"), workdays=1)
    assert after.date == day("2026-11-24") and after.version != before.version
    assert row.community == world.street
    announce(day("2026-11-23"), True, by=world.staff[Role.STREET_DIRECTOR], source="更正")
    assert periods.deadline(day("2026-11-20"), workdays=1).date == day("2026-11-23")
    kinds = Event.objects.filter(stream__name=f"calendar:{world.street.pk}").values_list("kind", "payload__working")
    assert list(kinds) == [("calendar.day_announced", False), ("calendar.day_announced", True)]


@pytest.mark.writes
def test_a_year_entered_in_full_is_provisional_no_longer(world):
    days = [(day("2027-01-01"), False, "元旦"), (day("2027-01-02"), False, "元旦"), (day("2027-01-09"), True, "元旦")]
    for _again in range(2):
        announce_year(2027, days, by=world.staff[Role.STREET_DIRECTOR], source="国办发明电〔2026〕9号")
    found = periods.deadline(day("2026-12-04"), workdays=20)
    assert (found.date, found.provisional) == (day("2027-01-04"), False)
    assert CalendarDay.objects.count() == 3 and found.version.startswith("2027-")
    assert calendar.is_workday(day("2027-01-09")) and calendar.is_provisional(day("2028-01-01"))


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.COMMUNITY_SECRETARY, Role.DISCLOSURE_OFFICER])
def test_only_the_keepers_enter_a_day(world, role):
    with pytest.raises(Forbidden):
        announce(day("2026-11-23"), False, by=world.own.people[role], source="x")
    with pytest.raises(Forbidden):
        announce(day("2026-11-23"), False, by=None, source="x")
    assert not CalendarDay.objects.exists()


def test_what_cannot_stand_is_refused(world):
    admin = world.staff[Role.SYSTEM_ADMIN]
    with pytest.raises(Invalid):
        announce(day("2026-11-23"), False, by=admin, source=" ")
    for days in ([(day("2028-01-01"), False, "")], [(day("2027-01-01"), False, "")] * 2):
        with pytest.raises(Invalid):
            announce_year(2027, days, by=admin, source="x")


def test_an_entry_by_another_process_is_seen_at_the_next_request(world, client, django_assert_num_queries):
    assert calendar.is_workday(day("2026-11-23"))
    CalendarDay.objects.create(community=world.street, day=day("2026-11-23"), working=False, source="x")
    with django_assert_num_queries(0):
        assert calendar.is_workday(day("2026-11-23"))
    client.get("/healthz")
    with django_assert_num_queries(2):
        assert not calendar.is_workday(day("2026-11-23"))


def test_calendar_days_count_from_the_day_after():
    assert periods.add_days(day("2026-11-05"), 15) == day("2026-11-20")
    assert periods.days_since(day("2026-11-05"), day("2026-11-20")) == 15
    assert periods.days_since(day("2026-11-05"), day("2026-11-05")) == 0
    found = periods.deadline(day("2026-11-05"), days=15)
    assert (found.date, found.provisional, len(found.working)) == (day("2026-11-20"), False, 16)
    assert found.is_past(day("2026-11-21")) and not found.is_past(day("2026-11-20"))


def test_a_period_that_ends_on_a_day_of_rest_moves_where_it_shall():
    plain = periods.deadline(day("2026-09-21"), days=10)
    moved = periods.deadline(day("2026-09-21"), days=10, rest_day_moves=True)
    assert (plain.date, moved.date) == (day("2026-10-01"), day("2026-10-08"))
    assert [counted for _d, counted, _why in moved.working].count(True) == 10
    assert periods.deadline(day("2026-12-31"), days=2, rest_day_moves=True).provisional


def test_the_working_says_why():
    with translation.override("en"):
        found = periods.deadline(day("2026-09-18"), workdays=1)
        lines = [str(why) for _d, _counted, why in periods.deadline(day("2026-09-30"), workdays=3).working]
    assert [(str(d), counted) for d, counted, _why in found.working] == [
        ("2026-09-18", False), ("2026-09-19", False), ("2026-09-20", True),
    ]
    assert lines[0] == "the day of the event is not counted" and lines[1] == "holiday: 国庆节"
    assert lines[-1] == "working day in exchange for 国庆节"


def test_the_next_working_day_is_the_day_itself_if_it_is_one():
    assert calendar.next_workday(day("2026-11-20")) == day("2026-11-20")
    assert calendar.next_workday(day("2026-12-20")) == day("2026-12-21")
    assert calendar.next_workday(day("2026-10-01")) == day("2026-10-08")


def test_an_instant_counts_by_its_day_here():
    late = dt.datetime(2026, 11, 19, 16, 30, tzinfo=dt.UTC)  # already the 20th in Shanghai
    assert periods.add_days(late, 1) == day("2026-11-21")
    assert periods.days_since(late, timezone.localtime(late).date()) == 0


def test_a_period_is_one_thing_or_the_other():
    for wrong in ({}, {"days": 1, "workdays": 1}):
        with pytest.raises(ValueError, match="working days or in calendar days"):
            periods.deadline(day("2026-11-20"), **wrong)
    with pytest.raises(ValueError, match="forward"):
        periods.add_workdays(day("2026-11-20"), -1)
