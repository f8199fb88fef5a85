"""The officer's boards, what is noted and settled, faults answered, and an edition entered from a file."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consultation.enums import MatterState
from content.catalogue import board
from content.catalogue.deadlines import due_of, light, yearly
from content.catalogue.domain import demand, owed
from content.catalogue.lines import limit_of
from content.catalogue.models import Edition, Entry, FaultReport, OwedItem
from content.catalogue.reading import parse
from content.pages.domain import desk
from content.pages.models import PageViews
from tests.consultation import builders_outcomes as outcome
from tests.consultation.views.reading import page, reader, words
from tests.content.catalogue import builders
from tests.content.pages import builders as pages
from yishi.clock.story import held_at
from yishi.notices.models import Notice
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Stale

pytestmark = pytest.mark.django_db
DAY = dt.date


def entry(code):
    return Entry.objects.in_force().get(heading__code=code)


def test_limits_are_counted_with_their_working(world):
    builders.in_force(world)
    twenty = due_of(entry("1"), DAY(2026, 9, 17))
    assert (twenty.date, twenty.provisional, len(twenty.working)) == (DAY(2026, 10, 21), False, 35), "the holidays are not counted"
    dates = {code: due_of(entry(code), DAY(2026, 4, 18)).date for code in ("6", "7")}
    assert dates == {"6": DAY(2026, 4, 18), "7": DAY(2026, 5, 6)}
    assert due_of(entry("1"), DAY(2026, 12, 20)).provisional, "it runs into a year that is not announced"
    assert due_of(entry("26"), DAY(2026, 4, 13)).date == DAY(2026, 4, 20) and due_of(entry("FM-1"), DAY(2026, 4, 13)) is None
    assert (yearly("01-31", DAY(2026, 1, 31)), yearly("01-31", DAY(2026, 1, 30))) == (DAY(2027, 1, 31), DAY(2026, 1, 31))
    assert [light(DAY(2026, 4, n), DAY(2026, 4, 10))[0] for n in (9, 10, 15, 16)] == ["late", "risk", "risk", "run"]


def test_rules_count_what_their_words_say():
    assert builders.read(builders.shipped()).doubts == [], "every limit of the shipped catalogue is one of its own words"
    assert limit_of("活动前10个工作日预告；其他20个工作日内") == ("WD", "20") and limit_of("会前10日内公告") == ("", "")
    odd = "序号,一级事项,二级事项,公开时限,时限规则,时限数值\n1,服务,救助,决定后5个工作日内，公布不少于15日,D,15\n".encode()
    assert [line for line, _doubt in parse(odd).doubts] == [2] and parse(odd).errors == []


def test_a_draft_that_waits_is_owed_by_the_limit_of_its_entry(world):
    made = pages.ready(world)
    pages.drafted(made), pages.drafted(made, slug="other", entry="", made_on=None)
    pages.published(made, slug="out")
    with held_at(dt.datetime(2026, 3, 31, 4, tzinfo=dt.UTC)):
        found = [(line.title, line.due.date, line.word) for line in board.owed(Edition.objects.get())]
        assert found == [("关于小区停车的通知", DAY(2026, 3, 30), "1 day overdue")]
        assert "关于小区停车的通知 (entry 14)" in page(builders.officer(world), "/my/")


def test_what_is_owed_is_noted_counted_and_settled(world):
    builders.in_force(world)
    officer = builders.officer(world)
    client = reader(officer)
    said = {"title": "停车管理安排", "entry": "14", "made_on": "2026-03-02"}
    assert client.post("/catalogue/desk/owed/", {**said, "made_on": "2199-01-01"}).status_code == 422
    assert client.post("/catalogue/desk/owed/", said).status_code == 302
    row = OwedItem.objects.get()
    with held_at(dt.datetime(2026, 3, 26, 4, tzinfo=dt.UTC)):
        found = page(officer, "/catalogue/desk/")
        for path in ("/my/", "/desk/"):
            waiting = page(officer, path)
            assert "停车管理安排 (entry 14)" in waiting and "4 days left Mon 30 March Why this day" in waiting, path
            assert "停车管理安排" not in page(world.staff[Role.STREET_DIRECTOR], path)
        assert "停车管理安排 14 城市管理和人居环境" in found and "Mon 30 March Why this day" in found and "4 days left" in found
    with held_at(dt.datetime(2026, 3, 31, 4, tzinfo=dt.UTC)):
        assert "1 day overdue" in page(officer, "/catalogue/desk/")
        read_only = page(world.staff[Role.STREET_DIRECTOR], "/catalogue/desk/")
        assert "Note it" not in read_only and "Enter an edition" not in read_only and "Enter an edition" in found
    other = builders.item(world, entry="15")
    address = f"/catalogue/desk/owed/{row.pk}/"
    for wrong in ({}, {"index_no": "WTL-9"}, {"index_no": other.index_no}):
        assert client.post(address, wrong).status_code == 422
    item = builders.item(world, 2)
    assert f'href="?index_no={item.index_no}"' in client.get(address).content.decode()
    assert client.get(address, {"index_no": item.index_no}).context["form"]["index_no"].value() == item.index_no
    assert client.post(address, {"index_no": item.index_no, "reason": "不再公开"}).status_code == 422, "one of the two"
    assert client.post(address, {"index_no": item.index_no}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.item) == ("done", item) and "停车管理安排 14" not in page(officer, "/catalogue/desk/")
    with pytest.raises(Stale):
        owed.settle(row, by=officer, reason="再")
    shut = client.get(address).content.decode()
    assert item.index_no in words(client.get(address)) and "Settled on" in shut and 'name="reason"' not in shut
    late = client.post(address, {"reason": "不再公开"})
    assert late.status_code == 422 and "不再公开" in late.content.decode()
    with pytest.raises(Forbidden):
        owed.note(street=world.street, entry="14", title="x", made_on=DAY(2026, 3, 2), by=world.staff[Role.STREET_DIRECTOR])
    with pytest.raises(Invalid):
        owed.note(street=world.street, entry="YSQ-1", title="x", made_on=DAY(2026, 3, 2), by=officer)


def test_gaps_late_items_demand_and_the_yearly_day(world):
    edition = builders.in_force(world)
    with held_at(dt.datetime(2026, 1, 25, 4, tzinfo=dt.UTC)):
        assert [(line.title, line.due.date, line.word) for line in board.owed(edition)] == [
            ("政府信息公开工作年度报告", DAY(2026, 1, 31), "6 days left")]
    with held_at(dt.datetime(2026, 6, 1, 4, tzinfo=dt.UTC)):
        read = desk.prepare()
        builders.item(world), builders.item(world, 2, key=str(read.pk), on=DAY(2026, 4, 1), entry="15")
        assert {"14", "15"}.isdisjoint(row.heading.code for row in board.gaps(edition)) and len(board.gaps(edition)) == 28
        assert [(item.key, item.days) for item in board.late_this_year(edition)] == [(str(read.pk), 2)]
        for _time in range(2):
            demand.wish(entry("15").heading)
        demand.wish(entry("3").heading)
        words_of = {row.heading.code: str(row.word) for row in board.demand(edition)}
        assert words_of["14"] == "", "nothing was opened yet this year, so nothing is left behind"
        PageViews.objects.create(community=world.street, page=read, day=DAY(2026, 5, 4), n=40)
        PageViews.objects.create(community=world.street, page=read, day=DAY(2025, 5, 4), n=9)
        assert [(row.heading.code, row.asked, row.read, row.n, str(row.word)) for row in board.demand(edition)] == [
            ("15", 2, 40, 1, ""), ("3", 1, 0, 0, "wanted, and nothing published this year"),
            ("14", 0, 0, 1, "its pages have not been opened once")]
        found = reader(builders.officer(world)).get("/catalogue/desk/").content.decode()
        assert '40<svg class="cell-bar"' in found and 'width="50%"' in found, "the second asks half as often"
        assert [line.title for line in board.owed(edition)] == ["政府信息公开工作年度报告"], "overdue since January"


def test_closed_but_not_disclosed(world):
    builders.in_force(world)
    outcome.matter_in(world.own, MatterState.CLOSED_NOT_PASSED, closed_on=DAY(2026, 5, 1))
    outcome.matter_in(world.own, MatterState.COMPLETED, code="HA-2026-02", title="别的", closed_on=DAY(2026, 5, 2))
    builders.item(world, source="matter", key="HA-2026-01:outcome", entry="26")
    assert [(row.code, [str(label) for label in row.missing]) for row in board.undisclosed()] == [
        ("HA-2026-02", ["resolution and votes", "carrying out", "acceptance"])]
    officer = builders.officer(world)
    assert "closed but not disclosed: 1" in page(officer, "/catalogue/desk/")
    matters = reader(officer).get("/catalogue/desk/matters/").content.decode()
    assert "/items/WTL-5-26-2026-0001/" in matters, "what is there is one tap away"


def test_a_fault_is_answered_once_and_whoever_told_it_hears(world, django_capture_on_commit_callbacks):
    builders.in_force(world)
    officer, resident = builders.officer(world), world.own.people[Role.RESIDENT]
    about = {"page": "/catalogue/14/", "about": "城市管理", "heading": entry("14").heading}
    fault = demand.report("有误", street=world.street, by=resident, **about)
    client, address = reader(officer), f"/catalogue/desk/faults/{fault.pk}/"
    assert "有误" in words(client.get(address)) and client.post(address, {"right": "yes"}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"right": "yes", "text": "已更正"}).status_code == 302
    assert Notice.objects.get(person=resident).event.kind == "catalogue.fault_answered"
    late = client.post(address, {"right": "no", "text": "核对后无误"})
    assert late.status_code == 409 and "核对后无误" in late.content.decode()
    assert "已更正" in page(None, f"/catalogue/fault/{fault.pk}/")
    assert "answered: the report was right" in page(None, "/catalogue/14/")
    assert client.post(address, {"right": "no", "text": "再答"}).status_code == 409
    with pytest.raises(Forbidden):
        demand.answer(FaultReport.objects.get(), by=resident, right=True, text="x")


def test_a_report_from_the_page_of_an_item_is_about_the_item(world):
    builders.in_force(world)
    item = builders.item(world, url="/rights/")
    reader().post("/catalogue/fault/?page=/rights/", {"words": "电话不对", "once": "a" * 32})
    fault = FaultReport.objects.get()
    assert (fault.item, fault.heading, fault.page) == (item, item.heading, "/rights/")
    demand.answer(fault, by=builders.officer(world), right=True, text="电话已改")
    assert "answered: the report was right" in page(None, "/catalogue/14/")


def test_an_edition_is_looked_at_entered_and_put_in_force(world):
    officer = builders.officer(world)
    client = reader(officer)
    upload = {"file": SimpleUploadedFile("c.yaml", builders.shipped())}
    found = client.post("/catalogue/desk/import/", upload)
    assert "This would be entered Title 梧桐里街道政务公开标准目录 Edition 2026年版" in words(found) and "社会救助" in words(found)
    confirm = {field.name: field.value() for field in found.context["confirm"]}
    assert client.post("/catalogue/desk/import/confirm/", {**confirm, "digest": "0" * 64}).status_code == 409
    assert client.post("/catalogue/desk/import/confirm/", confirm).status_code == 302
    edition = Edition.objects.get()
    assert (edition.state, edition.entries.count(), edition.effective_on) == ("draft", 47, DAY(2026, 1, 20))
    assert "Put in force" in page(officer, "/catalogue/desk/")
    assert client.post(f"/catalogue/desk/editions/{edition.pk}/").status_code == 302
    assert client.post(f"/catalogue/desk/editions/{edition.pk}/").status_code == 409
    for same in (builders.shipped(), client.get(reverse("catalogue-xlsx")).getvalue()):
        again = words(client.post("/catalogue/desk/import/", {"file": SimpleUploadedFile("c", same)}))
        assert "Nothing would change The edition “2026年版” has been entered already" in again and "This would be" not in again
    other = builders.shipped().replace("社会救助".encode(), "社会救济".encode(), 1)
    assert "This would be entered" in words(client.post("/catalogue/desk/import/", {"file": SimpleUploadedFile("c", other)}))
    assert "城市管理和人居环境" in page(None, "/catalogue/")


def test_a_file_with_faults_is_told_line_by_line_and_nothing_is_written(world):
    client = reader(builders.officer(world))
    table = "序号,一级事项,二级事项,公开时限\n1,服务,救助,10个工作日内\n2,服务,,随便\n".encode()
    found = client.post("/catalogue/desk/import/", {"file": SimpleUploadedFile("c.csv", table)})
    assert found.status_code == 422 and "3 The name of the entry is missing." in words(found) and "“随便”" in words(found)
    whole = table.replace(",,随便".encode(), ",养老,实时".encode())
    odd = "序号,一级事项,二级事项,公开时限,清单,全社会,乡级,特定群体\n1,服务,救助,实时,,√,否,是\n2,,养老,实时,负面,有,×,\n".encode()
    found = words(client.post("/catalogue/desk/import/", {"file": SimpleUploadedFile("c.csv", odd)}))
    assert "3 things cannot" not in found and "2 things cannot be entered" in found, "否 and × are no ticks, and no faults"
    assert "3 “负面” is none of the three lists" in found and "3 “有” in the column “全社会” is no tick" in found
    assert parse(odd).lines[0].audience == ["all", "group"] and parse(odd).lines[0].tiers == []
    builders.smallest(world)
    said = {"file": SimpleUploadedFile("c.csv", whole), "title": "目录", "issuer": "街道", "version": "1"}
    looked = client.post("/catalogue/desk/import/", said)
    assert looked.status_code == 422 and "Edition There is an edition “1” already." in words(looked)
    assert 'name="title" value="目录"' in looked.content.decode(), "nothing typed is lost"
    assert 'type="date" name="approved_on"' in looked.content.decode()
    assert "Approved on Fill this in." not in words(looked), "asked, no more"
    form = {field.name: field.value() or "" for field in looked.context["confirm"]}
    again = client.post("/catalogue/desk/import/confirm/", form)
    assert again.status_code == 422 and "Approved on Fill this in." in words(again)
    form |= {"version": "2", "approved_on": "2026-02-01", "effective_on": "2026-01-03"}
    early = client.post("/catalogue/desk/import/confirm/", form).content.decode()
    assert "before it was approved" in early and 'type="date" name="effective_on"' in early
    form["effective_on"] = "2026-02-03"
    assert client.post("/catalogue/desk/import/confirm/", form).status_code == 302, "the file is not uploaded again"
    assert client.post("/catalogue/desk/import/", {"file": SimpleUploadedFile("c.pdf", b"%PDF-1.7 \x00")}).status_code == 422
    assert list(Edition.objects.values_list("version", "state")) == [("2", "draft"), ("1", "in_force")]


def test_what_a_table_does_not_say_is_asked_for_and_not_complained_of(world):
    client = reader(builders.officer(world))
    head = "梧桐里街道目录（2027年版）\n序号,一级事项,二级事项,公开时限\n"
    table = f"{head}1,服务,救助,10个工作日内\n2,服务,预算,每年1月31日前\n".encode()
    looked = client.post("/catalogue/desk/import/", {"file": SimpleUploadedFile("c.csv", table), "issuer": "街道办事处"})
    said = words(looked)
    assert looked.status_code == 200 and "Title 梧桐里街道目录 Edition 2027年版" in said, "the line above the head is the title"
    assert "Fill in what the file does not say" in said and "Fill this in." not in said
    assert "10 working days 10个工作日内" in said and "31 January of every year" in said and "WD" not in said
    form = {field.name: field.value() or "" for field in looked.context["confirm"]}
    empty = client.post("/catalogue/desk/import/confirm/", form)
    assert empty.status_code == 422 and "Approved on Fill this in." in words(empty)
    form |= {"approved_on": "2026-02-01", "effective_on": "2026-02-03"}
    assert client.post("/catalogue/desk/import/confirm/", form).status_code == 302
    assert (Edition.objects.get().title, Edition.objects.get().issuer) == ("梧桐里街道目录", "街道办事处")
