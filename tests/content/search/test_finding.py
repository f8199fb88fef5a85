"""Chinese is found inside sentences, on both databases; what nobody should type does no harm."""

import pytest
from wagtail.models import Locale, Page

from content.search import finding
from content.search.enums import Kind
from content.search.finding import find
from content.search.snippets import excerpt, marked
from content.search.suggesting import suggestion
from tests.consultation.views.reading import EVIL
from tests.content.search.builders import put

pytestmark = pytest.mark.django_db

TEXTS = [
    ("有邻居提出给老楼装部电梯", "六层的老房子没有电梯，大家商量了三次。"),
    ("3号楼2单元加装电梯方案征求意见", "费用按楼层分摊，一层住户不出钱。预算约60万元。"),
    ("楼道照明维修", "三楼到五楼的楼道灯全黑了，我妈昨晚摔了一跤，还好只是擦伤。"),
    ("关于调整停车收费的公告", "地面停车每月一百元，WiFi与充电桩另计；议事厅长椅已修。"),
    ("居住证办理指南", "带身份证、租房合同到便民服务大厅三号窗口，当场可取。"),
]
QUERIES = {
    "电梯": 0, "老楼": 0, "装部电梯": 0, "邻居": 0, "商量": 0, "老房子": 0, "加装电梯": 1, "分摊": 1, "征求意见": 1,
    "单元": 1, "3号楼": 1,
    "预算": 1, "楼道灯": 2, "擦伤": 2, "五楼": 2, "照明": 2, "昨晚": 2, "停车收费": 3, "充电桩": 3, "wifi": 3,
    "ＷｉＦｉ": 3, "长椅": 3,
    "居住证": 4, "租房合同": 4, "服务大厅": 4, "身份证": 4, "梯": 0, "“道灯全黑”": 2, "我妈 摔了": 2, "３号楼": 1, "议事厅": 3,
}
HARMLESS = ['"', '""', "“”", "'", "(", ")", "*", "OR", "NOT AND", "NEAR(a b)", "title:电梯", "a:b", "^", "%", "\\",
    "' OR 1=1 --", "😀", "😀电梯",
            "'; DROP TABLE search_entry; --", "-电梯", "电梯*", "&|!<->", ":*", "\x00电梯", "\u202e电梯", "　",
            "电" * 10_000, "电梯 " * 3_000,
            EVIL, "的", "怎么办", "١٢٣", "ﬁ", "İstanbul", "𠮷野家", "a" * 10_000]


@pytest.mark.writes
def test_words_inside_sentences_are_found(searched):
    put(searched, *TEXTS)
    answers = {query: [row.key for row in find(query).rows] for query in QUERIES}
    assert {query: keys for query, keys in answers.items() if str(QUERIES[query] + 1) not in keys} == {}


@pytest.mark.writes
def test_a_question_finds_what_has_most_of_its_words(searched):
    put(searched, *TEXTS)
    assert [row.key for row in find("加装电梯").rows] == ["2"] and [row.key for row in find("加装电梯").close] == ["1"]
    found = find("请问老楼想装电梯怎么办？")
    assert found.words == ["老楼", "电梯"] and [row.key for row in found.rows] == ["1"]
    assert "3" in {row.key for row in find("楼道的照明灯坏了好几天了").close}
    assert find("“电梯装”").rows == find("“电梯装”").close == [] and find("开飞机").close == []


@pytest.mark.writes
def test_nothing_that_is_typed_breaks_it(searched):
    put(searched, *TEXTS)
    for query in HARMLESS:
        found = find(query)
        assert found.total == len(found.rows) <= len(TEXTS), query
        suggestion(query)
    assert [row.key for row in find("😀电梯").rows] and find('"').total == find("😀").total == find("' OR 1=1 --").total == 0


def test_the_title_counts_more_and_filters_narrow(searched):
    put(searched, ("路灯", "照明"), ("照明", "路灯"), ("别的", "路灯" * 3 + "很多别的话" * 40))
    assert [row.key for row in find("照明").rows] == ["2", "1"]
    put(searched, ("照明通知", ""), kind=Kind.NOTICE, community=searched.other.community)
    assert find("照明").kinds == {Kind.ITEM: 2, Kind.NOTICE: 1}
    assert [row.kind for row in find("照明", kind="notice").rows] == ["notice"] and find("照明", kind="notice").total == 1
    assert find("照明", community=searched.own.community).total == 2
    assert find("照明", year=2026).total == 3 and find("照明", year=2025).total == 0


