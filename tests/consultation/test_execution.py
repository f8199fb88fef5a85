"""Carrying out: lead, milestones, lateness by the clock, evidence, and the end of a matter."""

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import execution
from consultation.enums import MatterState
from consultation.models import Delay, Milestone, MilestoneState, Standing
from tests.consultation.builders_execution import (
    OPENED,
    at,
    day,
    done,
    in_execution,
    matter_in,
    promise,
)
from tests.world import person, seat
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import BodyKind, Role
from yishi.people.models import Body
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = pytest.mark.writes


@pytest.fixture
def manager(own):
    return own.people[Role.PROPERTY_MANAGER]


def sentence(kind):
    return kind_of(event := Event.objects.filter(kind=kind).last()).sentence(event)


def missing(refusal):
    return [check.code for check in refusal.value.missing]


def begin(matter, by, **fields):
    return execution.start(matter, by=by, **{"lead_words": "溪畔物业", "supervisor_words": "居务监督委员会", **fields})


def test_start_names_lead_and_supervisor_once(own, secretary):
    matter = in_execution(own)
    begun = begin(matter, secretary)
    assert (begun.lead_words, begun.supervisor_words) == ("溪畔物业", "居务监督委员会")
    assert "溪畔物业" in sentence("execution.started")
    assert "溪畔物业" not in str(Event.objects.get(kind="execution.started").payload)
    with pytest.raises(Refused, match="hand the lead over"):
        begin(matter, secretary)


def test_start_waits_for_a_published_resolution(own, secretary):
    with pytest.raises(Refused) as refusal:
        begin(matter_in(own, MatterState.PUBLISHING), secretary)
    assert missing(refusal) == ["resolution_published"]
    assert str(Role.COMMUNITY_SECRETARY.label) in str(refusal.value)


def test_execution_may_overlap_the_posting_unless_the_matter_waits_for_it(own, secretary):
    begin(in_execution(own, MatterState.PUBLISHING), secretary)
    waiting = in_execution(own, MatterState.PUBLISHING, code="HA-2026-02", waits_for_posting=True)
    with pytest.raises(Refused) as refusal:
        begin(waiting, secretary)
    assert missing(refusal) == ["posting_ended"]


def test_nothing_is_carried_out_before_there_is_a_result(own, secretary):
    with pytest.raises(Refused):
        begin(in_execution(own, MatterState.DELIBERATING), secretary)


@pytest.mark.parametrize(("change", "field"), [
    ({"lead_words": " "}, "lead_words"), ({"supervisor_words": "长" * 121}, "supervisor_words"),
    ({"started": day("2026-03-03")}, "started"), ({"started": day("2026-01-04")}, "started"),
])
def test_bad_starts_are_refused_by_field(own, secretary, change, field):
    with at("2026-03-02"), pytest.raises(Invalid) as refusal:
        begin(in_execution(own), secretary, **change)
    assert refusal.value.field == field


def test_lead_is_handed_over_with_a_reason(matter, secretary):
    execution.lead(matter, by=secretary, lead_words="社区居委会", reason="物业退出")
    matter.execution.refresh_from_db()
    assert matter.execution.lead_words == "社区居委会"
    assert matter.execution.supervisor_words == "居务监督委员会"
    assert "社区居委会: 物业退出" in sentence("execution.led")
    execution.lead(matter, by=secretary, lead_words="街道", reason="居委会无力承担")
    assert "溪畔物业" in sentence("execution.started"), "who led then, and not who leads now"
    assert [(each.words, each.reason) for each in matter.execution.leads.all()] == [
        ("溪畔物业", ""), ("社区居委会", "物业退出"), ("街道", "居委会无力承担")]


def test_what_happened_before_leads_were_kept_is_told_of_who_leads_now(matter, secretary):
    execution.lead(matter, by=secretary, lead_words="社区居委会", reason="物业退出")
    for event in Event.objects.filter(kind__in=["execution.started", "execution.led"]):
        event.payload.pop("lead")
        kind_of(event).preload([event])
        assert "社区居委会" in kind_of(event).sentence(event)


def test_milestone_needs_a_lead(own, secretary):
    with pytest.raises(Refused) as refusal:
        promise(in_execution(own), own)
    assert missing(refusal) == ["lead_named"]


def test_milestones_are_numbered_in_turn_and_once(matter, own, secretary):
    with at("2026-03-02"):
        assert [promise(matter, own, name=name).n for name in ("一", "二")] == [1, 2]
        with pytest.raises(Invalid, match=r"Milestone 2 is there already\. The next number is 3\.") as refusal:
            execution.add_milestone(matter, by=secretary, name="又一", due=day("2026-05-01"), n=2)
        assert refusal.value.field == "n"
        with pytest.raises(Invalid) as refusal:
            promise(matter, own, due="2026-01-04")
    assert refusal.value.field == "due"


