"""Seats, plans and shares as pictures: what is drawn is what was counted."""

import datetime as dt
from decimal import Decimal

from yishi.web.glossary import TERMS
from yishi.web.pictures import Plan, Promise, Seats, Share, share_bars

DAY = dt.date(2026, 4, 10)


def test_seats_are_drawn_up_to_thirty_with_a_stroke_after_the_last_that_is_needed():
    drawn = Seats(13, 17, 12, "13 of 17").svg
    assert (drawn.count("seat-in"), drawn.count("seat-out"), drawn.count("bar-line")) == (13, 4, 1)
    assert 'aria-label="13 of 17"' in drawn
    assert Seats(1, 1, 1).svg.count("seat-in") == 1
    assert Seats(17, 17, 17).svg.count("bar-line") == 0  # all of them are needed: no seat stands behind the stroke
    assert Seats(20, 31, 21).svg == Seats(0, 0).svg == ""


def test_a_promise_late_is_a_triangle_and_one_kept_a_dot():
    kept, late = Promise("按期", DAY, DAY), Promise("晚了", DAY, DAY + dt.timedelta(4))
    overdue, coming = Promise("没做", DAY), Promise("以后", DAY + dt.timedelta(60))
    drawn = Plan((kept, late, overdue, coming), DAY - dt.timedelta(9), DAY + dt.timedelta(10)).svg
    assert (drawn.count("plan-due"), drawn.count("plan-done"), drawn.count("plan-over")) == (4, 1, 2)
    assert drawn.count("plan-late") == 2 and drawn.count("plan-today") == 1
    assert Plan((), DAY, DAY).svg == ""


def test_a_month_that_begins_at_the_right_edge_has_its_word_before_its_line():
    promises = (Promise("甲", dt.date(2026, 3, 10)), Promise("乙", dt.date(2026, 7, 2)))
    drawn = Plan(promises, dt.date(2026, 1, 5), dt.date(2026, 6, 1)).svg
    assert [drawn.count(f'text-anchor="{end}"') for end in ("start", "end")] == [3, 1]


def test_who_bears_most_has_the_longest_bar_and_words_are_never_markup():
    drawn = share_bars([Share("<b>", Decimal(14), "14%"), Share("二层", Decimal(7), "7%")], "谁出多少")
    assert 'width="30%"' in drawn and 'width="15%"' in drawn
    assert "<b>" not in drawn and "&lt;b&gt;" in drawn
    assert share_bars([Share("一层", Decimal(0), "0")], "") == share_bars([], "") == ""


def test_a_name_without_room_before_its_bar_stands_above_it():
    short, long = (share_bars([Share(name, Decimal(14), "14%")], "") for name in ("for", "for, with conditions"))
    assert 'x="26%"' in short and 'x="0%"' in long


def test_every_word_of_the_glossary_says_what_it_means():
    for code, term in TERMS.items():
        assert len(str(term.means)) > 20, code
