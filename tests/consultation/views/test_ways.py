"""What the page of a matter offers first: everything that is open to its reader now, with its last day."""

import pytest
from django.urls import reverse

from consultation.domain import satisfaction
from tests.consultation import builders_execution as execution
from tests.consultation import builders_outcomes as outcome
from tests.consultation.builders_agenda import on
from tests.consultation.builders_calls import DRAFT, OPENED, WHY, called
from tests.consultation.builders_collect import neighbours
from tests.consultation.polls import builders as polls
from tests.consultation.views.reading import page, reader
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db
ACCOUNT = "Reading and watching need no account"


def test_a_visitor_is_led_to_the_form_and_signs_in_before_it(world):
    made = outcome.published(world.own).matter
    address = reverse("act", args=["objections.object_to", made.pk])
    with outcome.at("2026-04-17"):
        found = reader().get(made.get_absolute_url()).content.decode()
        assert f'href="{address}"' in found and "Object until" in found and ACCOUNT in found
        assert reader().get(address).url.startswith("/sign-in/?next=/acts/objections.object_to/")
    with outcome.at("2026-05-20"):
        assert "Object until" not in page(None, made.get_absolute_url())


def test_an_opinion_is_asked_for_until_its_last_day(world):
    call = called(world.own)
    with on(OPENED):
        for person in (None, world.own.people[Role.RESIDENT]):
            assert "Give your opinion until" in page(person, call.matter.get_absolute_url())
        assert "Give your opinion until" not in page(world.other.people[Role.RESIDENT], call.matter.get_absolute_url())


def test_whoever_has_signed_in_is_led_to_the_draft_and_the_form_as_the_first_thing_to_do(world):
    call, resident = called(world.own), world.own.people[Role.RESIDENT]
    address = reverse("act", args=["calls.say", call.pk])
    with on(OPENED):
        found = reader(resident).get(call.matter.get_absolute_url()).content.decode()
        assert f'<a class="btn main" href="{address}">' in found
        form = page(resident, address)
    assert f"The draft {DRAFT}" in form and f"The explanation {WHY}" in form


@pytest.mark.usefixtures("chinese")
def test_in_chinese_nothing_stands_apart_behind_a_sign_of_full_width(world):
    call = called(world.own, days=20, short_reason="汛期将至。")
    with on(OPENED):
        found = reader().get(call.matter.get_absolute_url(), headers={"accept-language": "zh-hans"}).content.decode()
    assert "原因：</b>汛期将至。" in found and "故事里现在是2月24日（周二）10:00" in found


def test_a_ballot_is_offered_to_those_on_its_roll_and_to_whoever_has_not_said_who_he_is(world):
    matter = outcome.matter_in(world.own)
    (_owner, owner), = polls.owners(world.own, 80)
    poll = polls.owners_poll(world.own, matter=matter)
    with polls.while_open():
        for person in (None, owner):
            assert f'href="/ballots/{poll.pk}/"' in reader(person).get(matter.get_absolute_url()).content.decode()
            assert "Vote until" in page(person, matter.get_absolute_url())
        assert "Vote until" not in page(world.own.people[Role.RESIDENT], matter.get_absolute_url())


def test_a_result_is_rated_from_the_top_of_the_page_once_and_by_those_who_may(world):
    matter = execution.started(world.own)
    execution.surveyed(matter, world.own, "2026-05-10", "2026-05-24")
    one, = neighbours(world.own, 1)
    with execution.at("2026-05-12"):
        for person in (None, one):
            assert "Rate the result until" in page(person, matter.get_absolute_url())
        satisfaction.rate(matter.surveys.get(), by=one, value="satisfied")
        assert "Rate the result until" not in page(one, matter.get_absolute_url())
    with execution.at("2026-05-25"):
        assert "Rate the result until" not in page(None, matter.get_absolute_url())
