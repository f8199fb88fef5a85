"""What a reader finds on a page, what it costs, and what stays closed until a page is public."""

import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as Drawing
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

from content.catalogue.about import about
from content.catalogue.domain import demand
from content.catalogue.models import Entry, Item
from content.pages import searching
from content.pages.domain import counting, publishing, releases, reviews
from content.pages.enums import Attribute, Ten
from content.pages.models import (
    ArticlePage,
    CommunityPage,
    DisclosurePage,
    GuidePage,
    PageViews,
    PowersPage,
    ReadingPointsPage,
    ReleaseReview,
    ReportPage,
)
from content.search.models import Entry as Found
from tests.consultation.views.reading import page, queries_of, reader, words
from tests.content.vocabulary import told
from tests.things import things
from yishi.people.enums import Role
from yishi.refusals import Refused

from . import builders

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (Linux; Android 14) Mobile"
POSTED = {"posted_from": "2026-03-02", "posted_until": "2026-03-16", "board": "1号楼公示栏", "affairs": "finance", "kind": "money"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail keeps the sizes of pictures there


def body(world):
    """Return a body of every sort of block."""
    drawing = io.BytesIO()
    Drawing.new("RGB", (40, 30), "red").save(drawing, "PNG")
    image = Image.objects.create(title="栏", file=ImageFile(io.BytesIO(drawing.getvalue()), name="board.png"))
    paper = Document(title="分配方案")
    paper.file.save("plan.pdf", ContentFile(b"%PDF-1.7 plan"))
    paper.save()
    made = things(world.own)
    matter, meeting = made["consultation.Matter"], made["meetings.Meeting"]
    return paper, image, [
        ("heading", "谁可以停"), ("text", "<p>住户<b>优先</b>。</p><script>alert(1)</script>"),
        ("picture", {"image": image, "alt": "公示栏照片", "caption": "三月二日"}),
        ("table", {"caption": "车位", "text": "楼|个数\n1号楼|<b>12</b>\n2号楼|9"}), ("papers", [paper]), ("steps", ["登记", "抽签"]),
        ("notice", {"tone": "due", "text": "三月十日前登记"}), ("matter", matter.code), ("meeting", meeting.pk), ("matter", "X-0"),
    ]


def test_a_page_shows_what_a_government_page_must(world, made):
    _paper, _image, blocks = body(world)
    row = builders.published(made, body=blocks, source="HA社区居委会")
    found = page(None, row.url)
    for said in ("Published", "HA社区居务公开", "关于小区停车的通知", "source: HA社区居委会",
                 "Made on", "Index number WTL-3-14-2026-0001",
                 "谁可以停",
                 "优先",
                 "1号楼", "<b>12</b>", "PDF · 13\xa0bytes", "抽签", "三月十日前登记", "楼道照明", "议事会", "There is no matter X-0",
                 "Reviewed before release", "Text size"):
        assert " ".join(said.split()) in found, said
    html = reader().get(row.url).content.decode()
    assert "<script>alert" not in html and 'alt="公示栏照片"' in html and html.count("<h1") == 1
    (article,) = told(html)
    said = article["headline"], article["author"]["name"], article["identifier"]
    assert said == (row.title, "HA社区居委会", "WTL-3-14-2026-0001")
    assert article["dateCreated"] == "2026-03-02" <= article["datePublished"] <= article["dateModified"]
    assert page(None, reverse("page-card", args=[row.pk])).count("Scan to read all of it.") == 1
    assert reader().get(reverse("page-qr", args=[row.pk]))["Content-Type"] == "image/svg+xml"
    assert "关于小区停车的通知" in page(None, made.affairs.get_url())
    queries = queries_of(reader(), row.url)
    assert len(queries) <= 20, "\n".join(queries)


def test_a_draft_leads_nowhere_yet(made, client):
    client.force_login(made.users.writer)
    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[builders.drafted(made).object_id]))
    assert "关于小区停车的通知" in words(draft) and "Scan to open it on a phone." not in words(draft)


