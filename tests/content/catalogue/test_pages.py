"""The public pages of the catalogue, its files and its feeds."""

import datetime as dt
import io
import json
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.utils import translation
from openpyxl import load_workbook

from content.catalogue.domain import items
from content.catalogue.enums import Limit
from content.catalogue.models import Edition, Entry, FaultReport, Item, Wish
from content.catalogue.papers import write
from content.catalogue.reading import parse
from content.search.domain.index import refresh
from tests.consultation.views.reading import assert_same_queries, page, reader, words
from tests.content.catalogue import builders
from tests.content.guides.builders import rated
from tests.things import things
from yishi.documents.models import Document
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"


def test_before_there_is_a_catalogue_its_pages_say_so(world):
    assert "No catalogue is in force yet." in page(None, "/catalogue/")
    assert "No catalogue is in force yet." in page(None, "/catalogue/history/")
    for address in ("/catalogue/catalogue.xlsx", "/catalogue/catalogue.pdf", "/catalogue/14/", "/catalogue/14/feed.atom"):
        assert reader().get(address).status_code == 404
    builders.entered(world)
    assert "No catalogue is in force yet." in page(None, "/catalogue/"), "a draft is nobody's business"


def test_the_three_lists_and_their_filters(world):
    edition = builders.in_force(world)
    builders.item(world)
    whole = page(None, "/catalogue/")
    assert "城市管理和人居环境 重点领域" in whole and "1 item newest Fri 6 March" in whole
    assert "nothing yet" in whole and "部门预算" in whole
    assert "Disclosed proactively 30 Disclosed on request 7 Not disclosed 10" in whole
    assert "部门预算" not in page(None, "/catalogue/?topic=5") and "会议开放和议事旁听" in page(None, "/catalogue/?topic=5")
    assert "机构职能和人员信息" not in page(None, "/catalogue/?openness=decision")
    found = page(None, "/catalogue/?q=油烟噪声")
    assert "城市管理和人居环境" in found and "部门预算" not in found, "the contents are looked through, too"
    assert "No entry fits these filters." in page(None, "/catalogue/?q=没有这个")
    assert "left out: Level-1 heading" in page(None, "/catalogue/?topic=99")
    assert "征求第三方意见" in page(None, "/catalogue/?kind=on_request") and "国家秘密" in page(None, "/catalogue/?kind=negative")
    assert "部门预算" in page(None, f"/catalogue/editions/{edition.pk}/")


def test_an_entry_shows_its_columns_and_what_is_published(world):
    builders.in_force(world)
    item, other = builders.item(world), builders.item(world, 2, community=world.other.community, validity="repealed")
    found = page(None, "/catalogue/14/")
    for part in ("停车管理安排 1", "划线车位一览", "WTL-3-14-2026-0001", "dated Mon 2 March", "published Fri 6 March", "repealed",
                 "■ government web site", "市容整治方案", "counted as: 20 working days"):
        assert part in found
    assert item.title not in page(None, f"/catalogue/14/?community={world.other.community.code}")
    assert reader().get(item.get_absolute_url()).headers["Location"] == item.url
    items.withdraw(source="page", key="2", reason="重复")
    assert "重复" in page(None, other.get_absolute_url(), 410) and other.title not in page(None, "/catalogue/14/")
    assert "Nothing has been published under this entry yet." in page(None, "/catalogue/15/?openness=nothing")
    narrow = reader().get("/catalogue/14/?openness=decision")
    assert "Nothing that is published under this entry fits this choice. Show all" in words(narrow)
    assert 'href="/catalogue/14/">Show all' in narrow.content.decode()
    secret = page(None, "/catalogue/FM-1/")
    assert "国家秘密" in secret and "Disclosure catalogue Not disclosed" in secret


def test_a_fixed_day_is_said_as_a_day():
    with translation.override("en"):
        assert Limit.counted("FIX", "01-31") == "31 January of every year"
    assert "99-99" in Limit.counted("FIX", "99-99"), "what is no day is shown as it was typed"


