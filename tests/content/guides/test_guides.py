"""Writing a service guide and reading it: what may be said, what is kept, what the page shows and costs."""

import re

import pytest
from django.urls import reverse

from content.catalogue.models import Item
from content.guides.domain import drafts, guides
from content.guides.drawing import Flow, folded
from content.guides.lines import read, write
from content.guides.models import Draft, Guide, GuideVersion
from tests.consultation.views.reading import EVIL, assert_same_queries, page, reader, words
from tests.content.catalogue.builders import in_force
from tests.content.guides.builders import SAID, changed, drafted, lead, many, out, rated, written
from tests.content.vocabulary import told
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
GUIDE = "/guides/SG-01/"


def form_of(**changes):
    """Return what a browser sends of the form, the guide's lists as lines."""
    said = {**SAID, **changes}
    lists = ("basis", "conditions", "materials", "process", "remedy", "faq")
    return {name: write(name, value) if name in lists else value for name, value in said.items()}


@pytest.mark.writes
def test_a_change_keeps_what_was_said_before(world):
    guide = written(world)
    assert written(world).version == 1, "nothing changed, nothing is written"
    with pytest.raises(Invalid) as refusal:
        written(world, promise="7个工作日")
    assert refusal.value.field == "what"
    guide = changed(world, promise="7个工作日")
    assert guide.version == 2
    assert [(row.n, row.content["promise"]) for row in guide.versions.all()] == [(2, "7个工作日"), (1, "12个工作日")]
    assert Event.objects.get(kind="guides.changed").payload["fields"] == ["promise"]
    with pytest.raises(Stale):
        changed(world, promise="5个工作日", seen=Draft.objects.earliest("pk").pk)
    with pytest.raises(Invalid, match="SG-01"):
        written(world, new=True)
    assert "Version 1, no longer in force." in page(None, f"{GUIDE}versions/1/")
    assert "Call " in page(None, f"{GUIDE}versions/2/") and "Call " not in page(None, f"{GUIDE}versions/1/")  # it can't be acted on
    assert "12个工作日" in page(None, f"{GUIDE}versions/1/") and "承诺时限缩短" in page(None, GUIDE)
    assert reader().get(f"{GUIDE}versions/3/").status_code == 404


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.STREET_DIRECTOR, Role.COMMUNITY_SECRETARY, Role.SYSTEM_ADMIN])
def test_others_do_not_write(world, role):
    with pytest.raises(Forbidden):
        written_by(world, world.own.people[role])
    assert not Draft.objects.exists()
    assert written_by(world, world.staff[Role.DISCLOSURE_OFFICER]).state == "draft"


def written_by(world, person):
    return drafts.put(world.street, "SG-01", by=person, **SAID)


@pytest.mark.writes
def test_a_text_goes_out_by_the_review_of_another_person(world):
    draft, officer = drafted(world), world.staff[Role.DISCLOSURE_OFFICER]
    with pytest.raises(Refused):
        out(world, draft)
    drafts.submit(draft, by=lead(world))
    assert reader().get(GUIDE).status_code == 404 and reader().get(draft.get_absolute_url()).status_code == 302
    for by, checked, refusal in ((lead(world), True, Forbidden), (officer, False, Invalid)):
        with pytest.raises(refusal):
            guides.release(draft, by=by, secrets_checked=checked)
    assert "公共租赁住房保障资格申请" in page(officer, "/my/") and "公共租赁" not in page(world.own.people[Role.RECORDER], "/my/")
    client, address = reader(officer), draft.get_absolute_url()
    assert client.post(address, {"act": "back", "words": ""}).status_code == 422
    assert client.post(address, {"act": "back", "words": "写清押金"}).status_code == 302
    assert "What has to change 写清押金" in page(lead(world), address) and "SG-01" in page(lead(world), "/my/")
    again = drafts.submit(drafted(world, fee="押金500元"), by=lead(world))
    assert client.post(again.get_absolute_url(), {"act": "release", "secrets_checked": "on"}).headers["Location"] == GUIDE
    guide = Guide.objects.get()
    assert (guide.fee, guide.versions.get().draft.reviewed_by, guide.changed_by) == ("押金500元", officer, lead(world))
    assert client.post(again.get_absolute_url(), {"act": "release", "secrets_checked": "on"}).status_code == 409


