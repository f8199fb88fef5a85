"""Acceptance: pass, fail and redo, two fails in a row, three rounds."""

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import execution, inspections, supervision
from consultation.models import Acceptance, FollowUpKind, Inspection, InspectionMember
from consultation.queries.supervise import accountability_owed, fails_in_a_row
from tests.consultation.builders_execution import (
    at,
    day,
    failed,
    in_execution,
    passed,
    started,
    told_and_read,
)
from tests.world import person, seat
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import BodyKind, Role
from yishi.people.models import Body
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = pytest.mark.writes

ACTIONS = [
    ("街道综治服务中心分管负责人", "talk", "由街道纪检专干约谈，3个工作日内提交整改方案。"),
    ("区城市管理局派出机构", "notice", "报区督查部门通报，记入季度考核。"),
    ("涉事商户3家", "enforcement", "移送立案，结果公开。"),
]


@pytest.fixture
def supervisor(own):
    return own.people[Role.SUPERVISORY_MEMBER]


@pytest.fixture
def matter(own):
    with at("2026-07-24"):
        return started(own)


def inspect(matter, by, on="2026-09-08", **fields):
    with at(on):
        return inspections.inspect(
            matter, by=by, **{"result": "pass", "comment": "合格。", "members": [by], **fields}
        )


def account(matter, own, on="2026-09-24", plan_due="2026-09-28", **fields):
    fields = {"by": own.people[Role.STREET_DIRECTOR], "trigger": "连续两次验收不通过", "actions": ACTIONS, **fields}
    with at(on):
        return supervision.account(matter, plan_due=day(plan_due), **fields)


def last_sentence():
    event = Event.objects.filter(kind="inspection.made").last()
    return kind_of(event).sentence(event)


def told():
    event = Event.objects.filter(kind="inspection.made").last()
    return {each.pk for each in kind_of(event).told(event)}


def test_pass_by_named_people_with_and_without_a_row(matter, own, supervisor):
    resident = person(own.community, "邹桂枝", honorific="女士", public_name="surname")
    made = inspect(matter, supervisor, members=[supervisor, resident, "7号楼楼长"], comment="噪声实测28分贝。")
    assert (made.round, made.result, made.redo_due) == (1, Acceptance.PASS, None)
    assert [member.words for member in made.members.all()] == ["", "", "7号楼楼长"]
    assert supervisor.name in last_sentence()
    assert "邹女士" in last_sentence()
    assert "7号楼楼长" in last_sentence()
    assert "噪声实测28分贝" in last_sentence()


def test_fail_is_done_again_by_a_day_and_may_then_pass(matter, own, supervisor):
    first = failed(matter, own, "2026-09-10", "2026-09-30")
    assert first.redo_due == day("2026-09-30")
    assert " 30 " in last_sentence()
    assert [first.redo_days_late(day(on)) for on in ("2026-09-30", "2026-10-02")] == [0, 2]
    second = passed(matter, own, "2026-10-12")
    assert second.round == 2
    assert first.redo_days_late(day("2026-10-20")) == 0
    assert fails_in_a_row(matter) == 0
    assert accountability_owed(matter) is None


def test_two_fails_in_a_row_are_accounted_for_before_the_next_inspection(matter, own, supervisor):
    failed(matter, own, "2026-09-08", "2026-09-22")
    assert accountability_owed(matter) is None
    second = failed(matter, own, "2026-09-22", "2026-10-25")
    assert accountability_owed(matter) == second
    assert "2 times in a row" in last_sentence()
    assert own.people[Role.STREET_DIRECTOR].pk in told()
    with pytest.raises(Refused) as refusal:
        passed(matter, own, "2026-10-28")
    assert [check.code for check in refusal.value.missing] == ["accountability_recorded"]
    assert str(Role.STREET_DIRECTOR.label) in str(refusal.value)


def test_three_rounds_with_accountability_between(matter, own):
    failed(matter, own, "2026-09-08", "2026-09-22")
    second = failed(matter, own, "2026-09-22", "2026-10-25")
    record = account(matter, own)
    assert record.inspection == second
    assert [(action.to_words, action.kind, action.text) for action in record.actions.all()] == ACTIONS
    assert (record.plan_due, record.trigger) == (day("2026-09-28"), "连续两次验收不通过")
    assert (record.follow_up.kind, record.follow_up.due) == (FollowUpKind.PLAN, day("2026-09-28"))
    third = passed(matter, own, "2026-10-28")
    assert third.round == 3
    assert fails_in_a_row(matter) == 0
    read = told_and_read()["accountability.recorded"]
    assert "连续两次验收不通过" in read
    assert " 28 " in read
    assert "涉事商户" not in read


