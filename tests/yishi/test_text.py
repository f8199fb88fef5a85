import subprocess
import sys
from pathlib import Path

import pytest

from yishi.text.plain import plain
from yishi.text.segment import words
from yishi.text.similarity import similarity, similarity_rank

LAMP = "3号楼楼道灯不亮，晚上老人上下楼不安全"


def test_words_are_cut_without_punctuation_and_lower_cased():
    assert words("电动车充电桩，不够！ WiFi") == ["电动车", "充电", "桩", "不够", "wifi"]
    assert words("") == [] and words("，。！") == []


def test_signs_that_no_xml_holds_are_left_out_and_nothing_else():
    assert plain("加\x00装\x08电\x1f梯\ufffe\uffff\ud800\udfff") == "加装电梯"
    whole = "一\t二\n三\r四 <五>&\x7f𠮷"
    assert plain(whole) == whole and plain(7) == 7


def test_the_dictionary_is_read_late_and_quietly(tmp_path):
    code = (
        "import warnings; warnings.simplefilter('error'); from django.conf import settings;"
        f"settings.configure(VAR={str(tmp_path)!r}); from yishi.text import segment;"
        "assert not segment._tokenizer.initialized; segment.words('楼道灯')"
    )
    site = Path(__file__).parents[2] / "site"
    run = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert [file.name for file in tmp_path.iterdir()] == ["jieba.cache"]


def test_the_same_text_is_wholly_alike_and_nothing_shared_is_nothing():
    assert similarity(LAMP, LAMP) == pytest.approx(1)
    assert similarity(LAMP, "文化广场噪音扰民") == 0
    assert similarity("", "") == similarity("", LAMP) == 0
    assert similarity("灯", "灯") == pytest.approx(1)


def test_it_is_symmetric_and_sees_likeness():
    near, far = "楼道灯坏了没人修，老人夜里下楼危险", "小区停车位不够，消防通道被占"
    assert similarity(LAMP, near) == pytest.approx(similarity(near, LAMP))
    assert similarity(LAMP, near) > 0.15 > similarity(LAMP, far)


def test_rank_puts_the_most_alike_first():
    items = [{"t": "楼道灯不亮"}, {"t": "电动自行车充电难"}, {"t": "充电桩不够，电动车进楼充电"}]
    ranked = similarity_rank("电动车充电没地方", items, key=lambda item: item["t"])
    assert [item["t"][:2] for _score, item in ranked] == ["充电", "电动"]
    assert similarity_rank("电动车充电", [item["t"] for item in items], limit=1)[0][1].startswith("充电")
    assert similarity_rank("楼道", ["楼道灯不亮"], at_least=0.99) == []