def test_what_was_answered_to_readers_stands_on_the_page(made):
    row = builders.published(made)
    fault = demand.report("车位数不对", **about({"page": row.url}))
    assert "车位已改为90个" not in page(None, row.url)
    demand.answer(fault, by=made.people.officer, right=True, text="车位已改为90个")
    found = page(None, row.url)
    assert "What readers found wrong 车位已改为90个 answered: the report was right" in found and "车位数不对" not in found


def test_figures_stand_under_one_another_and_a_caption_does_not_say_its_heading_again(made):
    table = {"caption": "车位", "text": "楼|个数|比上年|电话\n槐安楼|1,012|-3|0000-555-0201\n2号楼|9.5%||"}
    row = builders.published(made, body=[("heading", "车位"), ("table", table), ("table", table | {"caption": "另一张"})])
    html = reader().get(row.url).content.decode().replace("<wbr>", "")
    assert '<td>槐安楼</td><td class="num">1,012</td><td class="num">-3</td>' in html
    assert '<td><span class="nowrap">0000-555-0201</span></td>' in html and 'tabindex="0" aria-label="车位"' in html
    assert '<th scope="col" class="num">个数</th>' in html
    assert '<caption class="sr">车位</caption>' in html and "<caption>另一张</caption>" in html


def test_on_a_phone_each_line_of_a_wide_table_stands_by_itself_with_the_names_of_its_columns(made):
    narrow = {"caption": "结论", "text": "时间|限值|结论\n第二次验收|50|超过标准"}
    wide = {"caption": "清单", "text": "编号|议题|形式|进度\n1号|楼道照明|议事会|已办结\n合计|||"}
    row = builders.published(made, body=[("table", narrow), ("table", wide)])
    html = reader().get(row.url).content.decode()
    assert "<td>超过<wbr>标准</td>" in html  # broken between words alone
    assert html.count('<table class="stacks">') == 1 and ' data-label="形式">议事会</td>' in html
    assert 'data-label="编号"' not in html and html.count('data-label="形式"') == 1  # the first is its name; nothing is not named


@pytest.mark.parametrize("first", [True, False], ids=["first", "later"])
@pytest.mark.parametrize("role", [None, Role.RESIDENT, Role.DISCLOSURE_OFFICER])
def test_a_plain_page_costs_twelve_queries_at_most_whoever_reads(role, first, made):
    row = builders.published(made)
    builders.published(made)
    client = reader(role and made.world.own.people[role])
    if first:
        cache.clear(), ContentType.objects.clear_cache()
    else:
        client.get(row.url)
    counting.write(), counting.write_in_time()
    queries = queries_of(client, row.url)
    assert len(queries) <= 12, "\n".join(queries)


def test_papers_and_pictures_are_private_until_their_page_is_public(world, made):
    paper, image, blocks = body(world)
    shape = image.get_rendition("max-880x880")
    picture = f"/media/{shape.file.name}"
    revision = builders.drafted(made, body=blocks)
    assert [reader().get(url).status_code for url in (paper.url, picture)] == [404, 404]
    assert reader(made.people.writer).get(paper.url).status_code == 200
    draft = ArticlePage.objects.get(pk=revision.object_id)
    assert reader().get(draft.url).status_code == 404
    reviews.decide(revision, by=made.people.officer, attribute="proactive", secrets_checked=True)
    revision.publish()
    sent = reader().get(paper.url)
    assert sent["Content-Disposition"].startswith("attachment") and sent["X-Content-Type-Options"] == "nosniff"
    assert reader().get(picture).status_code == 200
    item = Item.objects.standing().get(source="page", key=str(draft.pk))
    assert (item.url, item.heading.code) == (draft.url, "14")
    assert [row.title for row in searching.rows([draft.pk])] == [draft.title]
    releases.withdraw(ArticlePage.objects.get(), by=made.people.head, words="登错了")
    assert not Item.objects.standing().filter(source="page").exists() and not list(searching.rows())
    assert [reader().get(url).status_code for url in (paper.url, picture, draft.url)] == [404, 404, 404]


