"""The tables of the yearly report (art. 50) are counted from the records, on a page of their own and on the report's."""

import datetime as dt

import pytest

from content.catalogue.domain import items
from content.pages.duties import to_report
from content.pages.models import ReportPage
from content.requests import national, yearly
from content.requests.domain import complaints, contests, decisions
from content.requests.enums import OF_INFORMATION, Decision, Ground
from tests.consultation.views.reading import assert_same_queries, page, reader
from tests.content.catalogue.builders import smallest
from tests.content.pages import builders
from tests.content.requests.builders import answered, at, director, officer, running
from yishi.refusals import Forbidden, Invalid, Refused

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
        for text in ("没有说明理由", "也没有人接电话"):
            complaints.file(row, text=text)  # of one applicant
        items.withdraw(source="page", key="1", reason="过期")
    with at("2026-11-03"):
        found, before = yearly.of(2026), yearly.of(2025)
        assert [(new, standing) for _name, new, standing in found.topics] == [(1, 1)]
        assert [(new, standing) for _name, new, standing in before.topics] == [(1, 1)], "it stood when that year ended"
        assert found.complaints == 1 and found.answered == 1 and found.due == dt.date(2027, 1, 31)
        rows = {str(label): (each, total) for _group, lines in found.requests for label, each, total in lines}
        legal = list(map(str, found.columns)).index("legal service")
        assert rows["the four kinds of information of a process"] == ([int(n == legal) for n in range(6)], 1)
        assert rows["answered in all"][1] == 1
        whole = reader().get("/requests/figures/").content.decode()
        assert '<td class="num" data-label="Legal service">1</td>' in whole, "on a phone each number stands beside its column"
        text = page(None, "/requests/figures/")
        assert "Heading of the catalogue In the year In force now" in text and "What became of them Natural person" in text
        assert "Not answered yet at the end" in text, "the heads of lines and columns begin alike"
        assert "Items published: 1. Requests answered: 1." in text
        assert "handed in to the district by Sun 31 January 2027 and public by Wed 31 March 2027" in text
        assert "The figures of 2025" in text and "The figures of 2024" in page(None, "/requests/figures/2025/")
        unknown = page(None, "/requests/figures/2024/")
        assert "The figures of 2" not in unknown, "what no record knows of leads no further back"
        assert "The figures of this year" in unknown and "The figures of this year" not in text
        assert reader().get("/requests/figures/2027/").status_code == 404
        assert reader().get("/requests/figures/2007/").status_code == 404


def test_every_answer_is_counted_on_one_line_of_the_national_form():
    lines = [line for _group, rows in national.RESULTS for line, _label in rows]
    assert len(lines) == len(set(lines))
    for decision in OF_INFORMATION:
        for ground in Ground if decision == Decision.REFUSED else [""]:
            assert national.line_of(decision, ground, "running") in lines, decision
    assert national.line_of("given_up", "", "paying") == "not_paid"


@pytest.mark.writes
def test_reconsiderations_and_lawsuits_are_entered_closed_and_counted_by_their_outcome(world):
    with at("2025-12-29"):
        row = answered(world, running(world), "refused")
        first = contests.enter(row, by=officer(world), kind="reconsideration", body="区政府", number="1号")
        with pytest.raises(Refused, match="already"):
            contests.enter(row, by=officer(world), kind="reconsideration", body="区政府", number="1号")
        with pytest.raises(Refused, match="No reconsideration"):
            contests.enter(row, by=officer(world), kind="lawsuit_after", body="区法院")
    with at("2026-02-02"):
        with pytest.raises(Forbidden):
            contests.close(first, by=director(world), outcome="upheld")
        with pytest.raises(Invalid):
            contests.close(first, by=officer(world), outcome="pending")
        contests.close(first, by=officer(world), outcome="corrected", on=dt.date(2026, 1, 30))
        contests.enter(row, by=officer(world), kind="lawsuit_after", body="区法院")
        decisions.deliver(row, by=officer(world))
        with pytest.raises(Refused, match="no lawsuit is pending"):
            decisions.archive(row, by=officer(world))
        assert [each for _way, each in yearly.of(2025).contests] == [[0, 0, 0, 1, 1], [0] * 5, [0] * 5]
        assert [each for _way, each in yearly.of(2026).contests] == [[0, 1, 0, 0, 1], [0] * 5, [0, 0, 0, 1, 1]]
        assert "Outcome Administrative reconsideration" in (text := page(None, "/requests/figures/"))
        assert "Lawsuit after a reconsideration" in text


def test_the_officer_enters_one_in_the_file_and_closes_it_there(world):
    with at("2026-02-02"):
        row = answered(world, running(world))
        client = reader(officer(world))
        address = f"{row.get_absolute_url()}contests.enter/"
        assert client.post(address, {"kind": "lawsuit", "body": ""}).status_code == 422
        client.post(address, {"kind": "lawsuit", "body": "区人民法院", "number": "（2026）行初1号"})
        (made,) = row.contests.all()
        close = f"/requests/contests/{made.pk}/"
        assert close in client.get(row.get_absolute_url()).content.decode()
        assert client.post(close, {"outcome": "upheld", "words": "驳回"}).status_code == 302
        shown = client.get(row.get_absolute_url()).content.decode()
        assert close not in shown and "（2026）行初1号" in shown and "驳回" in shown


def test_the_report_shows_them_where_the_site_has_records(world):
    smallest(world)
    assert ReportPage(year=2026).yearly() is None and ReportPage().yearly() is None
    published(world, 1, dt.date(2026, 3, 2))
    assert ReportPage(year=2026).yearly().published == 1


def test_the_officer_owes_the_report_until_it_is_handed_in_and_public(world):
    made = builders.ready(world)
    published(world, 1, dt.date(2026, 3, 2))
    with at("2026-12-31"):
        assert to_report(officer(world)) == []
    with at("2027-01-04"):
        handing_in, publishing = to_report(officer(world))
        assert handing_in.due == dt.date(2027, 1, 31) and handing_in.address == "/requests/figures/2026/"
        assert publishing.due == dt.date(2027, 3, 31)
        report = builders.published(made, kind_of_page=ReportPage, year=2026)
        assert [owed.due for owed in to_report(officer(world))] == [handing_in.due]
        report.handed_in_on = dt.date(2027, 1, 4)
        report.save_revision()
        assert to_report(officer(world)) == [], "a draft says it too"
        assert to_report(world.own.people["resident"]) == []


def test_the_figures_cost_the_same_at_3_rows_and_at_300(world):
    smallest(world)

    def grow(n):
        for k in range(n):
            published(world, f"{n}-{k}", dt.date(2026, 3, 2))

    assert_same_queries([None], ["/requests/figures/2026/"], grow)
