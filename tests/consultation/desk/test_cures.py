"""A missing line leads to the very form that cures it, opened with what the line asks for."""

import pytest

from tests.consultation import builders_outcomes as b
from yishi.people.enums import Role

from .asking import address, done, signed_in

pytestmark = pytest.mark.django_db


def test_each_audience_that_waits_leads_to_the_form_with_itself_chosen(world):
    made = b.published(world.own).matter
    b.with_backers(world.own, made)
    recorder = world.own.people[Role.RECORDER]
    with b.at("2026-04-20"):
        client = signed_in(recorder)
        for where in (made.get_absolute_url(), f"/desk/?matter={made.code}", address("outcomes.end_posting", made)):
            for audience in ("reporters", "supporters", "stakeholders"):
                assert f"{address('outcomes.report_back', made)}?to={audience}" in client.get(where).content.decode(), where
        form = client.get(f"{address('outcomes.report_back', made)}?to=stakeholders").context["form"]
        assert form["to"].value() == "stakeholders"


def test_each_minority_opinion_that_waits_leads_to_its_own_answer(world):
    resolution = b.drafted(world.own)
    made, recorder = resolution.matter, world.own.people[Role.RECORDER]
    with b.at(b.POSTED):
        for text in ("希望保留绿地", "担心噪声"):
            done(recorder, "outcomes.record_minority", made, text=text)
        secretary = world.own.people[Role.COMMUNITY_SECRETARY]
        page = signed_in(secretary).get(address("outcomes.publish", resolution)).content.decode()
    for opinion in made.minority_opinions.all():
        assert address("outcomes.answer_minority", opinion) in page
