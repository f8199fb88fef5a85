"""The monthly council meeting, and the figures of the rules."""

import datetime as dt

import pytest

from meetings.calendar import monthly_date, monthly_start, moved_from
from meetings.enums import MeetingKind
from meetings.rules import RULES, earliest_day, rule_of

pytestmark = pytest.mark.django_db
OF_2026 = [
    dt.date(2026, 1, 20), dt.date(2026, 2, 24), dt.date(2026, 3, 20), dt.date(2026, 4, 20), dt.date(2026, 5, 20),
    dt.date(2026, 6, 22), dt.date(2026, 7, 20), dt.date(2026, 8, 20), dt.date(2026, 9, 20), dt.date(2026, 10, 20),
    dt.date(2026, 11, 20), dt.date(2026, 12, 21),
]


def test_the_twelve_dates_of_2026():
    assert [monthly_date(2026, month) for month in range(1, 13)] == OF_2026


def test_a_moved_date_says_from_which_day():
    moved = {day: moved_from(day) for day in OF_2026 if moved_from(day)}
    assert moved == {
        dt.date(2026, 2, 24): dt.date(2026, 2, 20), dt.date(2026, 6, 22): dt.date(2026, 6, 20),
        dt.date(2026, 12, 21): dt.date(2026, 12, 20),
    }
    assert moved_from(dt.date(2026, 3, 23)) is None


def test_it_begins_at_seven_in_the_evening():
    start = monthly_start(2026, 2)
    assert start.isoformat() == "2026-02-24T19:00:00+08:00"


@pytest.mark.parametrize(("kind", "entitled", "needed"), [
    ("council", 15, 10), ("council", 17, 12), ("council", 16, 11), ("rep_assembly", 78, 52), ("rep_assembly", 94, 63),
    ("residents_assembly", 100, 51), ("residents_assembly", 101, 51), ("owners_assembly", 100, 0), ("talk", 15, 10),
])
def test_needed_for_a_quorum(kind, entitled, needed):
    rule = rule_of(kind)
    assert rule.needed(entitled) == needed
    if needed:
        assert rule.reached(needed, entitled) and not rule.reached(needed - 1, entitled)


def test_of_nobody_entitled_there_is_no_quorum():
    assert not rule_of("council").reached(0, 0)


@pytest.mark.parametrize(("kind", "day"), [
    ("council", dt.date(2026, 1, 20)), ("rep_assembly", dt.date(2026, 1, 25)),
    ("residents_assembly", dt.date(2026, 1, 25)), ("owners_assembly", dt.date(2026, 1, 30)),
])
def test_notice_of_each_kind(kind, day):
    assert earliest_day(kind, dt.date(2026, 1, 15)) == day


def test_every_kind_has_its_rule():
    assert set(RULES) == set(MeetingKind)
