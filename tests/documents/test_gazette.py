"""The sheet of official papers (GB/T 9704): its geometry, its fonts, and that the same words give the same bytes."""

import pytest

from tests.documents import reading
from yishi.documents import fonts
from yishi.documents.job import Attached, Job
from yishi.documents.pool import Pool
from yishi.documents.sheet import SHEETS

WORDS = "社区协商议事厅公开结果居民代表委员会监督执行满意"
HEAD = '<html lang="zh-Hans"><head><title>议</title><meta name="dcterms.created" content="2026-04-14T10:00:00+08:00">' \
       '<meta name="dcterms.modified" content="2026-04-14T10:00:00+08:00"></head><body>'
CSS = tuple((SHEETS / f"{name}.css").read_text() for name in ("paper", "gazette"))
MADE = "2026-04-14T10:00:00+08:00"


def job(body, **fields):
    return Job(HEAD + body, CSS, MADE, **fields)


@pytest.fixture(scope="module")
def solid(children):
    """Four pages of nothing but characters."""
    found = children.render(job(f"<p>{(WORDS * 100)[:2400]}</p>", attached=(Attached("a.json", "a", b"{}"),)))
    assert found.problem == ""
    return found


def test_a_full_page_has_22_lines_of_28_characters_in_the_middle_of_the_sheet(solid):
    for page in reading.pages(solid.pdf)[1:3]:
        lines = [line for line in page if line.top < 262]
        assert [len(line.text) for line in lines] == [28] * 22
        assert all(27.5 <= line.left <= 29 and 182 <= line.right <= 185 for line in lines)
        assert lines[0].top >= 36 and lines[-1].bottom <= 263
    assert reading.info(solid.pdf)["Page size"].endswith("(A4)")


def test_page_numbers_stand_outside(solid):
    numbers = [page[-1] for page in reading.pages(solid.pdf)]
    assert [line.text for line in numbers] == ["—1—", "—2—", "—3—", "—4—"]
    assert all(line.top > 267 for line in numbers)
    assert numbers[0].right > 170 and numbers[1].left < 40


def test_no_page_holds_the_signature_alone(children):
    body = f'<p>{WORDS[0] * 28 * 21}</p><div class="sign"><p class="body">街道办事处</p><p class="date">2026年4月14日</p></div>'
    first, second = reading.pages(children.render(job(body)).pdf)
    assert set(second[0].text) == {WORDS[0]} and "街道办事处" in second[1].text and "街道办事处" not in first[-2].text


def test_what_is_remarked_under_the_signature_stays_with_it(children):
    sign = f'<p class="body">街道办事处</p><p class="date">2026年4月14日</p><p class="remark">（{WORDS[1:] * 2}）</p>'
    first, second = reading.pages(children.render(job(f'<p>{WORDS[0] * 28 * 18}</p><div class="sign">{sign}</div>')).pdf)
    assert "街道办事处" in second[1].text and {set(line.text) <= {WORDS[0]} for line in first[:-1]} == {True}


def test_fonts_are_those_of_official_papers_and_travel_along(children):
    body = '<h1>题</h1><h2>一</h2><h3>二</h3><p>正文㛃</p><table><tr><th>头</th><td>格</td></tr></table>'
    names, embedded = reading.fonts(children.render(job(body)).pdf)
    assert embedded
    assert fonts.missing() == [], "have make setup run: it fetches the fonts of official papers"
    assert {"FandolFang", "FandolHei", "FandolKai", "FandolSong", "FandolSong-Bold"} <= names
    assert any(name.startswith("Noto") for name in names), "a character that 仿宋 lacks falls to Noto"


def test_the_same_words_give_the_same_bytes_in_another_process(solid, children):
    other = Pool(size=1)
    try:
        again = other.render(job(f"<p>{(WORDS * 100)[:2400]}</p>", attached=(Attached("a.json", "a", b"{}"),)))
    finally:
        other.close()
    assert again.pdf == solid.pdf
    assert children.render(job("<p>别的</p>")).pdf != solid.pdf


def test_it_is_tagged_and_says_that_it_is_pdf_a_3a(solid):
    found = reading.info(solid.pdf)
    assert found["Tagged"] == "yes" and found["Title"] == "议"
    metadata = reading.tool("pdfinfo", solid.pdf, "-meta", last="")
    assert 'pdfaid:part="3"' in metadata and 'pdfaid:conformance="A"' in metadata


def test_without_any_font_of_ours_it_says_so(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "CONFIG", fonts.CONFIG.replace("/usr/share/fonts", str(tmp_path / "none")))
    settings.YISHI_FONTS = str(tmp_path / "empty")
    pool = Pool(size=1)
    try:
        assert pool.render(job("<p>议</p>")).problem in {"no_font", "no_child"}
    finally:
        pool.close()
    assert len(fonts.missing()) == len(fonts.FACES)
