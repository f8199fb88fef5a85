"""One matter, one disclosure: what happens to a matter is in the catalogue without anybody entering it."""

import datetime as dt

import pytest

from consultation.domain import outcomes, postings
from consultation.models import Resolution
from content.catalogue.domain import matters
from content.catalogue.models import Heading, Item
from content.catalogue.searching import rows
from content.catalogue.tasks import keep_matters
from tests.consultation import builders_outcomes as outcome
from tests.consultation.views.reading import page
from tests.content.catalogue import builders
from yishi.clock.story import now
from yishi.people.enums import Role

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


def published(world):
    """Publish the resolution of a decided matter; return the matter."""
    draft = outcome.drafted(world.own)
    with outcome.at(outcome.POSTED):
        outcome.make_ready(world.own, draft)
        outcomes.publish(draft, by=world.own.people[Role.COMMUNITY_SECRETARY])
    return draft.matter


def shown(matter):
    rows = Item.objects.standing().filter(key__startswith=f"{matter.code}:").order_by("key")
    return [(row.key.partition(":")[2], row.index_no, row.validity) for row in rows]


def test_a_published_result_is_an_item_at_the_moment_it_is_published(world, django_capture_on_commit_callbacks):
    builders.in_force(world)
    with django_capture_on_commit_callbacks(execute=True):
        matter = published(world)
    item = Item.objects.get()
    assert shown(matter) == [("outcome", "WTL-5-26-2026-0001", "valid")]
    assert (item.title, item.made_on, item.published_on) == (f"{matter.title}: resolution and votes", outcome.DRAFTED, outcome.POSTED)
    assert item.summary.startswith(outcome.TITLE) and item.url == f"/matters/{matter.code}/#step-5"
    assert (item.openness, item.withheld, item.reviewed_on) == (["result"], "", outcome.POSTED)
    assert item.put_by is not None and matters.keep([matter.pk]) == 0
    assert "WTL-5-26-2026-0001" in page(None, f"/matters/{matter.code}/"), "and the matter leads to the catalogue"


def test_what_was_there_before_the_catalogue_comes_in_with_it(world, django_capture_on_commit_callbacks):
    matter = published(world)
    assert matters.keep([]) == 0 and not Item.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        builders.in_force(world)
    assert [part for part, _index_no, _validity in shown(matter)] == ["outcome"]


def test_the_daily_round_makes_good_what_a_listener_missed_and_runs_once(world):
    builders.in_force(world)
    matter = published(world)
    assert shown(matter) == [] and keep_matters(now()) == 1 and shown(matter) and keep_matters(now()) == 0


def test_an_item_follows_its_part(world):
    builders.in_force(world)
    matter = published(world)
    by = world.own.people[Role.RECORDER]
    with outcome.at("2026-04-15"):
        posting = postings.put_up(matter, "agenda", by=by, since=dt.date(2026, 3, 1), until=dt.date(2026, 3, 9), channels=["公告栏"],
                                  words="议题公告")
        matters.keep([matter.pk])
        assert [part for part, *_ in shown(matter)] == ["agenda", "outcome"]
        postings.withdraw(posting, by=by, reason="误报")
        matters.keep([matter.pk])
        assert [part for part, *_ in shown(matter)] == ["outcome"]
    with outcome.at("2026-04-20"):
        first = Resolution.objects.get(matter=matter)
        second = outcomes.correct(first, by=by, reason="数字有误", title="更正后的决议", paragraphs=["更正。"])
        assert matters.keep([matter.pk]) == 0, "a draft shows nothing"
        outcome.post_resolution(world.own, matter, since=dt.date(2026, 4, 20), until=dt.date(2026, 5, 6))
        outcome.review(second, result="partly", reason="third_party", basis="条例第十五条", words="隐去户主姓名")
        outcomes.publish(second, by=world.own.people[Role.COMMUNITY_SECRETARY])
        matters.keep([matter.pk])
    item = Item.objects.standing().get()
    assert (item.index_no, item.validity, item.summary) == ("WTL-5-26-2026-0001", "amended", "更正后的决议。更正。")
    assert (item.published_on, item.changed_on) == (outcome.POSTED, dt.date(2026, 4, 20))
    told = page(None, "/catalogue/26/?openness=result")
    assert "something is kept back: trade secrets or privacy of a third party (art. 15), 条例第十五条" in told
    assert item.index_no not in page(None, "/catalogue/26/?openness=service")


def test_search_finds_an_entry_by_what_it_holds(world):
    builders.in_force(world)
    one, = rows([Heading.objects.get(code="15").pk])
    assert (one.kind, one.title, one.url) == ("item", "生态环境和噪声污染防治", "/catalogue/15/") and "联合执法情况" in one.text
    assert len(list(rows())) == 47