def test_a_page_that_is_moved_is_found_from_its_old_address_its_index_number_and_by_search(world, made, client):
    row = builders.published(made, title="停车办法")
    item, old = Item.objects.get(), row.url
    client.force_login(made.users.head)
    Page.objects.get(pk=row.pk).move(Page.objects.get(pk=made.notices.pk), pos="last-child")
    new = ArticlePage.objects.get().url
    assert old != new == reader().get(f"/catalogue/items/{item.index_no}/")["Location"] == reader().get(old)["Location"]
    assert "停车办法" in page(None, new) and Found.objects.get(kind="page").url == new
    assert reader().get(f"{new}none/").status_code == 404


def test_views_are_counted_without_readers_and_robots(made):
    row = builders.published(made)
    for agent in (BROWSER, "Googlebot/2.1", "", "curl/8"):
        client = reader()
        client.get(row.url, headers={"user-agent": agent})
        assert set(client.cookies) <= {"csrftoken"}
    with CaptureQueriesContext(connection) as caught:
        reader().get(row.url, headers={"user-agent": BROWSER})
    assert not [query for query in caught.captured_queries if query["sql"].startswith(("UPDATE", "INSERT"))]
    counting.write()
    assert PageViews.objects.get().n == 2 and "opened 2 times" in page(None, row.url)


def test_what_a_community_makes_known_hangs_fifteen_days(world, made):
    with pytest.raises(Exception, match="15 are asked for"):
        builders.published(made, kind_of_page=CommunityPage, **{**POSTED, "posted_until": "2026-03-10"})
    row = builders.published(made, kind_of_page=CommunityPage, title="一季度收支", **POSTED)
    assert "15 days" in page(None, row.url)
    code = world.own.community.code
    found = page(None, f"/published/community/{code}/?affairs=finance")
    assert "一季度收支" in found and "was posted until" in found and "Everything Party affairs Community affairs" in found
    assert "一季度收支" not in page(None, f"/published/community/{code}/?affairs=party")
    assert "Nothing of this kind" in page(None, f"/published/community/{world.other.community.code}/")


def test_what_a_type_must_hold_is_asked_for(made):
    asked = {PowersPage: "who approved", GuidePage: "Article 12", ReportPage: "which year", CommunityPage: "which board"}
    for kind, sentence in asked.items():
        with pytest.raises(Refused, match=sentence):
            builders.published(made, kind_of_page=kind, slug=kind.__name__.lower())


def test_every_type_is_shown(made):
    row = builders.published(made, kind_of_page=PowersPage, slug="powers", approver="街道办", approved_on="2026-01-12", rows=[
        ("row", {"code": "Q-1", "matter": "物业协调", "lead": "社区办", "others": "", "basis": "条例"})])
    assert "Q-1 物业协调 社区办 – 条例" in page(None, row.url)
    row = builders.published(made, kind_of_page=GuidePage, slug="guide", **dict.fromkeys(GuidePage.ASKED, "公开办"))
    assert "How to get it" in page(None, row.url)
    row = builders.published(made, kind_of_page=ReadingPointsPage, slug="points", points=[("point", {
        "name": "社区服务站", "address": "一号", "hours": "9–17", "tel": "0000-1", "step_free": True})])
    assert "without steps" in page(None, row.url)
    row = builders.published(made, kind_of_page=ReportPage, slug="report", year=2025)
    assert "2025" in page(None, row.url) and "Art. 20, item 1 Made in the year Ended in the year In force" in page(None, row.url)
    found = page(None, "/published/ten/")
    assert "A platform" in found and found.count("missing") == 5
    builders.published(made, slug="plan", ten=Ten.PLAN)
    assert page(None, "/published/ten/").count("missing") == 4


def test_an_empty_site_says_so(made):
    assert "Nothing has been published here yet" in page(None, made.affairs.get_url())
    assert "No page has been reviewed yet" in page(None, "/published/ten/")
    assert "通知公告" in page(None, made.home.get_url())