def test_who_wants_to_know_more_is_counted_once_in_a_while(world):
    cache.clear()  # other tests have wished from the same address
    builders.in_force(world)
    client = reader()
    for _again in range(3):
        assert client.post("/catalogue/14/wish/").status_code == 302
    told = words(client.get("/catalogue/14/"))
    assert "Your wish is counted" in told and "I want to know more" not in told, "said in place of the button"
    assert "I want to know more" in words(client.get("/catalogue/14/")), "and of nobody is it kept who wished"
    client.post("/catalogue/15/wish/")
    assert sorted(Wish.objects.values_list("heading__code", "count")) == [("14", 1), ("15", 1)]
    assert "Nobody has asked yet this year." in page(None, "/catalogue/16/")
    assert "Asked 1 time this year." in page(None, "/catalogue/14/") and client.post("/catalogue/99/wish/").status_code == 404


def test_a_fault_is_told_answered_and_read(world):
    builders.in_force(world)
    item, resident = builders.item(world), world.own.people[Role.RESIDENT]
    client = reader(resident)
    assert "停车管理安排 1" in words(client.get(f"/catalogue/fault/?item={item.index_no}"))
    assert client.post(f"/catalogue/fault/?item={item.index_no}", {"words": " "}).status_code == 422
    answer = client.post(f"/catalogue/fault/?item={item.index_no}", {"words": "车位数<b>不对"})
    fault = FaultReport.objects.get()
    assert (answer.headers["Location"], fault.item, fault.heading) == (f"/catalogue/fault/{fault.pk}/", item, item.heading)
    assert "车位数<b>不对" in page(resident, f"/catalogue/fault/{fault.pk}/")
    assert "车位数" not in page(None, f"/catalogue/fault/{fault.pk}/"), "what was told is for the office"
    place, meeting = (made := things(world.own)["meetings.Meeting"]).community, made
    guide = rated(world).guide
    refresh([f"guide:{guide.pk}"])
    for query, about in (("entry=14", "城市管理"), ("page=/desk/reports/", "The site as a whole"),
                         (f"page=/guides/{guide.code}/", guide.name),
                         (f"page=/meetings/{meeting.pk}/record/", meeting.title), ("page=/published/ten/", "Ten things, one of each"),
                         (f"page=/published/community/{place.code}/", place.name), ("page=/requests/", "Ask for information"),
                         ("page=//evil.example/", "The site as a whole")):
        assert about in page(None, f"/catalogue/fault/?{query}")


def test_a_fault_sent_twice_is_one_and_the_sixth_is_kept_on_the_form(world):
    client, address = reader(), "/catalogue/fault/?page=/rights/"
    client.defaults["REMOTE_ADDR"] = "192.0.2.9"
    said = {"once": "a" * 32, "words": "第三十五条写错了"}
    assert len({client.post(address, said).headers["Location"] for _n in range(2)}) == 1 and FaultReport.objects.count() == 1
    for n in range(3):
        client.post(address, {"once": "b" * 32, "words": f"还有第{n}处"})
    sixth = client.post(address, {"once": "c" * 32, "words": "这一处也不对"})
    assert sixth.status_code == 422 and "Nothing you wrote is lost" in words(sixth) and "这一处也不对" in words(sixth)
    assert FaultReport.objects.count() == 4


def test_addresses_that_make_no_sense_lead_nowhere(world):
    builders.in_force(world)
    for address in ("/catalogue/%00/", "/catalogue/items/%00/", "/catalogue/in/%00/feed.atom", "/catalogue/items.json?entry=%00",
                    "/catalogue/feed.atom?community=%00", f"/catalogue/fault/{'9' * 30}/", f"/catalogue/editions/{'9' * 30}/"):
        assert reader().get(address).status_code == 404, address
    assert reader().get("/catalogue/14/?community=%00&after=%00").status_code == 200
    reader().post("/catalogue/fault/?page=/?a=%00", {"words": "有误"})
    assert (FaultReport.objects.get().page, FaultReport.objects.get().about) == ("/?a=", "Home")
    assert reader().get(f"/catalogue/fault/?page=/meetings/{'9' * 30}/").status_code == 200


