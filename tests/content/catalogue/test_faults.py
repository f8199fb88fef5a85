"""What a report of a fault is about, and how many the desk tells of."""

import pytest

from content.catalogue.models import FaultReport
from tests.consultation.views.reading import page, reader
from tests.content.catalogue import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [
    "/desk/reports/?name=书记受贿", "/desk/reports/&name=书记受贿", "/catalogue/书记受贿/", "/matters/?q=书记受贿",
])
def test_nothing_that_the_address_says_is_told_to_everybody(world, address):
    builders.in_force(world)
    answer = reader().post(f"/catalogue/fault/?page={address}", {"words": "有误", "once": "a" * 32})
    fault = FaultReport.objects.get()
    told = page(None, answer.headers["Location"])
    assert "书记受贿" not in told and fault.about in told and "书记受贿" not in fault.about


def test_what_the_site_calls_a_page_is_told(world):
    reader().post("/catalogue/fault/?page=/published/&name=x", {"words": "有误", "once": "a" * 32})
    assert "It is about: What is published" in page(None, f"/catalogue/fault/{FaultReport.objects.get().pk}/")
    assert 'fault/?page=/published/"' in reader().get("/published/").content.decode()
