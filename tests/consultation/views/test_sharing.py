"""A matter passed on: the code that leads to it, the card, and what other sites show of it."""

import pytest

from tests.consultation.builders_collect import filed, opened
from tests.consultation.views.reading import EVIL, page, reader

pytestmark = pytest.mark.django_db


def test_the_code_is_a_picture_that_may_be_kept(world):
    made = opened(world.own, filed(world.own))
    answer = reader().get(f"{made.get_absolute_url()}qr.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml" and "max-age" in answer.headers["Cache-Control"]
    assert answer.content.startswith(b"<?xml") and b"<path" in answer.content
    assert reader().get("/matters/HA-NO/qr.svg").status_code == 404


def test_the_card_says_where_it_stands_and_how_to_find_it(world):
    made = opened(world.own, filed(world.own))
    found = page(None, f"{made.get_absolute_url()}card/")
    assert made.title in found and "Reports are being collected" in found
    assert f"http://testserver{made.get_absolute_url()}" in found
    assert f'src="{made.get_absolute_url()}qr.svg"' in reader().get(f"{made.get_absolute_url()}card/").content.decode()


def test_other_sites_are_told_the_title_and_the_answer_without_markup(world):
    made = opened(world.own, filed(world.own), title=EVIL)
    head = reader().get(made.get_absolute_url()).content.decode().split("</head>")[0]
    assert '<meta property="og:title" content="&lt;script&gt;' in head
    assert '<meta property="og:description" content="Reports are being collected' in head
    assert f'<meta property="og:url" content="http://testserver{made.get_absolute_url()}">' in head