def test_more_than_a_page_is_turned_to(searched):
    put(searched, *((f"第{n}号照明", "") for n in range(45)))
    pages = [find("照明", page=n) for n in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [20, 20, 5] and {page.total for page in pages} == {45}
    assert len({row.key for page in pages for row in page.rows}) == 45 and pages[0].pages == 3


@pytest.mark.writes
def test_of_very_many_the_title_comes_first_then_the_newest_and_no_number_is_made_up(searched, monkeypatch):
    monkeypatch.setattr(finding, "MANY", 10)
    put(searched, *(("旧事", "加装电梯"), ("加装电梯", ""), *((f"第{n}事", "加装电梯，加装照明") for n in range(30))))
    put(searched, *((f"通知{n}", "电梯加装，加装电表和电梯") for n in range(3)), kind=Kind.NOTICE)
    found = find("加装电梯")
    assert (found.total, found.many, found.kinds) == (10, True, {Kind.ITEM: None})
    assert [row.key for row in found.rows][:3] == ["2", "32", "31"] and len({row.pk for row in found.rows}) == finding.PAGE
    assert find("加装电梯", page=2).rows[-1].key == "1"
    exact = find("“加装电表和电梯”", kind="notice")
    assert (exact.total, exact.many, exact.kinds) == (3, False, {Kind.NOTICE: 3})
    both = find("加装", kind="notice")
    assert (both.total, both.many) == (3, False) and None in both.kinds.values() and len(both.rows) == 3


@pytest.mark.writes
def test_a_phrase_is_found_whole_in_whatever_signs_it_is_written(searched):
    put(searched, ("⽤⽔公示", "本⽉⼆次供⽔⽔箱清洗"), ("水箱", "二次供水，水箱清洗；次供水水泵，供水水箱"),
        ("𠮷野家餐厅油烟", "x" * 3000))
    assert [row.key for row in find("“二次供水水箱”").rows] == ["1"] and [row.key for row in find("用水公示").rows] == ["1"]
    assert [row.key for row in find("“𠮷野家餐厅”").rows] == ["3"]


@pytest.mark.writes
def test_the_editors_search_chinese_too(searched):
    Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.add_root(title="root", slug="root")
    for n, (title, _text) in enumerate(TEXTS):
        root.add_child(title=title, slug=f"p{n}")
    assert [page.title for page in Page.objects.search("收费")] == [TEXTS[3][0]]
    assert [page.title for page in Page.objects.autocomplete("居住证办")] == [TEXTS[4][0]]
    assert {page.title for page in Page.objects.search("照明 收费", operator="or")} == {TEXTS[2][0], TEXTS[3][0]}
    assert list(Page.objects.search('"')) == list(Page.objects.autocomplete("😀")) == []


def test_words_are_marked_where_they_stand_and_the_rest_is_escaped():
    assert marked("<b>ＷｉＦｉ</b>电梯", ["wifi", "电梯"]) == "&lt;b&gt;<mark>ＷｉＦｉ</mark>&lt;/b&gt;<mark>电梯</mark>"
    text = "开头" * 100 + "这里说到加装电梯的费用" + "结尾" * 100
    part = excerpt(text, ["电梯", "费用"])
    assert part.startswith("…") and part.endswith("…") and "加装电梯的费用" in part and len(part) < 120
    assert marked("ﬁne ½", ["fi"]) == "<mark>ﬁ</mark>ne ½" and marked("x", []) == "x" and excerpt("", ["a"]) == ""


def test_what_sounds_alike_is_meant(searched):
    put(searched, *TEXTS)
    meant = {"店梯": "电梯", "dianti": "电梯", "加庄电梯": "加装电梯", "tingche shoufei": "停车收费",
    "juzhuzheng": "居住证", "居住正": "居住证",
             "零居": "邻居", "楼到照明": "楼道照明"}
    assert {query: suggestion(query) for query in meant} == meant
    assert suggestion("电梯") == suggestion("飞机") == suggestion("") == suggestion("12345") == ""
