"""Open data: what the pages show to everybody, computed from the rows, readable from anywhere."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation import open_data
from consultation.domain import execution, objections, satisfaction
from consultation.enums import MatterState, Rule
from consultation.models import Matter, Report
from consultation.polls.domain import casting
from consultation.polls.domain.polls import certify
from consultation.polls.enums import AGAINST, IN_FAVOR
from meetings.domain import minutes
from tests.consultation import builders_execution as doing
from tests.consultation import builders_outcomes as outcome
from tests.consultation.builders_agenda import matter
from tests.consultation.builders_deliberate import deliberated, published
from tests.consultation.polls.builders import closed, council, opened, owners, owners_poll, people, while_open
from tests.consultation.polls.test_second_ballot import ballot, held
from tests.consultation.views import builders
from tests.consultation.views.reading import EVIL, assert_same_queries, reader
from tests.meetings.builders import DAY, on
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db
INDEX = "/open-data/matters.json"


def data(made, who=None):
    answer = reader(who).get(f"/open-data/matters/{made.code}.json")
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_it_may_be_fetched_from_any_site(world):
    made = doing.matter_in(world.own, MatterState.COLLECTING)
    for address in (INDEX, f"/open-data/matters/{made.code}.json"):
        answer = reader().get(address)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Content-Type"] == "application/json"
        assert made.title in answer.content.decode()  # plain characters
    assert reader().get("/open-data/matters/NONE.json").status_code == 404
    assert reader().post(INDEX).status_code == 405


def test_the_index_lists_all_of_them_on_one_page(world):
    made = builders.matters(world.own, 40)
    found = json.loads(reader().get(INDEX).content)
    assert found["next"] is None
    assert [line["code"] for line in found["results"]] == [matter.code for matter in made]
    line = found["results"][3]
    assert {key: line[key] for key in ("community", "step", "state", "reports", "supporters", "closed_on", "data")} == {
        "community": "HA", "step": 4, "state": "deliberating", "reports": 1, "supporters": 1, "closed_on": None,
        "data": f"/open-data/matters/{made[3].code}.json",
    }


def test_beyond_the_page_it_goes_on_where_next_says(world, monkeypatch):
    made = builders.matters(world.own, 7)
    monkeypatch.setattr(open_data, "PAGE", 3)
    met, address = [], INDEX
    while address:
        found = json.loads(reader().get(address).content)
        met += [line["code"] for line in found["results"]]
        address = found["next"]
    assert met == [matter.code for matter in made]
    for bad in ("x", "-1", "9" * 40, "2026-02-30"):
        assert len(json.loads(reader().get(f"{INDEX}?after={bad}").content)["results"]) == 3


def test_an_open_ballot_has_its_roll_and_rule_and_no_figure(world):
    made = doing.matter_in(world.own, MatterState.DELIBERATING)
    voters = people(world.own, 3)
    poll = opened(world.own, voters, matter=made)
    with while_open():
        casting.cast(poll, by=voters[0], choices=IN_FAVOR)
        for who in (None, voters[0], world.own.people[Role.COMMUNITY_SECRETARY]):
            (found,) = data(made, who)["polls"]
            assert found["results"] is None and found["roll"]["entitled"] == 3
            assert (found["rule"], found["state"], found["decisive"]) == ("advisory_poll", "open", False)


def test_the_outcome_follows_the_votes_exactly(world):
    made = doing.matter_in(world.own, MatterState.DELIBERATING)
    voters = owners(world.own, "100.00", "80.50", "60.25")
    poll = owners_poll(world.own, matter=made, decisive=True)
    assert data(made)["outcome"] is None
    with while_open():
        for (head, who), choice in zip(voters, (IN_FAVOR, IN_FAVOR, AGAINST), strict=True):
            casting.cast(poll, by=who, unit=head, choices=choice)
    certify(closed(world.own, poll), by=world.own.people[Role.SUPERVISORY_MEMBER])
    (result,) = data(made)["polls"][0]["results"]
    assert result["heads"] == {"in_favor": 2, "against": 1, "abstain": 0}
    assert result["area_dm2"] == {"in_favor": 18050, "against": 6025, "abstain": 0}
    heads, area = result["threshold"]
    assert (heads["share"], heads["of"], heads["needed"], heads["reached"], heads["met"]) == ("≥ 3/4", 3, 3, 2, False)
    assert (area["of"], area["needed"], area["reached"], area["met"]) == (24075, 18057, 18050, False)
    assert result["passed"] is False and data(made)["outcome"] == "not_passed"


@pytest.mark.writes
def test_what_a_table_found_is_an_outcome_where_consensus_decides_and_nobody_objects(world):
    made = published(world)
    Matter.objects.filter(pk=made.pk).update(rule=Rule.COUNCIL)
    sitting = deliberated(world, made)
    assert data(made)["sittings"][0]["consensus"] == "采用方案B。" and data(made)["outcome"] is None
    Matter.objects.filter(pk=made.pk).update(rule=Rule.CONSENT)
    assert data(made)["outcome"] == "passed"
    meeting = sitting.entry.meeting
    with on(DAY, 20):
        minutes.record_objection(meeting, by=meeting.recorder, text="不同意。", words="商户代表",
                                 consensus=sitting.entry.consensuses.get())
    assert data(made)["outcome"] == "not_passed"


@pytest.mark.writes
def test_while_a_second_ballot_is_owed_nothing_is_decided(world):
    made = matter(world, MatterState.DELIBERATING)
    Matter.objects.filter(pk=made.pk).update(rule=Rule.COUNCIL)
    made.refresh_from_db()
    members = council(world.own, 6)
    first = held(world, ballot(world, made, second_ballot=True), dict(zip(members, "ABBBAC", strict=True)))
    assert data(made)["outcome"] is None
    held(world, ballot(world, made, after=first), dict(zip(members, "ABBBAB", strict=True)))
    assert data(made)["outcome"] == "passed"


def test_the_resolution_stands_there_from_its_publication_on(world):
    draft = outcome.drafted(world.own)
    assert data(draft.matter)["resolution"] is None
    with outcome.at(outcome.POSTED):
        outcome.make_ready(world.own, draft)
        outcome.outcomes.publish(draft, by=world.own.people[Role.COMMUNITY_SECRETARY])
        found = data(draft.matter)
    assert found["resolution"]["number"] == str(draft.number)
    assert found["resolution"]["paragraphs"] == outcome.PARAGRAPHS
    assert found["dates"]["posted_until"] == outcome.LAST_DAY.isoformat()
    assert (found["step"], found["state"], found["outcome"]) == (5, "publishing", "passed")


def test_promises_acceptance_and_satisfaction(world):
    made = doing.started(world.own)
    first = doing.promise(made, world.own, due="2026-04-10")
    with doing.at("2026-04-12"):
        execution.record_delay(first, by=world.own.people[Role.COMMUNITY_SECRETARY], reason="下雨", new_due=None)
        (line,) = data(made)["milestones"]
        assert (line["state"], line["days_late"], line["delays"][0]["reason"]) == ("overdue", 2, "下雨")
    doing.done(first, world.own, "2026-04-13")
    doing.failed(made, world.own, "2026-04-14", "2026-04-20")
    doing.passed(made, world.own, "2026-04-18")
    survey = doing.surveyed(made, world.own, "2026-04-19", "2026-04-30")
    with doing.at("2026-04-20"):
        satisfaction.rate(survey, by=world.own.people[Role.RESIDENT], value="satisfied")
    found = data(made)
    assert [(line["state"], line["done_on"]) for line in found["milestones"]] == [("done_late", "2026-04-13")]
    assert [(round["round"], round["result"]) for round in found["acceptance"]] == [(1, "fail"), (2, "pass")]
    assert found["acceptance"][1]["inspectors"][1] == "7号楼楼长"
    assert found["satisfaction"] == {
        "since": "2026-04-19", "until": "2026-04-30", "invited": 538, "rated": 1, "satisfied": 1, "basic": 0,
        "dissatisfied": 0,
    }


def test_names_are_those_that_the_public_reads_whoever_asks(world):
    made = doing.in_execution(world.own, state=MatterState.PUBLISHING)
    resident = world.own.people[Role.RESIDENT]
    type(resident).objects.filter(pk=resident.pk).update(name="欧阳修")
    objections.object_to(made, by=resident, text="不同意。")
    objections.object_to(made, by=world.own.people[Role.RECORDER], words="马先生（3-2-102）", text="怕挡光。")
    for who in (None, world.own.people[Role.COMMUNITY_SECRETARY]):
        assert [row["by"] for row in data(made, who)["objections"]] == ["欧阳*", "马先生"]
        assert "欧阳修" not in json.dumps(data(made, who), ensure_ascii=False)


def test_any_text_is_data(world):
    made = doing.matter_in(world.own, MatterState.COLLECTING)
    Matter.objects.filter(pk=made.pk).update(title=EVIL, summary='"}],\u2028')
    assert data(Matter.objects.get(pk=made.pk))["title"] == EVIL


def test_the_index_costs_the_same_at_3_rows_and_at_300(world):
    assert_same_queries([None], INDEX, lambda n: builders.matters(world.own, n))


def test_one_matter_costs_the_same_at_3_rows_and_at_300(world):
    made = doing.started(world.own)

    def cost():
        with CaptureQueriesContext(connection) as caught:
            open_data.record(Matter.objects.select_related("community", "previous").get(pk=made.pk))
        return len([query for query in caught.captured_queries if "clock_shift" not in query["sql"]])

    def grow(n):
        first = Report.objects.filter(matter=made).count()
        builders.reported(world.own, [Matter(pk=made.pk, code=f"X-{first + i}") for i in range(n)])
        day = dt.date(2026, 4, 1)
        for i in range(n):
            doing.promise(made, world.own, name=f"第{first + i}步", due=(day + dt.timedelta(i)).isoformat())

    grow(3)
    few = cost()
    grow(40)
    assert cost() == few