def test_editions_are_kept_with_what_changed(world):
    builders.in_force(world)
    changed = builders.shipped().replace("街道财政所".encode(), "财政服务中心".encode()).replace(b"- seq: 30\n", b"- seq: 31\n")
    builders.in_force(world, changed, version="2026年修订", effective_on=builders.DAY + dt.timedelta(9))
    found = page(None, "/catalogue/history/")
    assert "2026年修订" in found and "Taken out 政府开放日" in found and "Who publishes 街道财政所 财政服务中心" in found
    assert found.count("Who publishes") == 6 and "Legal basis" not in found, "what stands as it stood is not repeated"
    html = reader().get("/catalogue/history/").content.decode()
    assert html.count("<del>街道财政所</del><ins>财政服务中心</ins>") == 2
    assert "The first edition here: 47 entries." in found


def test_the_table_goes_out_and_comes_in_again(world):
    builders.in_force(world)
    Entry.objects.filter(heading__code="14").update(owner=builders.officer(world))
    assert not any(line.owner for line in parse(reader().get("/catalogue/catalogue.xlsx").content).lines), "no account in public"
    file = reader(builders.officer(world)).get("/catalogue/catalogue.xlsx").content
    sheet = load_workbook(io.BytesIO(file)).active
    assert sheet.print_area.endswith(f"$A$1:$N${sheet.max_row}") and sheet["N3"].value == "乡级", "the national table is printed"
    preview = parse(file)
    assert f"{preview.meta['title']}（{preview.meta['version']}）" == str(Edition.objects.get())
    assert {line.code: preview.owners[line.owner] for line in preview.lines if line.owner} == {"14": builders.officer(world)}
    assert (preview.errors, len(preview.lines)) == ([], 47)
    for line in preview.lines:
        entry = Entry.objects.in_force().select_related("topic").get(heading__code=line.code)
        for name in ("kind", "seq", "level2", "elements", "basis", "limit_words", "limit", "value", "body", "must", "may",
                     "openness", "handling", "privacy", "note", "tiers", "method", "audience_note"):
            assert getattr(line, name) == getattr(entry, name), (line.code, name)
        assert sorted(line.audience) == sorted(entry.audience) and line.topic[1] == (entry.topic.name if entry.topic else "")


def test_the_pdf_is_asked_for_when_an_edition_comes_into_force(world):
    edition = builders.in_force(world)
    document = Document.objects.of("catalogue", edition.pk).get()
    html = write(document).html
    assert "公开渠道和载体" in html and "■政府网站" in html and html.count("<tr>") == 2 + 30 + 2 + 7 + 10 and "国家秘密" in html
    assert reader().get("/catalogue/catalogue.pdf").status_code == 202


