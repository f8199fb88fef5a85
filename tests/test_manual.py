"""The manual by role: each picture is there, taken by the camera of the story, and shown; links and labels are real."""

import re

import polib
import pytest
from PIL import Image

from tests.browser.camera import PICTURES, SHOTS, SIZE
from tests.test_translation import CATALOGUE, ROOT, said

MANUAL = PICTURES.parent
PAGES = sorted(path for path in MANUAL.glob("**/*.md") if path.name != "README.md")
LINKS = re.compile(r"(!?)\[([^\]]*)\]\(([^)#]+)")
QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”')
OF_PEOPLE = {"邹女士", "张*", "代某某"}  # how a name is written: an example, no label
HEAVIEST = 60_000


def links(page, picture):
    """Return (words, file) of every picture of ``page``, or of every other link within the docs."""
    found = [(words, target) for mark, words, target in LINKS.findall(page.read_text()) if bool(mark) is picture]
    return [(words, (page.parent / target).resolve()) for words, target in found if "://" not in target]


def shown(page):
    return [file.stem for _words, file in links(page, picture=True)]


def test_every_picture_is_taken_by_the_camera_and_shown_and_none_is_there_for_nothing():
    kept = {file.stem for file in PICTURES.iterdir()}
    taken = {shot.name for shot in SHOTS}
    assert kept == taken == {name for page in PAGES for name in shown(page)}


@pytest.mark.parametrize("name", sorted(shot.name for shot in SHOTS))
def test_a_picture_is_as_wide_as_a_phone_light_and_not_empty(name):
    file = PICTURES / f"{name}.png"
    with Image.open(file) as picture:
        assert picture.size == SIZE and len(picture.convert("RGB").getcolors(SIZE[0] * SIZE[1])) > 8
    assert file.stat().st_size <= HEAVIEST


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(MANUAL)))
def test_a_page_says_what_its_pictures_show_and_its_links_lead_somewhere(page):
    assert all(words and file.is_file() for words, file in links(page, picture=True))
    assert [file for _words, file in links(page, picture=False) if not file.exists()] == []


def test_every_role_has_its_page_in_both_languages_with_the_same_pictures_and_the_index_leads_to_it():
    chinese, english = ({page.name: page for page in PAGES if (page.parent.name == "en") is way} for way in (False, True))
    assert len(chinese) == 7 and set(chinese) == set(english)
    assert {name: shown(page) for name, page in chinese.items()} == {name: shown(page) for name, page in english.items()}
    assert {file for _words, file in links(MANUAL / "README.md", picture=False)} >= set(PAGES)


@pytest.mark.parametrize("english", [True, False])
def test_what_the_manual_quotes_stands_on_a_page_in_just_these_words(english):
    entries = polib.pofile(str(ROOT / CATALOGUE))
    labels = {entry.msgid if english else said(entry) for entry in entries}
    pages = [page for page in PAGES if (page.parent.name == "en") is english]
    quoted = {(page.name, label(found)) for page in pages for found in QUOTED.findall(page.read_text())}
    assert {each for each in quoted if each[1] not in labels | OF_PEOPLE} == set()


def label(found):
    """Return what is quoted, on one line, with the inner marks of a label that has some itself."""
    return re.sub("‘([^’]*)’", r"“\1”", " ".join("".join(found).split()))
