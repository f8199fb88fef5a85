"""Who owes what until when on a matter's page, and why that day: counted anew, and never stored as late."""

import datetime as dt

import pytest

from consultation.domain import execution, inspections, objections, research
from consultation.models import CostPlan, DraftOption, FollowUp
from tests.consultation import builders_execution as doing
from tests.consultation import builders_outcomes as outcome
from tests.consultation.builders_agenda import inquire, matter, on
from tests.consultation.builders_collect import at, filed, opened
from tests.consultation.views.reading import page
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db
SECRETARY = Role.COMMUNITY_SECRETARY


def test_a_posted_result_says_how_its_fifteen_days_are_counted(world):
    made = outcome.published(world.own).matter
    with outcome.at(outcome.POSTED):
        found = page(None, made.get_absolute_url())
    assert "Keep the result posted, and answer every objection" in found
    assert "15 days left" in found and "15 days counted, and Wed 29 April is the last one." in found
    assert "art. 34" in found


def test_an_answer_is_due_in_working_days_with_those_left_out_named(world):
    made = outcome.published(world.own).matter
    with outcome.at("2026-04-17"):
        objections.object_to(made, by=world.own.people[Role.RESIDENT], text="太吵了。")
        found = page(None, made.get_absolute_url())
    assert "Fri 17 April is not counted; 5 working days, counted from the day after; 5 days counted, and Fri 24 April" in found
    assert "Not counted: Sat 18 April weekend, Sun 19 April weekend" in found
    with outcome.at("2026-04-27"):
        assert "3 days late" in page(None, made.get_absolute_url())


def test_a_promise_has_its_owner_its_watcher_and_its_new_plan(world):
    made = doing.started(world.own)
    first = doing.promise(made, world.own, due="2026-04-10")
    doing.promise(made, world.own, name="验收通电", due="2026-04-17")
    with doing.at("2026-04-15"):
        execution.record_delay(first, by=world.own.people[SECRETARY], reason="下雨", new_due=dt.date(2026, 4, 20))
        found = page(None, made.get_absolute_url())
    assert "5 days late 划线施工 Who 溪畔物业 Until 5 days late Fri 10 April" in found
    assert "Newly planned for Mon 20 April ." in found and "Watched by 居务监督委员会" in found
    assert found.index("划线施工 Who") < found.index("2 days left 验收通电")  # the longest overdue first


def test_the_plan_that_stands_is_the_last_one_and_is_said_once(world):
    made = doing.started(world.own)
    first = doing.promise(made, world.own, due="2026-04-10")
    with doing.at("2026-04-15"):
        for day, reason in ((30, "下雨，新计划4月30日"), (20, "雨停了"), (None, "等材料")):
            execution.record_delay(first, by=world.own.people[SECRETARY], reason=reason, new_due=day and dt.date(2026, 4, day))
        found = page(None, made.get_absolute_url())
        assert "Newly planned for Mon 20 April ." in found and "Thu 30 April" not in found
        assert found.count("planned now for") == 1 and "雨停了 · planned now for Mon 20 April" in found
        again = dt.date(2026, 4, 25)
        execution.record_delay(first, by=world.own.people[SECRETARY], reason="新计划4月25日", new_due=again)
        assert "planned now for" not in page(None, made.get_absolute_url())


def test_step_six_is_headed_by_how_many_promises_are_kept(world):
    made = doing.started(world.own)
    first = doing.promise(made, world.own, due="2026-04-10")
    with doing.at("2026-04-09"):
        assert "Step 6 The milestone is not done yet" in page(None, made.get_absolute_url())
        doing.promise(made, world.own, name="验收通电", due="2026-04-17")
        found = page(None, made.get_absolute_url())
        assert "None of the 2 milestones is done yet. Next" in found and "Step 6 None of the 2 milestones is done yet" in found
    doing.done(first, world.own, "2026-04-09")
    with doing.at("2026-04-09"):
        assert "Step 6 1 of 2 done" in page(None, made.get_absolute_url())


