"""Where a title over several lines breaks (GB/T 9704-2012, 7.3.1): at the ends of phrases, in lines of like length."""


import pytest
from django.template import Context, Template
from django.utils import translation

from yishi.text.lines import phrases, title_lines, width
from yishi.web.templatetags.pieces import phrased


@pytest.mark.parametrize(("title", "most", "lines"), [
    ("关于槐安里一号院3号楼2单元加装电梯的决议", 15, ["关于槐安里一号院3号楼2单元", "加装电梯的决议"]),
    ("关于槐安社区幸福里小区3号楼2单元加装电梯有关事项的决议", 20, ["关于槐安社区幸福里小区3号楼2单元", "加装电梯有关事项的决议"]),
    ("新澜家园电动自行车集中充电设施建设", 12, ["新澜家园电动自行车", "集中充电设施建设"]),
    ("临溪社区11月议事会（全程网上旁听）", 15, ["临溪社区11月议事会", "（全程网上旁听）"]),
    ("协商结果", 12, ["协商结果"]),
    ("", 12, [""]),
])
def test_a_title_breaks_where_a_phrase_ends(title, most, lines):
    assert title_lines(title, most) == lines


@pytest.mark.parametrize("most", range(8, 24))
def test_nothing_is_lost_no_number_is_torn_from_what_it_counts_and_no_line_is_too_wide(most):
    title = "关于柳溪社区滨河花园小区12号楼3单元和2027年度（大额资金）电动自行车集中充电停放设施建设方案的协商结果公告"
    lines = title_lines(title, most)
    assert "".join(lines) == title
    assert not [line for line in lines if line[-1].isdigit() or (line[0] in "，、（）号年" and line[0] != "（")]
    assert max(map(width, lines)) <= most


def test_of_three_lines_the_middle_one_is_the_longest():
    first, middle, last = title_lines("关于柳溪社区滨河花园小区电动自行车集中充电停放设施建设方案的协商结果公告", 14)
    assert width(middle) >= max(width(first), width(last))


def test_a_title_on_a_page_may_break_between_words_alone():
    assert phrases("关于3号楼2单元的决议（试行）") == ["关于", "3号楼", "2单元的", "决议", "（试行）"]
    assert phrases("自2026年7月1日起调整为2.35元/平方米·月，为期三年")[1:5] == ["2026年7月1日", "起", "调整", "为"]
    assert "2.35元/平方米·月，" in phrases("自2026年7月1日起调整为2.35元/平方米·月，为期三年")
    assert "".join(phrases("Replace the lamps, now")) == "Replace the lamps, now"
    assert not [part for part in phrases("Put back on the agenda, taken off by mistake") if part[0] == ","]
    assert phrases("Enter somebody’s support")[2] == "somebody’s"
    assert phrases("File with the sub-district office")[6:8] == ["sub-", "district"]
    assert '<span class="nowrap">2.35元/平方米·月</span>' in phrased("调整为2.35元/平方米·月")
    assert phrased("换<b>灯") == "换<wbr>&lt;<wbr>b<wbr>&gt;<wbr>灯" and phrased("") == ""


def test_a_particle_stays_with_its_verb_and_a_word_that_only_begins_like_one_stands_alone():
    assert phrases("楼道灯坏了很久没人修")[2] == "坏了"
    assert "投放点、" in phrases("垃圾投放点、停车和绿化") and "12月5日（周六）" in phrases("12月5日（周六）上午")
    assert "了解" in phrases("我们想了解收费")


@pytest.mark.parametrize(("language", "line"), [("en", "One. Two"), ("zh-hans", "One.Two")])
def test_sentences_are_parted_by_a_space_in_english_alone(language, line):
    with translation.override(language):
        assert Template("{% load pieces %}One.{% gap %}Two").render(Context()) == line
