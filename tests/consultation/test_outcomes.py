"""Step 5: drafting, publishing, ending the posting; each guard missing; the fifteenth day to the day."""

import datetime as dt

import pytest

from consultation.domain import filing, objections, outcomes
from consultation.enums import MatterState, Rule
from consultation.models import MinorityOpinion, NextTask, Resolution, ResolutionState
from consultation.remedies import remedy
from tests.consultation.builders_outcomes import (
    DRAFTED,
    LAST_DAY,
    PARAGRAPHS,
    POSTED,
    READY,
    SETTLED,
    TITLE,
    at,
    decided_matter,
    drafted,
    make_ready,
    matter_in,
    post_resolution,
    published,
    review,
    settle,
    with_backers,
)
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = pytest.mark.writes

THE_DAY_AFTER = LAST_DAY + dt.timedelta(days=1)


def codes(refusal):
    return {check.code for check in refusal.value.missing}


def secretary(side):
    return side.people[Role.COMMUNITY_SECRETARY]


def recorder(side):
    return side.people[Role.RECORDER]


def test_from_draft_to_execution(world):
    resolution = drafted(world.own)
    matter = resolution.matter
    assert matter.state == MatterState.PUBLISHING
    with_backers(world.own, matter)
    with at(POSTED):
        make_ready(world.own, resolution)
        record = outcomes.publish(resolution, by=secretary(world.own))
        settle(world.own, resolution)
    assert resolution.state == ResolutionState.PUBLISHED
    assert record.version == 1
    assert str(resolution.number).endswith("协决〔2026〕1号")
    with at(THE_DAY_AFTER):
        outcomes.end_posting(matter, by=secretary(world.own))
    matter.refresh_from_db()
    assert matter.state == MatterState.EXECUTING
    for event in Event.objects.filter(stream__name=matter.stream_name):
        kind = kind_of(event)
        assert kind.sentence is None or str(kind.sentence(event))


def test_draft_waits_for_a_decision_and_signed_minutes(world):
    matter = matter_in(world.own)
    with pytest.raises(Refused) as refusal:
        outcomes.draft(matter, by=recorder(world.own), title=TITLE, paragraphs=PARAGRAPHS)
    assert refusal.value.missing
    assert not Resolution.objects.exists()


@pytest.mark.parametrize(("change", "field"), [
    ({"title": " "}, "title"), ({"title": "长" * 121}, "title"), ({"paragraphs": []}, "paragraphs"),
    ({"paragraphs": ["长" * 2001]}, "paragraphs"), ({"paragraphs": ["段"] * 61}, "paragraphs"),
    ({"dated": dt.date(2026, 4, 14)}, "dated"),
])
def test_bad_texts_are_refused_by_field(world, change, field):
    matter = decided_matter(world.own)
    with at(DRAFTED), pytest.raises(Invalid) as refusal:
        outcomes.draft(matter, by=recorder(world.own), **{"title": TITLE, "paragraphs": PARAGRAPHS, **change})
    assert refusal.value.field == field
    assert matter.state == MatterState.DELIBERATING


def test_failed_vote_is_published_too(world):
    resolution = published(world.own, passed=False)
    assert resolution.state == ResolutionState.PUBLISHED
    record = resolution.matter.outcome_records.get()
    vote = next(figure for figure in record.content["figures"] if figure["code"].startswith("vote:"))
    assert vote["value"]["questions"][0]["passed"] is False


@pytest.mark.parametrize("missing", sorted(READY))
def test_each_guard_of_publishing(world, missing):
    resolution = drafted(world.own)
    with at(POSTED):
        make_ready(world.own, resolution, without=(missing,))
        with pytest.raises(Refused) as refusal:
            outcomes.publish(resolution, by=secretary(world.own))
        assert codes(refusal) == {missing}
        assert str(refusal.value.missing[0].owes) in str(refusal.value)
        READY[missing](world.own, resolution)
        if missing == "tasks":
            review(resolution)  # what is changed is reviewed anew
        assert outcomes.publish(resolution, by=secretary(world.own))


