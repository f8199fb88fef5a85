import re
from pathlib import Path

import pytest
from django.utils.html import strip_tags

from tests.house import ROOT
from yishi.web import samples
from yishi.web.templatetags import pieces

pytestmark = pytest.mark.django_db
FLOORS = ("site", "meetings", "consultation", "content")
PIECES = Path(samples.__file__).parent / "templates" / "web" / "pieces"


def test_every_piece_is_shown_with_its_name(client, world):
    page = client.get("/styleguide/").content.decode()
    partials = {path.stem for path in PIECES.glob("*.html")}
    assert {name for name, _sample in samples.samples()} == partials, "a piece without a sample in yishi/web/samples.py"
    for name in partials:
        assert f"web/pieces/{name}.html" in page
    assert page.count("<h1") == 1


def test_every_class_of_the_look_that_has_no_partial_is_shown_too(client, world):
    page = client.get("/styleguide/").content.decode()
    for name in ("btn main", "owe urgent", "due over", "who", "confirm", "pair", "figures", "slab", "pulse", "status done"):
        assert f'class="{name}"' in page, name


def test_a_site_in_earnest_has_no_such_page(client, world, settings):
    settings.YISHI_DEMO = settings.DEBUG = False
    assert client.get("/styleguide/").status_code == 404


def test_small_facts_on_a_line_are_parted_by_the_dot_that_ends_no_line():
    """``{% dot %}``, in every template; a bare one stands in titles, attributes, plain words and papers alone."""
    tags = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<(?:{%.*?%}|{{.*?}}|[^<>])*>", re.S)
    whole = re.compile(r"{% block title %}.*?{% endblock %}|<title>.*?</title>", re.S)
    bare = [
        str(path.relative_to(ROOT)) for floor in FLOORS for path in sorted((ROOT / floor).rglob("templates/**/*.html"))
        if 'extends "documents/paper.html"' not in (text := path.read_text(encoding="utf-8"))
        and re.search(r"·(?:\s|&nbsp;)", tags.sub("", whole.sub("", text)))
    ]
    assert bare == []


def test_what_is_already_said_with_dots_gets_the_same():
    assert pieces.dotted("a · <b>") == f'<span class="nowrap">a</span>{pieces.DOT}<span class="nowrap">&lt;b&gt;</span>'
    assert "nowrap" not in pieces.dotted("长" * 19 + " · " + "长" * 19) and strip_tags(pieces.dot()) == "\N{NO-BREAK SPACE}· "


def test_in_english_the_samples_are_english_but_for_names(client, world):
    page = client.get("/styleguide/", headers={"accept-language": "en"}).content.decode()
    said = strip_tags(page.partition("<main")[2].partition("</main>")[0].replace("<", " <"))
    assert set(re.findall("[㐀-鿿]+", said)) <= {"张", "李", "傅听澜", "溪畔物业", "临溪社区", "槐安里小区", "临溪花园"}
