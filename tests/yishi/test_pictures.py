"""Seats and shares as pictures: what is drawn is what was counted."""

from decimal import Decimal

from yishi.web.glossary import TERMS
from yishi.web.pictures import Seats, Share, share_bars


def test_seats_are_drawn_up_to_thirty_with_a_stroke_after_the_last_that_is_needed():
    drawn = Seats(13, 17, 12, "13 of 17").svg
    assert (drawn.count("seat-in"), drawn.count("seat-out"), drawn.count("bar-line")) == (13, 4, 1)
    assert 'aria-label="13 of 17"' in drawn
    assert Seats(1, 1, 1).svg.count("seat-in") == 1
    assert Seats(17, 17, 17).svg.count("bar-line") == 0  # all of them are needed: no seat stands behind the stroke
    assert Seats(20, 31, 21).svg == Seats(0, 0).svg == ""


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
