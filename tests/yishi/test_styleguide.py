from pathlib import Path

import pytest

from yishi.web import samples

pytestmark = pytest.mark.django_db
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