def test_standing_is_computed_from_dates_and_clock(milestone, manager):
    assert milestone.standing(day("2026-04-02")) == Standing.PENDING
    assert milestone.standing(day("2026-04-03")) == Standing.AT_RISK  # nothing begun, seven days to go
    with at("2026-04-03"):
        execution.report_progress(milestone, by=manager, progress=70)
    assert (milestone.state, milestone.progress) == (MilestoneState.IN_PROGRESS, 70)
    assert milestone.standing(day("2026-04-10")) == Standing.IN_PROGRESS
    assert milestone.days_late(day("2026-04-10")) == 0
    assert milestone.standing(day("2026-04-12")) == Standing.OVERDUE
    assert milestone.days_late(day("2026-04-12")) == 2
    assert list(Milestone.objects.overdue(day("2026-04-10"))) == []
    with at("2026-04-11"):
        assert list(Milestone.objects.overdue()) == [milestone]
        assert milestone.standing() == Standing.OVERDUE


def test_risk_is_reported_with_a_reason_and_taken_back(milestone, manager):
    with at("2026-03-05"):
        execution.report_risk(milestone, by=manager, reason="学校未开门")
        assert milestone.standing() == Standing.AT_RISK
        assert "学校未开门" in sentence("milestone.at_risk")
        execution.report_progress(milestone, by=manager, progress=10, risk_over=True)
        assert milestone.standing() == Standing.IN_PROGRESS


@pytest.mark.parametrize("progress", [-1, 101])
def test_progress_is_a_percentage(milestone, manager, progress):
    with pytest.raises(Invalid):
        execution.report_progress(milestone, by=manager, progress=progress)


def test_delay_keeps_the_promised_date(milestone, manager):
    with at("2026-04-12"):
        with pytest.raises(Invalid):
            execution.record_delay(milestone, by=manager, reason="二次勘测", new_due=day("2026-04-10"))
        execution.record_delay(milestone, by=manager, reason="二次勘测。", new_due=day("2026-12-05"))
        milestone.refresh_from_db()
        assert milestone.due == day("2026-04-10")
        assert milestone.standing() == Standing.OVERDUE
    assert "2 days overdue" in sentence("milestone.delayed")
    assert " 5 " in sentence("milestone.delayed")


def test_done_in_time_and_done_late(milestone, matter, own, manager):
    assert done(milestone, own, "2026-04-10").standing() == Standing.DONE
    assert "in time" in sentence("milestone.completed")
    with at("2026-03-02"):
        late = promise(matter, own, name="管线迁改", due="2026-04-10")
    with at("2026-04-14"), pytest.raises(Refused) as refusal:
        execution.complete(late, by=manager)
    assert missing(refusal) == ["delay_explained"]
    assert "4 days" in str(refusal.value)
    assert "溪畔物业" in str(refusal.value)
    with at("2026-04-14"):
        execution.complete(late, by=manager, reason="燃气停气窗口顺延4天")
    assert late.standing(day("2027-01-01")) == Standing.DONE_LATE
    assert late.days_late() == 4
    assert Delay.objects.get(milestone=late).reason == "燃气停气窗口顺延4天"
    with pytest.raises(Refused):
        execution.complete(late, by=manager)


def test_nothing_is_done_in_the_future(milestone, manager):
    with at("2026-04-01"), pytest.raises(Invalid) as refusal:
        execution.complete(milestone, by=manager, done_on=day("2026-04-02"))
    assert refusal.value.field == "done_on"


def test_evidence_may_come_after_the_milestone(milestone, own, manager):
    done(milestone, own, "2026-04-01")
    with at("2026-04-02"):
        evidence = execution.add_evidence(milestone, by=manager, title="施工前后对比照片")
    assert list(milestone.evidence.all()) == [evidence]
    assert "施工前后对比照片" in sentence("milestone.evidenced")


def test_those_who_carry_out_may_report_and_others_may_not(milestone, matter, world, own, secretary):
    body = Body.objects.create(community=own.community, kind=BodyKind.OTHER, name="环卫公司")
    worker = person(own.community, "环卫工")
    seat(worker, Role.INVITEE, own.community, body=body)
    with pytest.raises(Forbidden):
        execution.report_progress(milestone, by=worker, progress=10)
    execution.lead(matter, by=secretary, lead_words="环卫公司", lead=body, reason="改由环卫公司实施")
    fresh = Milestone.objects.get(pk=milestone.pk)
    execution.report_progress(fresh, by=worker, progress=10)
    for outsider in (own.people[Role.RESIDENT], own.people[Role.SUPERVISORY_MEMBER],
                     world.other.people[Role.PROPERTY_MANAGER]):
        with pytest.raises(Forbidden):
            execution.report_progress(fresh, by=outsider, progress=20)


def test_stale_form_is_refused(milestone, manager):
    execution.report_progress(milestone, by=manager, progress=10)
    with pytest.raises(Stale):
        execution.report_progress(milestone, by=manager, progress=20, seen="pending")


@pytest.mark.parametrize("change", [
    {"progress": 101}, {"done_on": OPENED}, {"state": "done"}, {"risk_reason": "无日期"},
])
def test_database_refuses_milestones_that_cannot_be(milestone, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(pk=milestone.pk).update(**change)
