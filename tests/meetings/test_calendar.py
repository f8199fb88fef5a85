"""The monthly council meeting, and the figures of the rules."""

import datetime as dt

import pytest

from meetings.calendar import HOUSE, Pattern, coming, moved_from, occasion
from meetings.enums import MeetingKind
from meetings.rules import RULES, earliest_day, rule_of

from .builders import on

pytestmark = pytest.mark.django_db
OF_2026 = [
    dt.date(2026, 1, 20), dt.date(2026, 2, 24), dt.date(2026, 3, 20), dt.date(2026, 4, 20), dt.date(2026, 5, 20),
    dt.date(2026, 6, 22), dt.date(2026, 7, 20), dt.date(2026, 8, 20), dt.date(2026, 9, 20), dt.date(2026, 10, 20),
    dt.date(2026, 11, 20), dt.date(2026, 12, 21),
]


def test_the_twelve_dates_of_2026():
    assert [occasion(HOUSE, 2026, month).date for month in range(1, 13)] == OF_2026


def test_a_moved_date_says_from_which_day():
    moved = {day: moved_from(HOUSE, day) for day in OF_2026 if moved_from(HOUSE, day)}
    assert moved == {
        dt.date(2026, 2, 24): dt.date(2026, 2, 20), dt.date(2026, 6, 22): dt.date(2026, 6, 20),
        dt.date(2026, 12, 21): dt.date(2026, 12, 20),
    }
    assert moved_from(HOUSE, dt.date(2026, 3, 23)) is None


def test_each_date_shows_how_it_was_found():
    with on(dt.date(2026, 12, 20)):
        first, second = coming(HOUSE, 2)
    assert first.starts_at.isoformat() == "2026-12-21T19:00:00+08:00" and first.moved and not first.provisional
    assert [day.day for day, _why in first.working] == [20, 21]
    assert second.provisional, "the holidays of 2027 are not announced yet"


@pytest.mark.parametrize(("rest", "every", "dates"), [
    ("before", "month", ["2026-06-01", "2026-07-01", "2026-07-31"]), ("stays", "quarter", ["2026-06-01", "2026-09-01", "2026-12-01"]),
    ("after", "half_year", ["2026-06-01", "2026-12-01", "2027-06-01"]),
])
def test_other_patterns_find_their_dates(rest, every, dates):
    with on(dt.date(2026, 5, 20)):
        found = coming(Pattern(day=1, rest=rest, every=every), 3)
    assert [each.date.isoformat() for each in found] == dates


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