@pytest.mark.writes
def test_a_guide_is_withdrawn_with_a_reason_and_written_anew(world):
    in_force(world)
    guide = written(world)
    client = reader(lead(world))
    assert client.post(f"{GUIDE}withdraw/", {"reason": " "}).status_code == 422
    assert client.post(f"{GUIDE}withdraw/", {"reason": "事项已取消"}).status_code == 302
    gone = reader().get(GUIDE)
    assert gone.status_code == 410 and "事项已取消" in words(gone) and "公共租赁" not in page(None, "/guides/")
    assert reader().get(f"{GUIDE}bring/").status_code == 404
    assert client.get(f"{GUIDE}withdraw/").headers["Location"] == GUIDE
    late = client.post(f"{GUIDE}withdraw/", {"reason": "说明第二次"})
    assert late.status_code == 409 and "说明第二次" in late.content.decode()
    item = Item.objects.get()
    assert (item.withdrawn_because, item.reviewed_by) == ("事项已取消", world.staff[Role.DISCLOSURE_OFFICER])
    with pytest.raises(Stale):
        guides.withdraw(guide, by=lead(world), reason="再")
    assert changed(world, what="重新开办").withdrawn_on is None and Item.objects.get().withdrawn_on is None


@pytest.mark.parametrize(("wrong", "field", "typed"), [
    ({"tel": "打热线"}, "tel", "打热线"), ({"entry": "十一"}, "entry", "十一"), ({"name": "  "}, "name", ""),
    ({"online_url": "http://a.example"}, "online_url", "http://a.example"),
    ({"online_url": "https://u@a.example/"}, "online_url", "u@a"), ({"aid_url": "javascript:alert(1)"}, "aid_url", "javascript"),
    ({"aid_url": "https://[::1"}, "aid_url", "[::1"), ({"audience": "x"}, "audience", ""), ({"conditions": [" "]}, "conditions", ""),
    ({"materials": [{"name": "照片", "copies": "两"}]}, "materials", "两"), ({"materials": [{"form": "原件"}]}, "materials", "原件"),
    ({"process": [{"name": "申请", "actor": "申请人"}]}, "process", "申请 | 申请人"),
    ({"process": [{"name": "申" * 25, "actor": "a", "text": "b"}]}, "process", "申申"),
    ({"faq": [{"q": "贵吗"}]}, "faq", "贵吗"), ({"basis": ["法"] * 31}, "basis", "31"), ({"fee": "长" * 201}, "fee", "201"),
])
def test_what_cannot_stand_is_refused_with_its_field(world, wrong, field, typed):
    with pytest.raises(Refused) as refusal:
        written(world, **wrong)
    assert refusal.value.field == field and typed in str(refusal.value)
    assert str(refusal.value).endswith((".", "。"))


def test_the_page_says_everything(world):
    rated(world, guide=written(world))
    found = page(None, GUIDE)
    for said in ("公共租赁住房保障资格申请", "在本地无住房", "申请表", "核验原件留复印件", "The desk has a sample.", "初审和入户核查",
                 "12个工作日",                  "不收费", "民生服务中心", "3号窗口", "Call 0000-555-0111", "可以申请行政复议",
                 "《公共租赁住房管理办法》", "材料不齐怎么办",
                 "Book free legal advice", "Do it online", "0 of 1 were satisfied, at least on the whole: 0%."):
        assert said in found, said
    answer = reader().get(GUIDE).content.decode()
    assert answer.count("<h1") == 1 and 'href="tel:0000-555-0111"' in answer and "zwfw.wanglan.example" not in answer
    assert "排队太久" not in answer, "the words of whoever rated are the office's alone"
    (service,) = told(answer)
    channel = service["availableChannel"]
    assert (service["type"], service["name"], service["provider"]["name"]) == (
        "GovernmentService", "公共租赁住房保障资格申请", world.street.name)
    assert channel["servicePhone"]["telephone"] == "0000-555-0111" and channel["serviceUrl"] == f"{GUIDE}out/"


def test_the_way_out_is_said_first(world):
    written(world, aid_url="")
    found = page(None, f"{GUIDE}out/")
    assert "You are leaving this site" in found and "zwfw.wanglan.example" in found
    assert reader().get(f"{GUIDE}out/?to=aid").status_code == 404


def test_the_sheet_to_print(world):
    written(world)
    found = page(None, f"{GUIDE}bring/")
    assert "2 copies · 核验原件留复印件" in found and "申请 → 初审和入户核查 → 公示" in found and "/guides/SG-01/" in found


def test_the_list_is_found_by_words_and_by_whom_it_is_for(world):
    assert "No service guide has been written yet." in page(None, "/guides/")
    written(world)
    written(world, "SG-04", name="社会保险补贴", audience="flexible", target="灵活就业人员")
    assert "not rated yet" in page(None, "/guides/")
    asked = {"q=住房": True, "q=sg-01": True, "audience=housing": True, "q=补贴": False, "audience=flexible": False}
    for query, there in asked.items():
        assert ("公共租赁住房" in page(None, f"/guides/?{query}")) is there, query
    assert "No service fits these words." in page(None, "/guides/?q=婚姻")
    assert "公共租赁住房" in page(None, "/guides/?audience=nobody"), "what makes no sense narrows nothing"


