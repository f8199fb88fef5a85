"""The tables of the yearly report (art. 50) are counted from the records, on a page of their own and on the report's."""

import datetime as dt

import pytest

from content.catalogue.domain import items
from content.pages.duties import to_report
from content.pages.models import ReportPage
from content.requests import yearly
from content.requests.domain import complaints
from tests.consultation.views.reading import assert_same_queries, page, reader
from tests.content.catalogue.builders import smallest
from tests.content.requests.builders import answered, at, officer, running

pytestmark = pytest.mark.django_db


def published(world, n, on):
    items.put(source="page", key=str(n), entry="14", title=f"第{n}条", summary="摘要", url="/x/", made_on=on, on=on,
              community=world.street)


def test_the_tables_are_counted_and_nothing_is_typed(world):
    smallest(world)
    published(world, 1, dt.date(2025, 12, 31))
    published(world, 2, dt.date(2026, 3, 2))
    with at("2026-11-02"):
        row = answered(world, running(world, applicant_kind="legal"), "refused")
        complaints.file(row, text="没有说明理由")
        items.withdraw(source="page", key="1", reason="过期")
    with at("2026-11-03"):
        found, before = yearly.of(2026), yearly.of(2025)
        assert [(new, standing) for _name, new, standing in found.topics] == [(1, 1)]
        assert [(new, standing) for _name, new, standing in before.topics] == [(1, 1)], "it stood when that year ended"
        assert found.complaints == 1 and found.answered == 1 and found.due == dt.date(2027, 1, 31)
        rows = {str(label): (total, each) for label, total, each in found.requests}
        legal = list(map(str, found.columns)).index("legal service")
        assert rows["not made public"] == (1, [int(n == legal) for n in range(6)]) and rows["answered in all"][0] == 1
        text = page(None, "/requests/figures/")
        assert "Items published: 1. Requests answered: 1." in text and "due by 31 January 2027" in text
        assert reader().get("/requests/figures/2027/").status_code == 404
        assert reader().get("/requests/figures/2007/").status_code == 404


def test_the_report_shows_them_where_the_site_has_records(world):
    smallest(world)
    assert ReportPage(year=2026).yearly() is None and ReportPage().yearly() is None
    published(world, 1, dt.date(2026, 3, 2))
    assert ReportPage(year=2026).yearly().published == 1


def test_the_officer_owes_the_report_until_it_is_public(world):
    smallest(world)
    published(world, 1, dt.date(2026, 3, 2))
    with at("2026-12-31"):
        assert to_report(officer(world)) == []
    with at("2027-01-04"):
        (owed,) = to_report(officer(world))
        assert owed.due == dt.date(2027, 1, 31) and owed.address == "/requests/figures/2026/"
        assert to_report(world.own.people["resident"]) == []


def test_the_figures_cost_the_same_at_3_rows_and_at_300(world):
    smallest(world)

    def grow(n):
        for k in range(n):
            published(world, f"{n}-{k}", dt.date(2026, 3, 2))

    assert_same_queries([None], ["/requests/figures/2026/"], grow)
