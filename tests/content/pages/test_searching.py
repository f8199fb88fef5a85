"""Search finds a page by everything that a reader sees on it, and by its number in the catalogue."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document

from content.pages import entries
from content.pages.domain import desk
from content.pages.models import PowersPage, ReadingPointsPage
from content.search.domain import index
from content.search.finding import find
from tests.consultation.views.reading import reader
from tests.content.search.builders import make_full_text

from . import builders

pytestmark = pytest.mark.django_db


def report():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:t>电梯井道地质勘察</w:t></w:document>")
    return out.getvalue()


def found(query):
    return [row.url for row in find(f"“{query}”").rows]


@pytest.mark.writes
def test_lines_points_papers_and_numbers_are_found(made, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    make_full_text()
    paper = Document.objects.create(title="勘察说明", file=ContentFile(report(), name="a.docx"))
    line = {"code": "01", "matter": "协调老楼加装电梯", "lead": "社区建设办", "basis": "街道职责"}
    powers = builders.published(made, kind_of_page=PowersPage, rows=[("row", line)], approver="区委编办", approved_on="2026-02-20",
                                approval_number="区编〔2026〕3号")
    point = {"name": "河畔阅览室", "address": "河畔路5号", "hours": "9:00至17:00", "tel": "0000-6010001"}
    points = builders.published(made, kind_of_page=ReadingPointsPage, points=[("point", point)])
    with_paper = builders.published(made, body=[("papers", [paper])])
    index.hear()
    assert found("协调老楼加装电梯") == found("区编〔2026〕3号") == [powers.url]
    assert found("河畔阅览室") == found("0000-6010001") == [points.url]
    assert found("勘察说明") == found("井道地质勘察") == [with_paper.url]
    number = entries.item_of(points).index_no
    assert found(number) == [points.url]


def test_a_section_chooses_its_colour_and_its_pages_bear_it(made):
    row = builders.published(made)
    before = reader().get(row.url).content.decode()
    room = desk.room(made.world.own.community, "")
    room.accent = "ochre"
    room.save(built_in=True)
    assert "accent-ochre" not in before
    assert "accent-ochre" in reader().get(row.url).content.decode()
    assert "accent-ochre" in reader().get(reverse("published-community", args=[made.world.own.community.code])).content.decode()


def test_robots_are_told_what_is_closed_and_where_the_map_is(made):
    told = reader().get("/robots.txt")
    assert told["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/\n" in told.content.decode() and "Sitemap: http://testserver/sitemap.xml" in told.content.decode()