def test_third_fail_in_a_row_is_accounted_for_again_and_a_pass_resets_the_count(matter, own):
    failed(matter, own, "2026-09-01", "2026-09-10")
    failed(matter, own, "2026-09-11", "2026-09-20")
    account(matter, own, on="2026-09-12")
    third = failed(matter, own, "2026-09-21", "2026-09-30")
    assert accountability_owed(matter) == third
    account(matter, own, on="2026-09-22")
    passed(matter, own, "2026-10-01")
    failed(matter, own, "2026-10-02", "2026-10-10")
    assert fails_in_a_row(matter) == 1
    passed(matter, own, "2026-10-11")


def test_one_fail_is_accounted_for_once(matter, own):
    failed(matter, own, "2026-09-01", "2026-09-10")
    second = failed(matter, own, "2026-09-11", "2026-09-20")
    record = account(matter, own, on="2026-09-12")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.create(
            community=matter.community, matter=matter, inspection=second, on=day("2026-09-12"), trigger="又一次",
            plan_due=day("2026-09-28"), entered_by=record.entered_by,
        )


def test_only_the_street_holds_to_account(matter, own, supervisor):
    for role in (Role.DISCIPLINE_INSPECTOR, Role.COMMUNITY_SECRETARY, Role.SUPERVISORY_MEMBER, Role.DISPATCHER):
        with pytest.raises(Forbidden):
            account(matter, own, by=own.people[role])


@pytest.mark.parametrize(("change", "field"), [
    ({"actions": []}, "actions"), ({"actions": [("某人", "beating", "。")]}, "actions"), ({"trigger": " "}, "trigger"),
    ({"plan_due": "2026-09-23"}, "plan_due"),
])
def test_bad_accounts_are_refused_by_field(matter, own, change, field):
    with pytest.raises(Invalid) as refusal:
        account(matter, own, **change)
    assert refusal.value.field == field


@pytest.mark.parametrize(("change", "field"), [
    ({"result": "maybe"}, "result"), ({"result": "fail"}, "redo_due"),
    ({"result": "fail", "redo_due": day("2026-09-07")}, "redo_due"), ({"redo_due": day("2026-09-20")}, "redo_due"),
    ({"comment": " "}, "comment"), ({"members": []}, "members"), ({"members": ["7号楼楼长"]}, "members"),
])
def test_bad_inspections_are_refused_by_field(matter, supervisor, change, field):
    with pytest.raises(Invalid) as refusal:
        inspect(matter, supervisor, **change)
    assert refusal.value.field == field
    assert not Inspection.objects.exists()


def test_everybody_is_named_once(matter, supervisor):
    with pytest.raises(Invalid):
        inspect(matter, supervisor, members=[supervisor, supervisor])


def test_nobody_inspects_in_the_future_or_before_the_last_round(matter, own, supervisor):
    passed(matter, own, "2026-09-10")
    for on in ("2026-09-09", "2026-09-13"):
        fields = {"by": supervisor, "result": "pass", "comment": "合格。", "members": [supervisor]}
        with at("2026-09-12"), pytest.raises(Invalid) as refusal:
            inspections.inspect(matter, on=day(on), **fields)
        assert refusal.value.field == "on"


def test_grid_workers_accept_and_those_who_work_do_not(matter, world, own, supervisor):
    inspect(matter, own.people[Role.GRID_WORKER])
    for outsider in (own.people[Role.PROPERTY_MANAGER], own.people[Role.RESIDENT],
                     world.other.people[Role.SUPERVISORY_MEMBER]):
        with pytest.raises(Forbidden):
            inspect(matter, outsider, members=[supervisor])


def test_lead_body_does_not_accept_its_own_work(matter, own, supervisor):
    body = Body.objects.create(community=own.community, kind=BodyKind.PROPERTY, name="溪畔物业")
    worker = person(own.community, "物业员工")
    seat(worker, Role.PROPERTY_MANAGER, own.community, body=body)
    execution.lead(matter, by=own.people[Role.COMMUNITY_SECRETARY], lead_words="溪畔物业", lead=body, reason="补登")
    with pytest.raises(Invalid) as refusal:
        inspect(matter, supervisor, members=[supervisor, worker])
    assert refusal.value.field == "members"


def test_nothing_is_inspected_that_nobody_carries_out(own, supervisor):
    with pytest.raises(Refused) as refusal:
        inspect(in_execution(own), supervisor)
    assert [check.code for check in refusal.value.missing] == ["lead_named"]


def test_round_entered_by_somebody_else_first_is_stale(matter, own, supervisor, monkeypatch):
    passed(matter, own, "2026-09-10")
    monkeypatch.setattr(inspections, "last_inspection", lambda matter: None)
    with pytest.raises(Stale):
        inspect(matter, supervisor, on="2026-09-12")
    assert Inspection.objects.count() == 1


def test_database_refuses_fails_without_a_redo_and_nameless_members(matter, own):
    made = failed(matter, own, "2026-09-10", "2026-09-30")
    for change in ({"redo_due": None}, {"redo_due": day("2026-09-09")}, {"result": "pass"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Inspection.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionMember.objects.create(community=own.community, inspection=made)