def test_unanswered_minority_opinion_holds_publishing_back(world):
    resolution = drafted(world.own)
    with at(POSTED):
        make_ready(world.own, resolution, without=("minority_recorded",))
        opinion = outcomes.record_minority(resolution.matter, by=recorder(world.own), text="晚间时间应延至22时")
        with pytest.raises(Refused) as refusal:
            outcomes.publish(resolution, by=secretary(world.own))
        assert codes(refusal) == {"minority_answered_1"}
        outcomes.answer_minority(opinion, by=secretary(world.own), answer="经说明清运车班次后保留意见。")
        with pytest.raises(Refused):
            outcomes.answer_minority(opinion, by=secretary(world.own), answer="再答一次")
        with pytest.raises(Refused):
            outcomes.record_no_minority(resolution.matter, by=recorder(world.own))
        assert outcomes.publish(resolution, by=secretary(world.own))


def test_opinion_after_none_recorded_has_to_be_answered(world):
    resolution = drafted(world.own)
    with at(POSTED):
        make_ready(world.own, resolution)
        with pytest.raises(Refused):
            outcomes.record_no_minority(resolution.matter, by=recorder(world.own))
        outcomes.record_minority(resolution.matter, by=recorder(world.own), text="来晚的意见")
        with pytest.raises(Refused):
            outcomes.publish(resolution, by=secretary(world.own))


def test_opinion_with_its_answer_in_one_go(world):
    matter = drafted(world.own).matter
    outcomes.record_minority(matter, by=recorder(world.own), text="先试点半年", answer="已说明餐位的限制")
    opinion = MinorityOpinion.objects.get()
    assert (opinion.n, opinion.answer, opinion.answered_by) == (1, "已说明餐位的限制", recorder(world.own))


def test_tasks_are_named_dropped_or_ruled_out(world):
    resolution = drafted(world.own)
    by = recorder(world.own)
    with pytest.raises(Invalid) as refusal:
        outcomes.name_task(resolution, by=by, text="清洗烟道")
    assert refusal.value.field == "body_words"
    with pytest.raises(Invalid):
        outcomes.name_task(resolution, by=by, text="清洗", body_words="物业", due=dt.date(2026, 4, 12))
    outcomes.name_task(resolution, by=by, text="清洗烟道", body=world.office)
    assert NextTask.objects.get().who == "梧桐里街道办事处"
    with pytest.raises(Refused):
        outcomes.record_no_task(resolution, by=by)
    outcomes.drop_task(resolution, by=by, n=1)
    with pytest.raises(Invalid):
        outcomes.drop_task(resolution, by=by, n=1)
    outcomes.record_no_task(resolution, by=by)


def test_number_is_taken_once_and_may_be_entered(world):
    resolution = drafted(world.own)
    line = outcomes.take_number(resolution, by=recorder(world.own), number=3)
    assert str(line).endswith("协决〔2026〕3号")
    with pytest.raises(Refused):
        outcomes.take_number(resolution, by=recorder(world.own))


def test_published_text_is_not_revised(world):
    resolution = drafted(world.own)
    with at(DRAFTED):
        outcomes.revise(resolution, by=recorder(world.own), title=TITLE, paragraphs=["改后的第一段。"])
    assert Resolution.objects.get().paragraphs == ["改后的第一段。"]
    with at(POSTED):
        make_ready(world.own, resolution)
        outcomes.publish(resolution, by=secretary(world.own))
        with pytest.raises(Refused):
            outcomes.revise(resolution, by=recorder(world.own), title=TITLE, paragraphs=["偷改"])
        with pytest.raises(Refused):
            outcomes.publish(resolution, by=secretary(world.own))
        with pytest.raises(Stale):
            outcomes.publish(resolution, by=secretary(world.own), seen="draft")


def test_who_publishes(world):
    resolution = drafted(world.own)
    with at(POSTED):
        make_ready(world.own, resolution)
        for role in (Role.RECORDER, Role.RESIDENT, Role.SUPERVISORY_MEMBER, Role.COUNCIL_MEMBER):
            with pytest.raises(Forbidden):
                outcomes.publish(resolution, by=world.own.people[role])
        with pytest.raises(Forbidden):
            outcomes.publish(resolution, by=secretary(world.other))
        assert outcomes.publish(resolution, by=world.staff[Role.STREET_DIRECTOR])


def test_fifteen_full_days_to_the_day(world):
    resolution = published(world.own)
    with at(POSTED):
        settle(world.own, resolution)
    for day, hour in ((POSTED, 10), (LAST_DAY, 0), (LAST_DAY, 23)):
        with at(day, hour), pytest.raises(Refused) as refusal:
            outcomes.end_posting(resolution.matter, by=secretary(world.own))
        assert codes(refusal) == {"posted"}
    with at(THE_DAY_AFTER, 0):
        outcomes.end_posting(resolution.matter, by=secretary(world.own))


