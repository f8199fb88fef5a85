"""A long speech on the wall: parted where a sentence ends, and not a word of it lost."""

import pytest

from meetings.stream.wall_text import ALONE, LINE, PAGE, text_on_the_wall
from yishi.text.breadth import breadth

SAID = "我家住六楼，老人腿脚不好，上下楼一次要歇三回。谁说“不用装。”我不同意！"
IN_ENGLISH = "The lamp is on all night, and nobody needs it; it costs 3.5 yuan a day. "


@pytest.mark.parametrize("text", [SAID * 7, SAID * 100, IN_ENGLISH * 30, "一" * 900, "第一，" * 300, "x" * 2000, "好\n" * 90])
def test_every_page_can_be_read_and_all_of_them_are_the_text(text):
    pages = text_on_the_wall(text)
    assert "".join(pages) == text and len(pages) > 1
    assert all(breadth(page) + LINE * page.strip().count("\n") <= PAGE for page in pages)


@pytest.mark.parametrize(("text", "ends"), [(SAID * 20, ("。", "。”", "！")), (IN_ENGLISH * 30, ("; ", ". "))])
def test_a_page_ends_where_a_sentence_does(text, ends):
    pages = text_on_the_wall(text)
    assert all(page.endswith(ends) and not page.startswith("”") for page in pages)
    assert not any(page.endswith("3.") for page in pages)


def test_what_can_be_read_at_once_stands_whole():
    assert text_on_the_wall("好。" * (ALONE // 4)) == ["好。" * (ALONE // 4)]
