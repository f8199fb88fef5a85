"""Words set side by side, as the reader's language has it."""

import pytest
from django.utils.translation import override

from yishi.text.side_by_side import inner, under


@pytest.mark.parametrize(("place", "offices", "said"), [
    ("梧桐里街道", "街道办事处主任", "梧桐里街道办事处主任"), ("临溪社区", "社区书记、主持人", "临溪社区书记、主持人"),
    ("梧桐里街道", "政务公开专员", "梧桐里街道政务公开专员"), ("临溪社区", "网格员", "临溪社区网格员"),
])
def test_an_office_does_not_say_again_what_its_place_ends_with(chinese, place, offices, said):
    with override("zh-hans"):
        assert under(place, offices) == said


def test_in_english_the_place_stands_before_its_offices():
    assert under("梧桐里街道", "sub-district director") == "梧桐里街道: sub-district director"
    assert under("Riverside", "director") == "Riverside: director" and under("Upside", "side officer") == "Upside: side officer"


def test_quotes_within_quotes_are_the_inner_ones():
    assert inner("记录“没有后续任务”") == "记录‘没有后续任务’" and inner("投票") == "投票"
