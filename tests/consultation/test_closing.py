"""The end of a matter: what it waits for, as completed and as not passed."""

import pytest

from consultation.domain import execution, satisfaction
from consultation.enums import MatterState
from consultation.models import Milestone
from tests.consultation.builders_execution import (
    at,
    day,
    decided,
    done,
    failed,
    passed,
    promise,
    surveyed,
    told_and_read,
)
from tests.consultation.desk.asking import address, signed_in
from yishi.journal.domain.events import broken_links
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event, Stream
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Refused

pytestmark = pytest.mark.writes


def missing(refusal):
    return [check.code for check in refusal.value.missing]


def finished(matter, milestone, own):
    """Do the work, accept it and ask the residents, as HA-2026-01 did."""
    done(milestone, own, "2026-04-08")
    passed(matter, own, "2026-04-15")
    return surveyed(matter, own, "2026-04-16", "2026-04-30")


def test_closed_when_everything_is_done(matter, milestone, own, secretary):
    decided(matter, own)
    survey = finished(matter, milestone, own)
    with at("2026-04-20"):
        satisfaction.rate(survey, by=own.people[Role.RESIDENT], value="satisfied")
    with at("2026-05-01"):
        execution.close(matter, by=secretary)
    matter.refresh_from_db()
    survey.refresh_from_db()
    assert (matter.state, matter.closed_on) == (MatterState.COMPLETED, day("2026-05-01"))
    assert survey.state == "counted"
    assert broken_links(Stream.objects.get(name=matter.stream_name)) == []
    event = Event.objects.get(kind="execution.closed")
    assert event.payload["ratings"] == [1, 0, 0]
    assert "1 satisfied" in kind_of(event).sentence(event)


def test_close_lists_everything_that_is_missing_and_who_owes_it(matter, milestone, secretary):
    with at("2026-05-01"), pytest.raises(Refused) as refusal:
        execution.close(matter, by=secretary)
    assert missing(refusal) == ["ballot_passed", "milestones_closed", "accepted", "surveyed"]
    owes = {check.code: str(check.owes) for check in refusal.value.missing}
    assert owes["milestones_closed"] == "溪畔物业"
    assert owes["accepted"] == str(Role.SUPERVISORY_MEMBER.label)
    matter.refresh_from_db()
    assert matter.state == MatterState.EXECUTING


def test_close_waits_for_the_last_day_of_the_survey(matter, milestone, own, secretary):
    decided(matter, own)
    finished(matter, milestone, own)
    with at("2026-04-30"), pytest.raises(Refused) as refusal:
        execution.close(matter, by=secretary)
    assert missing(refusal) == ["survey_over"]


def test_residents_are_asked_after_the_last_milestone_too(matter, milestone, own, secretary):
    decided(matter, own)
    finished(matter, milestone, own)
    with at("2026-04-20"):
        later = promise(matter, own, name="决算公示", due="2026-09-20")
    done(later, own, "2026-09-20")
    with at("2026-09-21"), pytest.raises(Refused) as refusal:
        execution.close(matter, by=secretary)
    assert missing(refusal) == ["surveyed"]
    surveyed(matter, own, "2026-09-21", "2026-10-01")
    with at("2026-10-02"):
        execution.close(matter, by=secretary)
    assert matter.state == MatterState.COMPLETED


def test_new_fail_after_the_survey_asks_for_everything_again(matter, milestone, own, secretary):
    decided(matter, own)
    finished(matter, milestone, own)
    failed(matter, own, "2026-05-02", "2026-05-20")
    with at("2026-05-03"), pytest.raises(Refused) as refusal:
        execution.close(matter, by=secretary)
    assert missing(refusal) == ["accepted", "surveyed"]


def test_voted_down_is_closed_as_not_passed_with_its_improvements_done(matter, milestone, own, secretary):
    decided(matter, own, in_favor=5, against=6)
    finished(matter, milestone, own)
    with at("2026-05-01"):
        with pytest.raises(Refused) as refusal:
            execution.close(matter, by=secretary)
        assert missing(refusal) == ["ballot_passed"]
        page = signed_in(secretary).get(address("execution.close_not_passed", matter)).content.decode()
        assert "Close as completed" not in page, "that is ruled out, and waits for nothing"
        execution.close_not_passed(matter, by=secretary)
    assert matter.state == MatterState.CLOSED_NOT_PASSED
    assert {"execution.started", "milestone.added", "milestone.completed", "inspection.made", "survey.opened",
            "execution.closed_not_passed"} <= set(told_and_read())


def test_adopted_is_not_closed_as_not_passed(matter, milestone, own, secretary):
    decided(matter, own)
    finished(matter, milestone, own)
    with at("2026-05-01"), pytest.raises(Refused) as refusal:
        execution.close_not_passed(matter, by=secretary)
    assert missing(refusal) == ["ballot_not_passed"]


def test_advisory_poll_decides_nothing(matter, milestone, own, secretary):
    decided(matter, own, decisive=False)
    finished(matter, milestone, own)
    with at("2026-05-01"):
        for close, code in ((execution.close, "ballot_passed"), (execution.close_not_passed, "ballot_not_passed")):
            with pytest.raises(Refused) as refusal:
                close(matter, by=secretary)
            assert missing(refusal) == [code]


def test_adopted_without_any_milestone_is_not_completed(matter, own, secretary):
    decided(matter, own)
    with pytest.raises(Refused) as refusal:
        execution.close(matter, by=secretary)
    assert missing(refusal) == ["milestones_set"]


def test_voted_down_without_any_milestone_is_closed_at_once(matter, own, secretary):
    decided(matter, own, in_favor=1, against=10)
    execution.close_not_passed(matter, by=secretary)
    assert matter.state == MatterState.CLOSED_NOT_PASSED


def test_only_the_secretary_and_the_street_close(matter, milestone, own):
    for role in (Role.RECORDER, Role.SUPERVISORY_MEMBER, Role.PROPERTY_MANAGER, Role.RESIDENT):
        with pytest.raises(Forbidden):
            execution.close(matter, by=own.people[role])


def test_milestone_that_came_in_between_keeps_the_matter_open(matter, milestone, own, secretary, monkeypatch):
    decided(matter, own)
    finished(matter, milestone, own)
    require_checks = execution.require_checks

    def meanwhile(act, thing):
        Milestone.objects.create(community=own.community, matter=thing, n=2, name="临时增加", due=day("2026-06-01"))
        return require_checks(act, thing)

    monkeypatch.setattr(execution, "require_checks", meanwhile)
    with at("2026-05-01"), pytest.raises(Refused) as refusal:
        execution.close(matter, by=secretary)
    assert missing(refusal) == ["milestones_closed"]
    matter.refresh_from_db()
    assert (matter.state, matter.closed_on) == (MatterState.EXECUTING, None)
