"""Step 3: the inquiry before the deliberation."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import agenda, research
from consultation.enums import MatterState
from consultation.models import CostPlan, DraftOption, Finding, Inquiry, Posting
from consultation.transitions import TABLE
from tests.consultation.builders_agenda import CHANNELS, PUBLISHED, SINCE, UNTIL, bare, inquire, matter, on
from tests.consultation.views.reading import page
from tests.world import seat
from yishi.acts import may
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import BodyKind, Role
from yishi.people.models import Body
from yishi.refusals import Forbidden, Invalid, Refused

FLOORS = [["一层", 0], ["二层", 5], ["三层", 8], ["四层", 11], ["五层", 12], ["六层", 14]]
SUMS = {"total_yuan": 468000, "subsidy_yuan": 200000, "owners_yuan": 268000}
PLAN = {"since": SINCE, "until": UNTIL, "methods": ["入户问卷"], "unit": "户"}


@pytest.fixture
def item(world):
    return bare(world.own, MatterState.SURVEYING)


@pytest.fixture
def recorder(world):
    return world.own.people[Role.RECORDER]


@pytest.fixture
def during():
    with on(SINCE):
        yield


def test_the_report_is_published_and_says_who_answered(world, recorder):
    item = matter(world, MatterState.SURVEYING)
    inquire(item, world.own)
    with on(PUBLISHED):
        posting = research.publish(item, by=recorder, channels=CHANNELS)
    assert (posting.purpose, posting.since, posting.until) == ("research", PUBLISHED, PUBLISHED + dt.timedelta(days=15))
    assert "12" in posting.words and "households" in posting.words and "100.0" in posting.words
    item.refresh_from_db()
    assert (item.state, item.inquiry.closed_on, item.inquiry.published_on) == ("surveying", UNTIL, PUBLISHED)
    events = list(Event.objects.filter(kind__startswith="research."))
    assert [event.kind for event in events] == [
        "research.planned", "research.returns_recorded", "research.finding_recorded", "research.option_drafted",
        "research.closed", "research.published",
    ]
    assert all(kind_of(event).sentence(event) for event in events)


@pytest.mark.parametrize(("plan", "without", "code"), [
    ({}, {"close"}, "closed"), ({}, {"finding"}, "findings"), ({}, {"option"}, "options"),
    ({"technical": True}, set(), "expert"), ({"costed": True}, set(), "costs"),
])
def test_each_missing_part_of_the_report_is_named(world, item, recorder, plan, without, code):
    inquire(item, world.own, without=without, **plan)
    with on(PUBLISHED), pytest.raises(Refused) as refusal:
        research.publish(item, by=recorder, channels=CHANNELS)
    assert [check.code for check in refusal.value.missing] == [code]
    assert str(refusal.value.missing[0].owes) in str(refusal.value)
    assert not Posting.objects.exists()


def test_technical_and_costed_matters_are_published_with_opinion_and_costs(world, item, recorder):
    inquire(item, world.own, technical=True, costed=True)
    with on(PUBLISHED):
        research.record_opinion(item, by=recorder, words="结构工程师窦立衡", text="井道与外墙脱开40毫米。")
        research.plan_costs(item, by=recorder, **SUMS, shares=FLOORS, households_per_floor=2)
        research.publish(item, by=recorder, channels=CHANNELS, until=PUBLISHED + dt.timedelta(days=3))


def test_nothing_is_recorded_without_a_plan(item, recorder, during):
    for act in (
        lambda: research.record_returns(item, by=recorder, returned=1),
        lambda: research.record_finding(item, by=recorder, text="有"),
        lambda: research.record_opinion(item, by=recorder, words="专家", text="行"),
        lambda: research.draft_option(item, by=recorder, code="A", name="甲"),
        lambda: research.plan_costs(item, by=recorder, **SUMS),
        lambda: research.close(item, by=recorder),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert "plan" in [check.code for check in refusal.value.missing]


def test_the_inquiry_closes_on_its_last_day_with_its_last_count(item, recorder):
    with on(SINCE):
        research.plan(item, by=recorder, **PLAN, target=12)
    with on(UNTIL - dt.timedelta(days=1), hour=23):
        research.record_returns(item, by=recorder, returned=11, as_of=UNTIL - dt.timedelta(days=1))
        with pytest.raises(Refused) as refusal:
            research.close(item, by=recorder)
        assert [check.code for check in refusal.value.missing] == ["period", "returns"]
    with on(UNTIL, hour=0):
        research.record_returns(item, by=recorder, returned=12, as_of=UNTIL)
        assert research.close(item, by=recorder).closed_on == UNTIL
        with pytest.raises(Refused):
            research.close(item, by=recorder)
        with pytest.raises(Refused):
            research.plan(item, by=recorder, **PLAN)


def test_figures_are_corrected_until_published_and_not_after(world, item, recorder):
    inquire(item, world.own)
    with on(PUBLISHED):
        research.record_finding(item, by=recorder, text="12户交回11户问卷。", n=1)
        with pytest.raises(Invalid):
            research.record_finding(item, by=recorder, text="没有", n=2)
        assert research.record_returns(item, by=recorder, returned=11).percent == Decimal("91.7")
        with pytest.raises(Invalid):
            research.record_returns(item, by=recorder, returned=9, as_of=SINCE)
        research.draft_option(item, by=recorder, code="A", name="改名", note="注")
        research.publish(item, by=recorder, channels=CHANNELS)
        assert Finding.objects.get().text == "12户交回11户问卷。"
        assert DraftOption.objects.get().name == "改名"
        for act in (
            lambda: research.record_finding(item, by=recorder, text="改", n=1),
            lambda: research.record_returns(item, by=recorder, returned=1),
            lambda: research.draft_option(item, by=recorder, code="B", name="乙"),
            lambda: research.record_opinion(item, by=recorder, words="专家", text="行"),
            lambda: research.plan_costs(item, by=recorder, **SUMS),
            lambda: research.publish(item, by=recorder, channels=CHANNELS),
        ):
            with pytest.raises(Refused) as refusal:
                act()
            assert "not_published" in [check.code for check in refusal.value.missing]


def test_costs_are_planned_again_while_they_are_deliberated(world, recorder):
    item = matter(world, MatterState.DELIBERATING)
    with on(PUBLISHED):
        research.plan_costs(item, by=recorder, **SUMS)
        row = research.plan_costs(item, by=recorder, **SUMS, shares=FLOORS, households_per_floor=2)
        with pytest.raises(Refused):
            research.record_finding(item, by=recorder, text="晚了")
    assert (row.n, item.cost_plans.count()) == (2, 2)
    assert row.parts[1] == ("二层", Decimal(5), Decimal(13400))
    assert sum(yuan for _label, _percent, yuan in row.parts) * 2 == 268000


@pytest.mark.parametrize(("changes", "field"), [
    ({"subsidy_yuan": 199999}, "total_yuan"), ({"owners_yuan": -1}, "owners_yuan"),
    ({"shares": [["一层", 50]]}, "shares"), ({"shares": [["一层", "33.3"], ["二层", "66.6"]]}, "shares"),
    ({"shares": [["一层", 50], ["一层", 50]]}, "shares"), ({"shares": [["", 100]]}, "shares"),
    ({"shares": [["一层", -1], ["二层", 101]]}, "shares"), ({"shares": [["一层", "1e2"]]}, "shares"),
    ({"shares": [["一层", "nan"]]}, "shares"), ({"shares": [["一层", 100]], "households_per_floor": 2}, "shares"),
    ({"shares": [["一层", 100]], "households_per_floor": 0}, "households_per_floor"),
    ({"total_yuan": 200000, "owners_yuan": 0, "shares": [["一层", 100]]}, "shares"),
])
def test_costs_add_up_exactly(item, recorder, during, changes, field):
    research.plan(item, by=recorder, **PLAN)
    with pytest.raises(Invalid) as refusal:
        research.plan_costs(item, by=recorder, **{**SUMS, **changes})
    assert refusal.value.field == field
    assert not CostPlan.objects.exists()


def test_decimal_shares_are_kept_exactly(item, recorder, during):
    research.plan(item, by=recorder, **PLAN)
    row = research.plan_costs(item, by=recorder, **SUMS, shares=[["甲", "33.30"], ["乙", 66.7]])
    assert row.shares == [["甲", "33.3"], ["乙", "66.7"]]


@pytest.mark.parametrize(("changes", "field"), [
    ({"until": SINCE - dt.timedelta(days=1)}, "until"), ({"methods": [" "]}, "methods"), ({"unit": ""}, "unit"),
    ({"target": 0}, "target"), ({"methods": ["长" * 61]}, "methods"),
])
def test_a_bad_plan_is_refused_by_field(item, recorder, during, changes, field):
    with pytest.raises(Invalid) as refusal:
        research.plan(item, by=recorder, **{**PLAN, **changes})
    assert refusal.value.field == field
    assert not Inquiry.objects.exists()


def test_returns_stay_within_those_asked(item, recorder, during):
    research.plan(item, by=recorder, **PLAN, target=12)
    for fields, field in (
        ({"returned": 13}, "returned"), ({"returned": -1}, "returned"), ({"returned": 1, "as_of": UNTIL}, "as_of"),
    ):
        with pytest.raises(Invalid) as refusal:
            research.record_returns(item, by=recorder, **fields)
        assert refusal.value.field == field
    research.record_returns(item, by=recorder, returned=12)
    with pytest.raises(Invalid):
        research.plan(item, by=recorder, **PLAN, target=11)
    for fields in ({"words": ""}, {"words": "专家", "text": " "}, {"words": "专家", "given_on": UNTIL}):
        with pytest.raises(Invalid):
            research.record_opinion(item, by=recorder, **{"text": "行", **fields})
    with pytest.raises(Invalid):
        research.draft_option(item, by=recorder, code="P1", name="甲", budget_yuan=-1)


@pytest.mark.writes
def test_the_database_keeps_the_figures_in_order(item, recorder, during):
    research.plan(item, by=recorder, **PLAN, target=12)
    research.plan_costs(item, by=recorder, **SUMS)
    rows = Inquiry.objects.filter(matter=item)
    for change in ({"returned": 13}, {"until": SINCE - dt.timedelta(days=1)}, {"methods": []}, {"published_on": SINCE}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        CostPlan.objects.update(total_yuan=1)


def test_partners_help_where_they_are_named(world, item, recorder, during):
    liaison, worker = world.own.people[Role.DEPARTMENT_LIAISON], world.own.people[Role.GRID_WORKER]
    bureau = Body.objects.create(community=world.street, kind=BodyKind.DEPARTMENT, name="区城市管理局")
    seat(liaison, Role.DEPARTMENT_LIAISON, world.street, body=bureau, since=dt.date(2026, 1, 1))
    research.plan(item, by=recorder, **PLAN)
    for person in (liaison, worker):
        with pytest.raises(Forbidden):
            research.record_finding(item, by=person, text="噪声58.3分贝")
    agenda.name_stakeholder(item, by=recorder, words="区城市管理局", body=bureau)
    agenda.name_stakeholder(item, by=recorder, words="网格员", person=worker)
    for person in (liaison, worker):
        research.record_finding(item, by=person, text="噪声58.3分贝")
        assert not may(TABLE["research.publish"], item, person)


def test_an_open_call_ends_with_its_study(world, recorder):
    call = bare(world.own, MatterState.SURVEYING, procedure="open_call")
    inquire(call, world.own, without={"option"}, target=None)
    with on(PUBLISHED):
        with pytest.raises(Refused) as refusal:
            research.close_call(call, by=recorder)
        assert [check.code for check in refusal.value.missing] == ["published"]
        research.publish(call, by=recorder, channels=CHANNELS)
        research.close_call(call, by=recorder)
    call.refresh_from_db()
    assert (call.state, call.closed_on) == (MatterState.COMPLETED, PUBLISHED)
    found = page(None, call.get_absolute_url())
    assert "the call has ended, and every opinion is answered. Closed on" in found and "carried out" not in found


def test_other_matters_do_not_end_after_their_inquiry(world, item, recorder):
    inquire(item, world.own)
    with on(PUBLISHED):
        research.publish(item, by=recorder, channels=CHANNELS)
        with pytest.raises(Refused) as refusal:
            research.close_call(item, by=recorder)
    assert [check.code for check in refusal.value.missing] == ["open_call"]


@pytest.mark.parametrize("code", [code for code in sorted(TABLE) if code.startswith("research.")])
def test_only_the_roles_of_the_table_and_of_this_community(world, item, code):
    for role in Role:
        assert may(TABLE[code], item, world.own.people[role]) == (role in TABLE[code].roles), role
        if world.other.people[role] is not world.own.people[role]:
            assert not may(TABLE[code], item, world.other.people[role]), role