def test_of_a_promise_its_next_acts_are_offered_and_a_delay_is_explained_when_it_comes_near(world):
    made, by = doing.started(world.own), world.own.people[SECRETARY]
    doing.promise(made, world.own, due="2026-04-20")
    with doing.at("2026-04-10"):
        found = page(by, made.get_absolute_url())
        assert "Report progress Report it done 2 more acts Report a risk Add evidence" in found
        assert "Explain a delay" not in found
    with doing.at("2026-04-13"):
        assert "3 more acts Report a risk Explain a delay Add evidence" in page(by, made.get_absolute_url())
    with doing.at("2026-04-21"):
        assert "Explain a delay Report it done 3 more acts" in page(by, made.get_absolute_url())


def test_what_failed_acceptance_is_owed_again(world):
    made = doing.started(world.own)
    promised = doing.promise(made, world.own, due="2026-04-10")
    with doing.at("2026-04-10"):
        execution.complete(promised, by=world.own.people[SECRETARY], done_on=dt.date(2026, 4, 10))
        inspections.inspect(
            made, by=world.own.people[Role.SUPERVISORY_MEMBER], on=dt.date(2026, 4, 10), result="fail", comment="线歪了",
            redo_due=dt.date(2026, 4, 20), members=[world.own.people[Role.SUPERVISORY_MEMBER]],
        )
        found = page(None, made.get_absolute_url())
    assert "Do again what failed acceptance Who 溪畔物业" in found and "10 days left" in found


def test_a_collection_has_the_day_that_was_set_for_it(world):
    with at("2026-04-01"):
        made = opened(world.own, filed(world.own))
        type(made).objects.update(collected_until=dt.date(2026, 4, 11))
        assert "Collect reports and support, then propose the item Who recorder Until 10 days left" in page(
            None, made.get_absolute_url())
    with at("2026-04-11"):
        assert "Until today Sat 11 April" in page(None, made.get_absolute_url())


def test_what_the_research_costs_is_drawn_when_it_is_published(world):
    made = matter(world, "surveying")
    inquire(made, world.own)
    for code, yuan in (("A", 90_000), ("B", 40_000)):
        DraftOption.objects.create(community=made.community, matter=made, code=f"{code}{yuan}", name=code, budget_yuan=yuan)
    CostPlan.objects.create(
        community=made.community, matter=made, n=9, total_yuan=100, subsidy_yuan=40, owners_yuan=60,
        shares=[["二层", "40"], ["三层", "60"]], planned_on=dt.date(2026, 3, 1),
    )
    assert "Who bears how much" not in page(None, made.get_absolute_url())
    with on(dt.date(2026, 3, 17)):
        research.publish(made, by=world.own.people[Role.RECORDER], channels=["公示栏"])
        found = page(None, made.get_absolute_url())
    assert "What each option costs" in found and "Who bears how much, for one household each" in found


def test_follow_ups_of_one_kind_are_one_line_by_the_day_of_the_first(world):
    made = doing.started(world.own)
    for day in (20, 18, 19):
        FollowUp.objects.create(
            community=made.community, matter=made, kind="after_closing", name="回访邻居", due=dt.date(2026, 5, day)
        )
    with outcome.at("2026-05-10"):
        found = page(None, made.get_absolute_url())
    assert "回访邻居 (3 in all)" in found and "Mon 18 May" in found


def test_follow_ups_that_read_alike_are_one_line_that_says_how_they_stand(world):
    made = doing.started(world.own)
    for n in range(3):
        FollowUp.objects.create(
            community=made.community, matter=made, kind="after_closing", name="回访邻居", due=dt.date(2026, 5, 18),
            **({"state": "done", "done_on": dt.date(2026, 5, 9), "text": "都看过了"} if n else {}),
        )
    with outcome.at("2026-05-10"):
        found = page(None, made.get_absolute_url()).partition("Looked at again")[2]
    assert found.count("due Mon 18 May") == 2 and found.count("都看过了") == 1
    assert "回访邻居 (2 in all) · done" in found and "回访邻居 · owed" in found
