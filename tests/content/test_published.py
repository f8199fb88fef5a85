"""What is published: what hangs now, every result; and when there is nothing."""

import pytest

from tests.consultation import builders_outcomes as outcome
from tests.consultation.views import builders
from tests.consultation.views.reading import assert_same_queries, page

pytestmark = pytest.mark.django_db


def test_nothing_published_leads_on():
    found = page(None, "/published/")
    assert "No result has been published yet. See what is being talked over" in found and "Nothing is on public notice now." in found


def test_a_result_and_its_posting_stand_there_and_a_draft_does_not(world):
    draft = outcome.drafted(world.own)
    with outcome.at(outcome.POSTED):
        assert outcome.TITLE not in page(None, "/published/")
        outcome.make_ready(world.own, draft)
        outcome.outcomes.publish(draft, by=world.own.people["community_secretary"])
        found = page(None, "/published/")
        assert f"Results {outcome.TITLE}" in found and f"On public notice now {draft.matter.title}" in found
    with outcome.at("2026-05-20"):
        assert "Nothing is on public notice now." in page(None, "/published/") and outcome.TITLE in page(None, "/published/")


def test_it_costs_the_same_at_3_rows_and_at_300(world):
    assert_same_queries((None,), "/published/", lambda n: builders.matters(world.own, n))
