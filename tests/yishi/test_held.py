"""Figures and what they count stay on one line."""

import pytest
from django.utils.safestring import mark_safe

from yishi.text.held import addressed, held


def whole(text):
    return [part.split("</span>")[0] for part in str(held(text)).split('<span class="nowrap">')[1:]]


def test_a_figure_keeps_its_unit_wherever_it_stands():
    assert whole("6个里程碑，完成了0个。") == ["6个", "0个"]
    assert whole("需要32,005.01平方米，有30,084.70平方米，占83.3%") == ["32,005.01平方米", "30,084.70平方米", "83.3%"]
    assert whole("调整为2.35元/平方米・月，每户5元/平方米，共120元/年") == ["2.35元/平方米・月", "5元/平方米", "120元"]
    assert whole("坡道（64,000元）") == ["64,000元"] and whole("坡道 (64,000 yuan)") == ["64,000 yuan"]
    assert whole("CSV 或 XLSX，最大 20 MB；一行一个人") == ["20 MB"]
    assert whole("PDF, at most 10 MB. 最大10MB。") == ["10 MB", "10MB"]


def test_a_date_and_a_code_stay_in_one_piece():
    assert whole("公示到11月24日（周二）20:00。") == ["11月24日（周二）20:00"]
    assert whole("承诺2027年1月15日（周五）完成") == ["2027年1月15日（周五）"]
    assert whole("open until Wed 25 November 19:00, or by 3 May 2027") == ["Wed 25 November 19:00", "3 May 2027"]
    assert whole("加装电梯（HA-2026-03），R-HA-26-0001") == ["HA-2026-03", "R-HA-26-0001"]
    assert whole("国家标准 GB/T 37668-2019。") == ["GB/T 37668-2019"]
    assert whole("下一个号：槐协决〔2026〕4号。") == ["槐协决〔2026〕4号"]


@pytest.mark.parametrize(("text", "kept"), [
    ("电话0000-555-0100，传真", ["0000-555-0100"]), ("见WTL-3-14-2026-0007。", ["WTL-3-14-2026-0007"]),
    ("/pages/item-18-19/", []), ("https://a.example/2026-11/F-2026-018", []), ("7-9月", ["7-9"]),
    ("周一8:30—12:00、14:00—17:30", ["周一8:30—12:00", "14:00—17:30"]), ("<b>", []),
    ("《条例》第二十条第十一项", ["第二十条", "第十一项"]), ("20个工作日内公布", ["20个工作日"]), ("5工作日", ["5工作日"]),
    ("关于〔地点名称〕的公告〔〕", ["〔地点名称〕"]),
    ("〔title of the matter〕, 〔more than one line has room for〕", ["〔title of the matter〕"]),
    ("同意 771、反对 158，A 187、B 264", ["同意 771", "反对 158", "A 187", "B 264"]), ("（第43条）", ["第43条"]),
    ("17:30；周六 9:00—12:00", ["周六 9:00—12:00"]), ("收件 3月5日", ["3月5日"]), ("within 21 days", ["21 days"]),
    ("as arts. 14 and 16 say", ["arts. 14 and 16"]),
    ("31 days late, 1 day left", ["31 days late", "1 day left"]), ("国家标准 GB/T 37668-2019。", ["GB/T 37668-2019"]),
])
def test_a_telephone_number_hours_and_an_article_stay_in_one_line_and_an_address_may_break(text, kept):
    assert whole(text) == kept


def test_words_and_marks_of_html_stay_as_they_are():
    assert whole("3 of 12 owners, e-mail") == []
    assert str(held("a < 5个")) == 'a &lt; <span class="nowrap">5个</span>'
    assert str(held(mark_safe('<a title="5个">无</a>'))) == '<a title="5个">无</a>'
    assert str(held(mark_safe("<time>3 May 2027</time>, 5个"))) == '<time>3 May 2027</time>, <span class="nowrap">5个</span>'
    assert str(held("<script>1-2")) == '&lt;script&gt;<span class="nowrap">1-2</span>'


def test_an_address_breaks_behind_its_strokes_alone():
    assert str(addressed("https://a.example/item/SG-01")) == (
        'https://a.example/<wbr><span class="nowrap">item/</span><wbr><span class="nowrap">SG-01</span>'
    )
    assert str(addressed("https://a.example/")) == "https://a.example/"
    assert str(addressed("https://a.example/" + "x" * 30)) == "https://a.example/<wbr>" + "x" * 30
    assert "&lt;" in str(addressed("https://a.example/<b>"))


def test_what_is_held_already_is_held_once():
    once = held("2月26日（周四）之前，4个里程碑，反对0")
    assert once.count("nowrap") == 3 and held(once) == once
