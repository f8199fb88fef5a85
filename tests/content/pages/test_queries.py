"""What is read of pages: their versions, though a paper in one is gone; reports of a year that cannot be meant."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from content.catalogue.models import Edition, Item
from content.pages.domain import releases, reviews
from content.pages.models import PowersPage, ReportPage
from tests.consultation.views.reading import page, reader
from tests.content.pages.builders import DAY, drafted, published
from tests.content.requests.builders import at
from yishi.refusals import Refused

pytestmark = pytest.mark.django_db


def test_versions_are_read_though_a_paper_in_an_earlier_one_is_gone(made, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    paper = Document.objects.create(title="清单附件", file=ContentFile(b"%PDF-1.4", name="a.pdf"))
    row = published(made, kind_of_page=PowersPage, approver="区委编办", approved_on=DAY, body=[("papers", [paper])]).specific
    row.body = [("heading", "新的清单")]
    revision = row.save_revision(user=made.users.writer)
    reviews.decide(revision, by=made.people.officer, attribute="proactive", secrets_checked=True)
    revision.publish(user=made.users.officer, skip_permission_checks=True)
    paper.delete()
    assert "新的清单" in page(None, f"/published/pages/{row.pk}/versions/")


@pytest.mark.parametrize("year", [1, 9999, 20260])
def test_a_report_of_a_year_that_cannot_be_meant_does_not_go_out_and_breaks_no_preview(year, made):
    with pytest.raises(Refused, match="of which year it reports"):
        published(made, kind_of_page=ReportPage, year=year)
    assert ReportPage(year=year).yearly() is None


@pytest.mark.parametrize("part", ["qr.svg", "versions/", "card/", "report.pdf"])
def test_a_page_of_an_endless_number_is_not_found(part, world):
    assert reader().get(f"/published/pages/{'9' * 20}/{part}").status_code == 404


def test_what_went_out_in_the_small_hours_is_of_that_day(made):
    """By the clock of Greenwich it went out the day before, which then stood in the catalogue."""
    Edition.objects.update(state="draft")
    with at("2026-03-05", "02:00"):
        published(made)
    with at("2026-03-20"):
        Edition.objects.update(state="in_force")
        releases.put_under_the_catalogue(None, [SimpleNamespace(kind="catalogue.in_force")])
    assert Item.objects.get(source="page").published_on == dt.date(2026, 3, 5)


def test_what_is_kept_back_says_that_a_later_version_went_out(made):
    kept, (officer, head) = drafted(made), (made.people.officer, made.people.head)
    reviews.decide(kept, by=officer, attribute="closed", reason="process", basis="第十六条")
    assert "A later version" not in page(head, "/published/withheld/")
    later = kept.as_object().save_revision(user=made.users.writer)
    reviews.decide(later, by=officer, attribute="proactive", secrets_checked=True)
    assert "A later version of this page was let out" in page(head, "/published/withheld/")