def test_published_late_the_days_count_from_then(world):
    resolution = drafted(world.own)
    with at(POSTED):
        make_ready(world.own, resolution, without=("posting_planned",))
        post_resolution(world.own, resolution.matter, until=LAST_DAY + dt.timedelta(days=2))
    with at(POSTED + dt.timedelta(days=2)):
        outcomes.publish(resolution, by=secretary(world.own))
        settle(world.own, resolution)
    with at(THE_DAY_AFTER + dt.timedelta(days=1)), pytest.raises(Refused, match="14"):
        outcomes.end_posting(resolution.matter, by=secretary(world.own))
    with at(THE_DAY_AFTER + dt.timedelta(days=2)):
        outcomes.end_posting(resolution.matter, by=secretary(world.own))


@pytest.mark.parametrize("missing", sorted(SETTLED))
def test_each_guard_of_ending_the_posting(world, missing):
    resolution = published(world.own)
    with_backers(world.own, resolution.matter)
    with at(POSTED):
        settle(world.own, resolution, without=(missing,))
    with at(THE_DAY_AFTER):
        with pytest.raises(Refused) as refusal:
            outcomes.end_posting(resolution.matter, by=secretary(world.own))
        assert codes(refusal) == {missing}
        SETTLED[missing](world.own, resolution)
        outcomes.end_posting(resolution.matter, by=secretary(world.own))


def test_open_objection_holds_the_end_back(world):
    resolution = published(world.own)
    with at(POSTED):
        settle(world.own, resolution)
        objection = objections.object_to(resolution.matter, by=world.own.people[Role.RESIDENT], text="工期太短")
    with at(THE_DAY_AFTER):
        with pytest.raises(Refused) as refusal:
            outcomes.end_posting(resolution.matter, by=secretary(world.own))
        assert codes(refusal) == {f"objection_{objection.pk}"}
        objections.answer(objection, by=secretary(world.own), reply="同意延期")
        outcomes.end_posting(resolution.matter, by=secretary(world.own))


def test_order_of_correction_holds_the_end_back(world):
    resolution = published(world.own)
    with at(POSTED):
        settle(world.own, resolution)
        filing.order_correction(resolution, by=world.staff[Role.STREET_DIRECTOR], reason="与业主的财产权相抵触")
    with at(THE_DAY_AFTER), pytest.raises(Refused) as refusal:
        outcomes.end_posting(resolution.matter, by=secretary(world.own))
    assert codes(refusal) == {"published"}


def test_days_on_which_the_earlier_version_hung_do_not_count_for_the_corrected_one(world):
    first = published(world.own)
    with at(POSTED):
        settle(world.own, first)
    with at(LAST_DAY):
        second = outcomes.correct(first, by=secretary(world.own), reason="面积有误")
        post_resolution(world.own, first.matter, since=LAST_DAY, until=LAST_DAY + dt.timedelta(15))
        review(second)
        outcomes.publish(second, by=secretary(world.own))
    with at(LAST_DAY + dt.timedelta(15)), pytest.raises(Refused) as refusal:
        outcomes.end_posting(first.matter, by=secretary(world.own))
    assert "posted" in codes(refusal)


def test_remedies_name_the_articles(world):
    text = "".join(remedy(matter_in(world.own)))
    assert all(words in text for words in ("31", "34", "35", "40", "梧桐里街道"))
    assert "280" in "".join(remedy(matter_in(world.own, code="HA-2026-02", rule=Rule.OWNERS_SPECIAL)))


def test_days_are_those_of_the_site_and_not_of_greenwich(world):
    resolution = drafted(world.own)
    with at(POSTED, 1):
        make_ready(world.own, resolution)
        outcomes.publish(resolution, by=secretary(world.own))
        settle(world.own, resolution)
    fresh = Resolution.objects.get(pk=resolution.pk)
    assert (fresh.drafted_on, fresh.published_on) == (DRAFTED, POSTED)
    with at(LAST_DAY, 23), pytest.raises(Refused):
        outcomes.end_posting(resolution.matter, by=secretary(world.own))
