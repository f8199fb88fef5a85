"""The list of matters: its filters live in the address, a bad one says so, and it costs the same at any length."""

import pytest

from consultation.enums import MatterState, Topic
from tests.consultation.views.builders import matters
from tests.consultation.views.reading import EVIL, assert_same_queries, page, reader, words
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db


def codes(address):
    return [matter.code for matter in reader().get(address).context["page"]]


def test_before_the_first_matter_it_says_what_to_do(world):
    assert "Nothing has been taken up yet. Report a problem" in page(None, "/matters/")


def test_filters_narrow_and_stand_in_the_address(world):
    here = matters(world.own, 3, states=[MatterState.COLLECTING, MatterState.DELIBERATING, MatterState.COMPLETED])
    there = matters(world.other, 1, states=[MatterState.DELIBERATING], topic=Topic.WELFARE, title="养老助餐点")
    lists = {
        "": [*here, *there], "?step=4": [here[1], *there], "?community=LX": there, "?topic=T4": there,
        "?state=completed": [here[2]], "?step=4&community=HA": [here[1]], "?q=助餐": there, f"?q={here[0].code}": [here[0]],
        "?q=nowhere": [],
    }
    for query, expected in lists.items():
        assert codes(f"/matters/{query}") == [matter.code for matter in reversed(expected)], query
    answer = reader().get("/matters/?step=4&q=x")
    assert 'value="4" selected' in answer.content.decode()
    assert "No matter fits these filters." in words(answer) and words(answer).count("Show all") == 1


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("step=9", "Step"), ("step=2026-02-30", "Step"), ("community=XX", "Community"), ("topic=<b>", "Topic"),
        ("state=%00", "State"), ("q=%00", "Words in title or summary"), ("q=" + "长" * 61, "Words in title or summary"),
    ],
)
def test_a_filter_that_makes_no_sense_says_so_and_narrows_nothing(world, query, named):
    made = matters(world.own, 2)
    answer = reader().get(f"/matters/?{query}&after=2026-13-45")
    assert answer.status_code == 200
    assert f"This filter makes no sense and was left out: {named}." in words(answer)
    assert len(answer.context["page"]) == len(made)
    assert EVIL not in answer.content.decode()


def test_pages_are_turned_by_key_with_the_filters_kept(world):
    made = matters(world.own, 25, states=[MatterState.COLLECTING])
    first = reader().get("/matters/?state=collecting")
    after = first.context["page"].after
    assert "state=collecting" in after
    rest = codes(f"/matters/{after}")
    assert [matter.code for matter in first.context["page"]] + rest == [matter.code for matter in reversed(made)]


def test_every_line_says_where_its_matter_stands(world):
    matters(world.own, 7)
    found = page(None, "/matters/")
    for said in (
        "Reports are being collected.", "the notice is posted until", "The facts are being looked into until",
        "It is being voted on, until", "There is a result, posted until", "None of the 2 milestones is done yet.",
        "1 promise overdue", "Of 1 who rated it 1 are satisfied or basically satisfied.", "1 supporter",
    ):
        assert said in found, said


def test_it_costs_the_same_at_3_rows_and_at_300(world):
    people = (None, world.own.people[Role.COMMUNITY_SECRETARY])
    assert_same_queries(people, "/matters/", lambda n: matters(world.own, n))
