"""What nobody types is answered all the same: numbers without end, one field named twice, keys that no row has."""

import pytest
from django.test import Client

from consultation.enums import MatterState
from consultation.polls.drawn import expected
from tests.consultation import builders_agenda as agenda
from tests.consultation import builders_outcomes as outcomes
from tests.consultation.builders_collect import filed, opened
from tests.consultation.desk.asking import address
from tests.consultation.polls import builders as polls
from tests.consultation.views.reading import reader
from tests.meetings.builders import closed
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db
ENDLESS = "9" * 4400
BEYOND = "9" * 19


@pytest.fixture
def office(world):
    """A client in which the recorder is signed in, and no failure of a view is a page."""
    client = reader(world.own.people[Role.RECORDER])
    client.raise_request_exception = True
    return client


@pytest.mark.parametrize("paper", ["outcome", "poster"])
def test_a_version_without_end_is_not_there(world, paper):
    matter = outcomes.published(world.own).matter
    where = f"{matter.get_absolute_url()}{paper}.pdf"
    assert Client().get(where).status_code != 404
    for version in (ENDLESS, "9" * 5, "x", "²"):
        assert Client().get(f"{where}?version={version}").status_code == 404


def test_of_a_field_that_is_named_twice_the_last_value_is_taken(world, office):
    matter = agenda.bare(world.own, MatterState.DELIBERATING)
    form = office.get(f"{address('ballots.prepare', matter)}?rule=council&rule=advisory_poll").context["form"]
    assert form["rule"].value() == "advisory_poll"
    form = office.get(f"/acts/templates.make/in/{world.own.community.code}/?text=a&text=b").context["form"]
    assert form["text"].value() == "b"
    first, second = filed(world.own), filed(world.own)
    asked = f"/acts/matters.open/in/{world.own.community.code}/?reports={first.pk}&reports={second.pk}"
    assert set(office.get(asked).context["form"]["reports"].value()) == {first.pk, second.pk}


def test_a_number_without_end_chooses_nothing(world, office):
    matter = agenda.bare(world.own, MatterState.SURVEYING)
    agenda.inquire(matter, world.own, without=("returns", "option", "close"))
    where = address("research.record_finding", matter)
    assert office.get(f"{where}?n=1").context["form"]["text"].value() == "12户全部交回问卷。"
    assert not office.get(f"{where}?n={ENDLESS}").context["form"]["text"].value()
    meeting, _entries = closed(world.own)
    assert office.get(f"{address('statements.correct', meeting)}?statement={ENDLESS}").status_code == 200
    assert office.get(f"/reports/?after={ENDLESS}").status_code == 200


def test_a_key_that_no_row_can_have_is_not_in_the_list(world, office):
    report, matter = filed(world.own), opened(world.own)
    answer = office.post("/desk/reports/", {"reports": [report.pk, BEYOND], "matter": matter.pk})
    assert answer.status_code == 422 and "reports" in answer.context["form"].errors
    for key in (BEYOND, ENDLESS):
        answer = office.post(address("reports.merge", report), {"matter": key})
        assert answer.status_code == 422 and "matter" in answer.context["form"].errors


def test_a_hidden_field_of_a_ballot_that_was_tampered_with_says_nothing(world):
    voter, = polls.people(world.own, 1)
    for words in (f'{{"p{voter.pk}": {{"1": Infinity}}}}', f'{{"p{voter.pk}": {{"1": {ENDLESS}}}}}', "[", "[[[["):
        assert expected(words, f"p{voter.pk}") == {}


@pytest.mark.parametrize(("place", "status"), [("HA", 200), ("WTL", 200), ("HA-1", 404), ("CY", 404), ("NONE", 404)])
def test_what_is_new_is_made_in_a_community_or_the_sub_district_alone(world, place, status):
    who = world.own.people[Role.STREET_DIRECTOR if place == "WTL" else Role.RECORDER]
    assert reader(who).get(f"/acts/reports.file/in/{place}/").status_code == status