def test_a_reviewer_looks_again_and_nobody_else(world, made):
    revision = builders.drafted(made)
    review = reviews.decide(revision, by=made.people.officer, attribute="closed", reason="process", basis="第十六条")
    assert reader().get("/published/withheld/").status_code == 302
    page(world.own.people[Role.RESIDENT], "/published/withheld/", 403)
    assert "第十六条" in page(made.people.head, "/published/withheld/")
    client, prefix = reader(made.people.head), f"r{review.pk}-"
    assert "Why" in words(client.post("/published/withheld/", {"review": review.pk}))
    sent = {"review": review.pk, prefix + "still": "no", prefix + "words": "已办结"}
    assert client.post("/published/withheld/", sent).status_code == 302
    assert "Nothing is kept back" in page(made.people.head, "/published/withheld/")


def test_a_draft_is_previewed_in_the_desk(made, client):
    revision = builders.drafted(made)
    client.force_login(made.users.writer)
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[revision.object_id]))
    assert "关于小区停车的通知" in answer.content.decode() and "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_drafting_is_for_those_who_write_there(made):
    with pytest.raises(Refused):
        publishing.draft(builders.article(made), under=made.affairs, by=made.world.other.people[Role.COMMUNITY_SECRETARY])


def test_an_item_says_what_it_is_and_every_public_version_can_be_read(made):
    row = {"code": "01", "matter": "协调老楼加装电梯", "lead": "社区建设办", "basis": "街道职责"}
    powers = builders.published(made, kind_of_page=PowersPage, rows=[("row", row)], approver="区委编办", approved_on="2026-02-20")
    item = Item.objects.get(key=str(powers.pk))
    assert (item.reviewed_on, item.reviewed_by) == (ReleaseReview.objects.get(page=powers.pk).on, made.people.officer)
    found = page(None, powers.url)
    named = Entry.objects.in_force().get(heading__code="14").level2
    for words_ in (f"14 {named}", "valid published", "Format table", "Earlier versions, and what changed"):
        assert words_ in found
    powers.rows = [("row", row | {"lead": "平安法治办"})]
    revision = powers.save_revision(user=made.users.writer)
    before = page(None, reverse("page-versions", args=[powers.pk]))
    assert "平安法治办" not in before and "This is the first version, and what the page says now." in before
    reviews.decide(revision, by=made.people.head, attribute=Attribute.PROACTIVE, secrets_checked=True)
    revision.publish(user=made.users.head, skip_permission_checks=True)
    shown = reader().get(reverse("page-versions", args=[powers.pk])).content.decode()
    assert "<del>社区建设</del><ins>平安法治</ins>" in shown and shown.count("Released on") == 2


TEXT, TABLE = ("text", "<p>" + "停车位按户轮换，登记后抽签。" * 20 + "</p>"), ("table", {"caption": "车位", "text": "楼|个数\n1|12"})
LONG_TABLE = ("table", {"caption": "收支", "text": "项目|金额\n" + "\n".join(f"第{n}笔支出|{n}00元" for n in range(60))})


@pytest.mark.parametrize("form, kind, blocks, paper", [
    ("page", ArticlePage, [TEXT, TABLE], "plan.pdf"), ("PDF", ArticlePage, [], "plan.pdf"), ("table", ArticlePage, [], "sum.xlsx"),
    ("document", DisclosurePage, [TEXT], "rule.docx"), ("PDF", DisclosurePage, [TEXT], "rule.PDF"),
    ("table", ArticlePage, [TEXT, LONG_TABLE], ""), ("table", PowersPage, [TEXT], ""), ("picture", ArticlePage, ["picture"], ""),
    ("page", ArticlePage, [TEXT, "picture"], ""), ("page", ArticlePage, [("notice", {"tone": "note", "text": "今天停水"})], ""),
])
def test_an_item_is_of_the_form_of_what_it_mainly_holds(form, kind, blocks, paper, world, made):
    _paper, image, _blocks = body(world)
    shown = [("picture", {"image": image, "alt": "公示栏"}) if each == "picture" else each for each in blocks]
    if paper:
        lying = Document(title="文件")
        lying.file.save(paper, ContentFile(b"x"))
        lying.save()
        shown.append(("papers", [lying]))
    more = {"approver": "区委编办", "approved_on": "2026-02-20"} if kind is PowersPage else {}
    row = builders.published(made, kind_of_page=kind, body=shown, **more)
    assert f"Format {form}" in page(None, row.url)
