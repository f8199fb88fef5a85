"""The page of answers, the same as JSON, and what people look for in vain."""

import pytest

from content.search import finding
from content.search.domain import demand
from content.search.models import Demand
from content.search.snippets import excerpt
from tests.consultation.views.reading import EVIL, page, queries_of, reader, words
from tests.content.search.builders import put
from yishi.clock.story import today
from yishi.people.enums import Role
from yishi.refusals import Invalid

pytestmark = pytest.mark.django_db
TEXTS = [("3号楼加装电梯方案", "费用按楼层分摊，电梯井靠北。"), ("给老楼装部电梯", "大家商量。"), (f"路灯{EVIL}",
    f"坏了{EVIL}修好"), ("楼道照明", "灯不亮")]


@pytest.fixture
def filled(searched):
    put(searched, *TEXTS)
    return searched


def get(address):
    answer = reader().get(address)
    assert answer.status_code == 200
    return answer


def test_answers_stand_with_their_words_marked_and_nothing_else_is_html(filled):
    found = page(None, "/search/?q=电梯")
    assert "2 things found for “电梯”." in found and "I want to know this" in found and "item of the catalogue HA社区" in found
    assert b"<mark>\xe7\x94\xb5\xe6\xa2\xaf</mark>" in get("/search/?q=电梯").content
    evil = get("/search/?q=路灯").content.decode()
    assert "<script>alert" not in evil and "&lt;script&gt;" in evil
    echoed = get(f"/search/?q={EVIL}").content.decode()
    assert "<script>alert" not in echoed
    assert "Only the first 100 characters were looked for." in page(None, f"/search/?q={'电' * 3000}")


def test_filters_stand_in_the_address_and_nonsense_is_said(filled):
    assert "1 thing found" in page(None, "/search/?q=方案&kind=item&community=HA&year=2026")
    assert "Nothing was found" in page(None, "/search/?q=方案&community=LX")
    assert "This filter makes no sense and was left out: Kind, Year." in page(None, "/search/?q=方案&kind=x&year=no")
    assert "1 thing found" in page(None, "/search/?q=方案&page=99999999999&page=-1")
    assert "Matters, results, notices" in page(None, "/search/")


def test_what_comes_close_and_what_was_meant_are_offered(filled):
    found = page(None, "/search/?q=加装电梯")
    assert "1 thing found" in found and "Comes close 给老楼装部 电梯" in found
    found = page(None, "/search/?q=店梯")
    assert "Did you mean: 电梯" in found and "Nothing was found for “店梯”." in found
    assert "Did you mean" not in page(None, "/search/?q=飞机")


def test_the_same_as_json(filled):
    found = get("/search/?q=加装电梯&format=json").json()
    assert found["total"] == 1 and found["kinds"] == {"item": 1} and found["did_you_mean"] == ""
    assert found["results"] == [{
        "title": "3号楼加装电梯方案", "url": "/item/1/", "kind": "item", "snippet": "费用按楼层分摊，电梯井靠北。",
        "community": "HA", "date": "2026-03-02",
    }]
    assert [row["title"] for row in found["close"]] == ["给老楼装部电梯"]
    assert get("/search/?format=json").json()["results"] == []


def test_more_than_are_counted_is_said_in_words_and_no_number_is_made_up(filled, monkeypatch):
    monkeypatch.setattr(finding, "MANY", 1)
    assert "More than 1 things found for “电梯”. What has the words in a row comes first" in page(None, "/search/?q=电梯")
    found = get("/search/?q=电梯&format=json").json()
    assert (found["total"], found["more"], found["kinds"]) == (1, True, {"item": None})
    assert "all item of the catalogue" in page(None, "/search/?q=电梯&kind=item")


def test_a_search_costs_at_most_12_queries_however_much_there_is(searched):
    costs = []
    for n in (45, 90, 90):
        put(searched, *((f"第{i}号路灯", "照明") for i in range(n)))
        client = reader()
        client.get("/search/?q=路灯")
        costs.append(len(queries_of(client, "/search/?q=路灯 照明")))
    assert costs[1] == costs[2] <= 12 and costs[0] <= 12


@pytest.mark.writes
def test_what_is_looked_for_in_vain_is_counted_once_a_visitor(filled):
    client = reader()
    for _again in range(3):
        client.get("/search/?q=潜水艇")
    client.get("/search/?q=电梯")
    client.get("/search/?q=潜水艇&kind=matter")
    row = Demand.objects.get()
    assert (row.query, row.missed, row.wanted, row.day, row.community) == ("潜水艇", 1, 0, today(), filled.street)
    answer = client.post("/search/", {"q": "潜水艇"}, follow=True)
    said = words(answer)
    assert "Noted." in said and "I want to know this" not in said and "Nothing was found for “潜水艇”." in said
    client.post("/search/", {"q": "潜水艇"})
    row.refresh_from_db()
    assert (row.missed, row.wanted) == (1, 1)
    refused = client.post("/search/", {"q": "  "})
    assert refused.status_code == 422 and "Say in a few words what you want to know." in words(refused)


def test_of_a_query_no_number_and_no_address_is_kept(filled):
    demand.missed("我的电话13812345678和110101199003070011", "a")
    demand.missed("ＺＨＡＮＧ@example.org 停车", "b")
    assert set(Demand.objects.values_list("query", flat=True)) == {"我的电话*和*", "* 停车"}
    with pytest.raises(Invalid):
        demand.want("13812345678", "a")
    for n in range(30):
        demand.missed(f"词{n}", "one visitor")
    assert Demand.objects.count() == 2 + demand.EACH


def test_the_report_is_for_who_answers_for_what_is_published(filled):
    officer = filled.staff[Role.DISCLOSURE_OFFICER]
    assert "Nobody has looked for anything in vain yet." in page(officer, "/search/demand/")
    demand.missed("潜水艇", "a")
    demand.want("社区账目", "a")
    found = page(officer, "/search/demand/")
    assert found.index("社区账目 1 0") < found.index("潜水艇 0 1")
    assert "What people look for" in page(officer, "/") and "What people look for" not in page(None, "/")
    assert page(filled.own.people[Role.RECORDER], "/search/demand/", status=403)


def test_a_sign_that_no_database_keeps_is_left_out_of_what_is_wanted(world):
    assert reader().post("/search/", {"q": "停车\x00费"}).status_code == 302
    assert Demand.objects.get().query == "停车 费"


def test_where_a_word_stands_thousands_of_times_its_place_is_found_all_the_same():
    """Each was compared with every other: a table of figures in a paper took seconds."""
    text = "".join(f"甲{n}，" for n in range(100)) + "甲乙" + "甲" * 60_000
    assert "甲乙" in excerpt(text, ["甲", "乙"])


def test_a_page_beyond_the_last_is_the_last(searched):
    """It said how many there are, showed none, and led nowhere."""
    put(searched, *[(f"第{n}号楼加装电梯", "") for n in range(25)])
    beyond = get("/search/?q=电梯&page=9").context
    assert len(beyond["found"].rows) == 5 and beyond["page"].before.endswith("q=%E7%94%B5%E6%A2%AF")
