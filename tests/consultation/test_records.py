"""The outcome record: every figure with its provenance, and what verifying finds when a row is changed."""

import datetime as dt
import json

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from consultation.documents.figures import words_of
from consultation.domain import execution, outcomes, records
from consultation.models import Matter, Milestone, OutcomeRecord, Resolution, Support
from consultation.polls.models import HandTally
from tests.consultation.builders_outcomes import POSTED, at, drafted, make_ready, with_backers
from yishi.db.append_only import lifted
from yishi.journal.models import Event
from yishi.people.enums import Role

pytestmark = pytest.mark.writes


@pytest.fixture
def record(world):
    resolution = drafted(world.own)
    with_backers(world.own, resolution.matter)
    with at(POSTED):
        make_ready(world.own, resolution)
        return outcomes.publish(resolution, by=world.own.people[Role.COMMUNITY_SECRETARY])


def figures(record):
    return {figure["code"].split(":")[0]: figure for figure in record.content["figures"]}


def disagreeing(record):
    return [agreement.code.split(":")[0] for agreement in records.verify(record) if not agreement.agrees]


def test_every_figure_has_rows_and_events(record):
    found = figures(record)
    assert found["reports"]["value"] == 1
    assert found["supporters"]["value"] == 1
    assert {"vote", "milestones"} <= set(found)
    assert words_of("milestones", {"set": 0, "done": 0, "done_late": 0}) == "none yet; they are set as the work goes on"
    vote = found["vote"]
    assert vote["sources"] and all(len(source["sha256"]) == 64 for source in vote["sources"])
    assert vote["events"] and all(len(event["digest"]) == 64 for event in vote["events"])
    assert vote["value"]["rule"] and vote["value"]["questions"][0]["passed"] is True


def test_it_speaks_the_language_of_the_site_and_is_checked_in_that_of_its_reader(world, chinese, settings):
    settings.LANGUAGE_CODE = "zh-hans"
    resolution = drafted(world.own)
    with at(POSTED), override("en"):
        make_ready(world.own, resolution)
        record = outcomes.publish(resolution, by=world.own.people[Role.COMMUNITY_SECRETARY])
        assert figures(record)["reports"]["label"] == "合并的诉求"
        assert records.verify(record)[0].label == "reports merged"
    with override("zh-hans"):
        assert records.verify(record)[0].label == "合并的诉求"


def test_record_is_plain_json_with_its_hash(record):
    assert records.intact(record, Resolution.objects.get())
    assert record.sha256 == records.sha256_of(json.loads(json.dumps(record.content)))
    text = json.dumps(record.content, ensure_ascii=False)
    assert not any(name in text for name in ("王小明", "李小红", "赵小军"))


def test_untouched_rows_agree(record):
    assert disagreeing(record) == []
    assert len(records.verify(record)) == len(record.content["figures"])


def test_changed_source_row_is_found_and_no_other(record):
    Support.objects.all().delete()
    found = {agreement.code: agreement for agreement in records.verify(record)}
    assert disagreeing(record) == ["supporters"]
    assert (found["supporters"].recorded, found["supporters"].now) == (1, 0)
    assert not found["supporters"].moved_on


def test_row_exchanged_for_another_is_found_though_the_sum_is_the_same(record, world):
    Support.objects.update(person=world.own.people[Role.RESIDENT])
    found = {agreement.code: agreement for agreement in records.verify(record)}
    assert found["supporters"].value and not found["supporters"].rows
    assert disagreeing(record) == ["supporters"]


def test_work_that_went_on_is_told_from_tampering(record, world):
    matter = Matter.objects.get(pk=record.matter_id)
    secretary = world.own.people[Role.COMMUNITY_SECRETARY]
    with at("2026-04-16"):
        execution.start(matter, by=secretary, lead_words="实施小组", supervisor_words="居务监督委员会")
        execution.add_milestone(matter, by=secretary, name="井道基础施工", due=dt.date(2026, 7, 15))
    found = {agreement.code: agreement for agreement in records.verify(record)}
    assert disagreeing(record) == ["milestones"]
    assert found["milestones"].moved_on
    Milestone.objects.all().delete()
    with lifted():
        HandTally.objects.filter(hands=3).update(hands=2)
    moved = {agreement.code.split(":")[0]: agreement.moved_on for agreement in records.verify(record)}
    assert disagreeing(record) == ["vote"]
    assert not moved["vote"]


def test_event_changed_in_the_journal_is_found(record):
    with lifted():
        Event.objects.filter(kind="ballots.certified").update(payload={"poll": 1, "forged": True})
    found = {agreement.code.split(":")[0]: agreement for agreement in records.verify(record)}
    assert not found["vote"].events
    assert found["vote"].value and found["vote"].rows
    assert disagreeing(record) == ["vote"]


def test_text_that_differs_from_the_recorded_one_is_found(record):
    Resolution.objects.update(paragraphs=["换掉的正文"])
    assert not records.intact(record, Resolution.objects.get())


def test_record_is_never_changed(record):
    with pytest.raises(DatabaseError), transaction.atomic():
        OutcomeRecord.objects.update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        OutcomeRecord.objects.all().delete()
