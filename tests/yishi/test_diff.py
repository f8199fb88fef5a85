"""The readable difference of two versions of a text."""

import random
from itertools import pairwise

import pytest

from yishi.text.diff import diff

BEFORE = "讨论一号院3号楼2单元是否加装电梯，以及方案和费用分摊。总概算46.8万元。"


def sides(parts):
    """Return the text before and the text after that ``parts`` tell of."""
    return (
        "".join(text for op, text in parts if op != "added"), "".join(text for op, text in parts if op != "removed"),
    )


def test_the_same_text_is_one_piece():
    assert diff(BEFORE, BEFORE) == [("same", BEFORE)]


def test_nothing_and_something():
    assert diff("", "") == []
    assert diff("", "加装电梯") == [("added", "加装电梯")]
    assert diff("加装电梯", "") == [("removed", "加装电梯")]


def test_words_are_kept_whole():
    parts = diff(BEFORE, BEFORE.replace("电梯", "坡道"))
    assert ("removed", "电梯") in parts and ("added", "坡道") in parts
    assert parts[0] == ("same", "讨论一号院3号楼2单元是否加装")


def test_a_figure_is_one_word():
    parts = diff(BEFORE, BEFORE.replace("46.8", "46.9"))
    assert [part for part in parts if part[0] != "same"] == [("removed", "46.8"), ("added", "46.9")]


def test_an_added_clause():
    parts = diff(BEFORE, BEFORE.replace("费用分摊", "费用分摊、低层住户补偿和后期运维"))
    assert [part for part in parts if part[0] != "same"] == [("added", "、低层住户补偿和后期运维")]


def test_changes_with_only_a_comma_between_read_as_one():
    assert diff("甲方案，乙地点。", "丙办法，丁时间。") == [
        ("removed", "甲方案，乙地点"), ("added", "丙办法，丁时间"), ("same", "。"),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_both_texts_can_be_read_back(seed):
    dice = random.Random(seed)
    alphabet = "楼道照明由谁出资、用什么灯，以后谁来换。 \n3单元46.8%A<b>&\t\r\n，，"
    before = "".join(dice.choices(alphabet, k=dice.randrange(120)))
    after = "".join(dice.choices(alphabet, k=40)) + before[dice.randrange(40):]
    parts = diff(before, after)
    assert sides(parts) == (before, after)
    assert all(text for _op, text in parts)
    assert all(one[0] != other[0] for one, other in pairwise(parts))