@pytest.mark.writes
def test_the_form_looks_first_and_then_saves(world):
    client = reader(lead(world))
    sent = form_of(code="sg-01", seen=0)
    assert 'name="look"' not in client.get("/guides/new/").content.decode(), "there is nothing yet that it would change"
    saved = client.post("/guides/new/", sent).headers["Location"]
    assert not Guide.objects.exists() and client.post(saved, {"act": "submit"}).status_code == 302
    out(world, Draft.objects.get())
    assert GuideVersion.objects.get().content["materials"] == Guide.objects.get().materials
    seen = Draft.objects.get().pk
    assert 'name="look"' in client.get(f"{GUIDE}edit/").content.decode()
    looked = client.post(f"{GUIDE}edit/", form_of(seen=seen, fee="工本费\n5元", look="1"))
    assert "不收费 工本费 5元" in words(looked), "a sentence is one line, however it was typed"
    looked = client.post(f"{GUIDE}edit/", form_of(seen=seen, fee="工本费5元", look="1"))
    assert "不收费 工本费5元" in words(looked) and "Nothing has been saved yet." in words(looked)
    same = client.post(f"{GUIDE}edit/", form_of(seen=seen, look="1"))
    assert "Nothing: it says what it said before." in words(same)
    refused = client.post(f"{GUIDE}edit/", form_of(seen=seen, fee="工本费5元"))
    assert refused.status_code == 422 and "工本费5元" in refused.content.decode()
    saved = client.post(f"{GUIDE}edit/", form_of(seen=seen, fee="工本费5元", what="收费调整")).headers["Location"]
    assert Guide.objects.get().fee == "不收费" and "收费调整 Fee 不收费 工本费5元" in page(lead(world), saved)
    assert client.get(f"{GUIDE}edit/").context["form"]["fee"].value() == "工本费5元", "one goes on where one was"
    assert "Not public yet 公共租赁住房保障资格申请" in page(lead(world), "/guides/")
    assert client.post(f"{GUIDE}edit/", form_of(seen=seen, fee="不收费", what="收费调整")).status_code == 409
    assert client.post("/guides/new/", sent).status_code == 422, "the code is taken"


def test_lines_are_read_as_they_are_written():
    for name in ("materials", "process", "faq", "basis"):
        again = read(name, write(name, SAID[name]))
        assert write(name, again) == write(name, SAID[name])
    assert read("faq", "多少 ｜ 一元 | 两元") == [{"q": "多少", "a": "一元 | 两元"}]


def test_the_steps_are_drawn_for_both_widths():
    flow = Flow(tuple((f"第{n}步", "街道<b>") for n in range(1, 7)), "步骤", "一 → 二")
    for picture in (flow.tall, flow.wide):
        assert picture.count("<rect") == 6 and 'role="img"' in picture and "<title>步骤</title><desc>一 → 二</desc>" in picture
        assert "<b>" not in picture
    assert folded("初审和入户核查公示意见书", 8) == ["初审和入户核查公", "示意见书"]
    assert folded("abcdefgh", 3) == ["abcdef", "gh"]
    assert folded("初审和入户核查公示意见书", 4, most=1) == ["初审和…"]
    long = Flow((("认定", "街道民生服务中心（或者区公共就业服务机构）"),), "步骤", "认定").tall
    assert ">街道民生服务中心（或者区公共就业<" in long and ">服务机构）<" in long, "who does it stands whole"


def test_html_is_shown_and_never_run(world):
    rating = rated(world, words=EVIL, guide=written(
        world, name=EVIL[:120], target=EVIL, basis=[EVIL], conditions=[EVIL], place=EVIL, fee=EVIL, privacy=EVIL,
        materials=[{"name": EVIL, "form": EVIL, "shared": EVIL}], faq=[{"q": EVIL, "a": EVIL}],
        process=[{"name": "<b>粗", "actor": EVIL, "text": EVIL}],
    ))
    for who, address in ((None, "/guides/"), (None, GUIDE), (None, f"{GUIDE}bring/"), (None, f"{GUIDE}out/"),
                         (None, f"{GUIDE}versions/1/"), (lead(world), f"{GUIDE}edit/"), (lead(world), "/guides/ratings/"),
                         (lead(world), reverse("guide-answer", args=[rating.pk]))):
        found = reader(who).get(address).content.decode()
        assert "<script>alert" not in found and not re.search(r"<b>粗", found), address


def test_it_costs_the_same_at_3_rows_and_at_300(world):
    written(world)
    who = (None, lead(world))
    assert_same_queries(who, ["/guides/", GUIDE, "/guides/?q=住房"], lambda n: many(world, n))
    assert_same_queries((lead(world),), ["/guides/ratings/", "/guides/ratings/?show=all"], lambda n: many(world, n))
