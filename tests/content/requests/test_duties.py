"""What waits for officer and director is named wherever they look."""

import pytest

from content.catalogue.domain import demand
from tests.consultation.views.reading import page, reader
from tests.content.requests.builders import at, director, drafted, officer, running

pytestmark = pytest.mark.django_db


def test_the_desk_and_my_page_name_the_same_that_waits(world):
    """The officer's desk said that nothing waits, while requests and faults did; the director's, too."""
    with at("2026-11-02"):
        row = running(world)
        fault = demand.report("有误", street=world.street, page="/rights/", about="权利")
        drafted(world, signing := running(world))
        for person, addresses in ((officer(world), (row.get_absolute_url(), f"/catalogue/desk/faults/{fault.pk}/")),
                                  (director(world), (signing.get_absolute_url(),))):
            mine, desk = (reader(person).get(path).content.decode() for path in ("/my/", "/desk/"))
            assert "Nothing is owed by you now" not in desk
            assert all(f'href="{address}"' in shown for address in addresses for shown in (mine, desk))
    assert "2 things wait for you" in page(officer(world), "/desk/")
