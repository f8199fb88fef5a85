"""The period of a request, against the vectors of the real calendar of 2026, with pauses, extension and beginning anew."""

import datetime as dt

import pytest

from content.requests.clock import Pause, run
from content.requests.drawing import clock_bar
from tests.content.requests.builders import at

pytestmark = pytest.mark.django_db
D = dt.date.fromisoformat
VECTORS = [  # received, working days, the last day
    ("2026-01-30", 20, "2026-03-05"), ("2026-04-18", 20, "2026-05-19"), ("2026-04-18", 7, "2026-04-28"),
    ("2026-09-17", 20, "2026-10-21"), ("2026-11-30", 20, "2026-12-28"),
    ("2026-09-28", 20, "2026-10-30"), ("2026-11-02", 20, "2026-11-30"),
]


@pytest.mark.parametrize(("received", "days", "last"), VECTORS)
def test_the_vectors_of_the_calendar(received, days, last):
    clock = run(D(received), days=days)
    assert clock.date == clock.own == D(last)
    assert sum(1 for _day, counted, _why in clock.working if counted) == days
    assert not clock.working[0][1] and clock.working[0][0] == D(received) and not clock.provisional


def test_beyond_the_announced_calendar_the_day_is_provisional():
    clock = run(D("2026-12-04"))
    assert clock.provisional and clock.date > D("2026-12-31")


def test_the_days_of_asking_others_are_left_out():
    """Asked on 14 October, answered on the 30th: twelve working days do not count (art. 33)."""
    pause = Pause(D("2026-10-14"), D("2026-10-30"), "asked")
    clock = run(D("2026-10-12"), pauses=[pause])
    assert run(D("2026-10-12")).date == D("2026-11-09") and clock.date == D("2026-11-25")
    assert clock.used(D("2026-10-14")) == clock.used(D("2026-10-30")) == 2 and clock.left(D("2026-11-25")) == 0
    assert clock.left(D("2026-11-27")) == -2
    overlapping = run(D("2026-10-12"), pauses=[pause, Pause(D("2026-10-20"), D("2026-10-30"), "asked too")])
    assert overlapping.date == clock.date, "two who are asked at once stop the clock once"


def test_an_extension_adds_working_days_and_says_so():
    clock = run(D("2026-11-02"), extra=20)
    assert (clock.own, clock.date) == (D("2026-11-30"), D("2026-12-28"))
    assert "20 more" in str(clock.rule) and clock.days + clock.extra == 40


def test_a_term_under_article_35_goes_before_the_period_only_where_it_is_later():
    assert run(D("2026-11-02"), delayed_until=D("2027-01-15")).date == D("2027-01-15")
    assert run(D("2026-11-02"), delayed_until=D("2026-11-03")).date == D("2026-11-30")


def test_the_bar_draws_every_day_and_says_in_words_what_it_shows():
    with at("2026-10-20"):
        drawn = clock_bar(run(D("2026-10-12"), pauses=[Pause(D("2026-10-14"), D("2026-10-30"), "asked")], extra=5))
    assert drawn.count("clock-used") == 2 and drawn.count("clock-paused") == 16 and drawn.count("clock-more") == 5
    assert 'role="img"' in drawn and "2 of 25 working days" in drawn and "clock-rest" in drawn