def test_feeds_and_open_data_carry_the_index_numbers(world):
    builders.in_force(world)
    builders.item(world), builders.item(world, 2, entry="15", community=world.other.community)
    atom = ElementTree.fromstring(reader().get("/catalogue/feed.atom").content)
    numbers = {"WTL-3-14-2026-0001", "WTL-3-15-2026-0001"}
    assert {each.findtext(f"{DC}identifier") for each in atom.iter(f"{ATOM}entry")} == numbers
    assert {each.findtext(f"{ATOM}id") for each in atom.iter(f"{ATOM}entry")} == {
        f"http://testserver/catalogue/items/{number}/" for number in numbers}, "an id of Atom is an address"
    narrow = ElementTree.fromstring(reader().get("/catalogue/14/feed.atom").content)
    assert atom.findtext(f"{ATOM}id") != narrow.findtext(f"{ATOM}id"), "no two feeds have the same"
    assert narrow.find(f"{ATOM}link[@rel='alternate']").get("href") == "http://testserver/catalogue/14/"
    one = reader().get("/catalogue/14/feed.json").json()["items"]
    assert [(each["id"], each["_disclosure"]["made_on"]) for each in one] == [("WTL-3-14-2026-0001", "2026-03-02")]
    assert one[0]["_disclosure"]["url"].startswith("http://testserver/"), "a portal elsewhere can follow it"
    assert b"<rss" in reader().get(f"/catalogue/in/{world.own.community.code}/feed.rss").content
    assert reader().get("/catalogue/feed.csv").status_code == 404 and reader().get("/catalogue/in/XX/feed.atom").status_code == 404
    data = reader().get("/catalogue/items.json?entry=15").json()
    assert [row["index_no"] for row in data["results"]] == ["WTL-3-15-2026-0001"] and data["next"] is None
    assert json.loads(reader().get("/catalogue/items.json").content)["results"][0]["entry_name"] == "城市管理和人居环境"
    site = reader().get("/sitemap.xml").content.decode()
    assert "http://testserver/catalogue/14/" in site and "/matters/?n=1" in site


def test_a_feed_speaks_chinese_to_everybody_and_its_summaries_are_no_html(world, chinese):
    builders.in_force(world)
    builders.item(world, summary="车位<90个", openness=["result"])
    atom, rss = (ElementTree.fromstring(reader().get(f"/catalogue/feed.{form}").content) for form in ("atom", "rss"))
    assert atom.findtext(f"{ATOM}title").endswith("政务公开目录") and atom.find(f".//{ATOM}category").get("term") == "结果"
    assert rss.findtext(".//item/description") == atom.findtext(f".//{ATOM}summary") == "车位&lt;90个"
    told = reader().get("/catalogue/feed.json").json()
    assert (told["language"], told["items"][0]["content_text"], told["items"][0]["tags"]) == ("zh-Hans", "车位<90个", ["结果"])


def test_a_sign_that_no_xml_holds_breaks_neither_a_feed_nor_the_table(world):
    edition = builders.in_force(world)
    item = builders.item(world)
    Item.objects.filter(pk=item.pk).update(title="加装\x08电梯\ufffe", summary="已\x0b表决", body="街道\x1f")
    Entry.objects.filter(heading=item.heading).update(level2="城市\x07管理", elements=["整治\x0b方案"], level3="")
    Edition.objects.update(title="目录\x08")
    for form in ("atom", "rss"):
        told = reader().get(f"/catalogue/14/feed.{form}").content
        assert ElementTree.fromstring(told) is not None and "加装电梯" in told.decode() and "城市管理" in told.decode()
    sheet = load_workbook(io.BytesIO(reader().get("/catalogue/catalogue.xlsx").content)).active
    assert {"城市管理", "整治方案"} <= {cell.value for row in sheet.iter_rows() for cell in row}
    html = write(Document.objects.of("catalogue", edition.pk).get()).html
    assert "城市管理" in html and "\x08" not in html, "what a PDF is called stands in it as XML"


def test_they_cost_the_same_at_3_rows_and_at_300(world):
    builders.in_force(world)
    first = builders.item(world)

    def grow(n):
        start = Item.objects.count() + 1
        Item.objects.bulk_create(
            Item(community=first.community, heading=first.heading, series=first.series, number=k, index_no=f"x-{k}", source="page",
                 key=f"x{k}", title="题", summary="摘", body="所", made_on=first.made_on, published_on=first.published_on,
                 changed_on=first.changed_on, url="/")
            for k in range(start, start + n)
        )

    addresses = ["/catalogue/", "/catalogue/14/", "/catalogue/feed.atom", "/catalogue/items.json", "/sitemap.xml"]
    assert_same_queries((None,), addresses, grow)
