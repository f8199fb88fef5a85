"""What a report of a fault is about, and how many the desk tells of."""

import re

import pytest

from content.catalogue.domain import demand
from content.catalogue.models import FaultReport
from tests.consultation.views.reading import page, reader
from tests.content.catalogue import builders

pytestmark = pytest.mark.django_db


def tell(page_of, reader_at):
    """Report a fault of ``page_of`` (the query of the form) from an address of one's own; return where it leads."""
    client = reader()
    client.defaults["REMOTE_ADDR"] = reader_at  # more than five from one are refused
    return client.post(f"/catalogue/fault/?page={page_of}", {"words": "有误", "once": "a" * 32}).headers["Location"]


@pytest.mark.parametrize("address", [
    "/desk/reports/?name=书记受贿", "/desk/reports/&name=书记受贿", "/catalogue/书记受贿/", "/matters/?q=书记受贿",
])
def test_nothing_that_the_address_says_is_told_to_everybody(world, address):
    builders.in_force(world)
    told = page(None, tell(address, "192.0.2.17"))
    fault = FaultReport.objects.get()
    assert "书记受贿" not in told and fault.about in told and "书记受贿" not in fault.about


def test_what_the_site_calls_a_page_is_told(world):
    assert "It is about: What is published" in page(None, tell("/published/&name=x", "192.0.2.18"))
    assert 'fault/?page=/published/"' in reader().get("/published/").content.decode()


def test_the_desk_counts_every_report_and_leads_to_each(world):
    builders.in_force(world)
    officer = builders.officer(world)
    for n in range(25):
        demand.report(f"有误{n:02}", street=world.street, page="/", about=f"某页{n:02}")
    first = page(officer, "/catalogue/desk/")
    assert "reports waiting for an answer: 25." in first and "Reports of faults 25" in first
    assert "某页00" in first and "某页19" in first and "某页20" not in first
    following = re.search(r'href="(\?after=\d+#faults)"', reader(officer).get("/catalogue/desk/").content.decode())[1]
    second = page(officer, f"/catalogue/desk/{following.partition('#')[0]}")
    assert "某页20" in second and "某页24" in second and "某页19" not in second and "waiting for an answer: 25." in second
