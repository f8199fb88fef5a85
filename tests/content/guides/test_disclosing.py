"""A guide is an item of the catalogue in force, and search finds it by its words."""

import pytest

from content.catalogue.models import Item
from content.search.domain.index import hear
from content.search.models import Entry
from tests.content.catalogue.builders import in_force
from tests.content.guides.builders import changed, written
from yishi.refusals import Invalid

pytestmark = pytest.mark.django_db


def test_a_guide_is_an_item_under_its_entry_and_keeps_its_number(world):
    in_force(world)
    written(world)
    item = Item.objects.get()
    assert (item.source, item.key, item.heading.code, item.url) == ("guide", "SG-01", "11", "/guides/SG-01/")
    changed(world, name="公租房资格申请")
    assert [(row.index_no, row.title) for row in Item.objects.all()] == [(item.index_no, "公租房资格申请")]
    with pytest.raises(Invalid, match="99"):
        changed(world, entry="99")


def test_a_guide_written_first_waits_for_the_catalogue(world, django_capture_on_commit_callbacks):
    written(world)
    assert not Item.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        in_force(world)
    assert Item.objects.get().key == "SG-01"


def test_search_hears_of_a_guide_by_its_events(world):
    guide = written(world)
    hear()
    assert "公开摇号" in Entry.objects.get(kind="guide").text
    assert Entry.objects.get(kind="guide").url == guide.get_absolute_url()
