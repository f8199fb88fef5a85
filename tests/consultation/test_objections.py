"""Objections, questions, reports back, filing, orders of correction and corrected versions."""

import datetime as dt

import pytest

from consultation.domain import filing, inquiries, objections, outcomes
from consultation.events.publish import AUDIENCES
from consultation.models import CorrectionOrder, InquiryNote, Objection, ReportBack, Resolution, ResolutionState
from consultation.naming import named, public_words
from tests.consultation.builders_outcomes import (
    LAST_DAY,
    POSTED,
    at,
    decided_matter,
    post_resolution,
    published,
    review,
    settle,
    tell,
    with_backers,
)
from tests.world import owner, person
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.notices.models import Notice
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = pytest.mark.writes


def sentence(code):
    event = Event.objects.filter(kind=code).last()
    return str(kind_of(event).sentence(event))


def told(code):
    event = Event.objects.filter(kind=code).last()
    return set(kind_of(event).told(event))


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def resolution(side):
    return published(side)


def test_answer_is_due_in_five_working_days(side, resolution):
    with at("2026-04-20"):
        objection = objections.object_to(resolution.matter, by=side.people[Role.RESIDENT], text="请写明夜间停工时间")
    assert objection.due == dt.date(2026, 4, 27)
    assert " 27 " in sentence("objection.raised")
    assert not objection.late_on(dt.date(2026, 4, 27))
    assert objection.late_on(dt.date(2026, 4, 28))
    with at("2026-04-28"):
        objections.answer(objection, by=side.people[Role.COMMUNITY_SECRETARY], reply="已写入施工合同")
    event = Event.objects.get(kind="objection.answered")
    assert event.payload["late"] is True
    assert told("objection.answered") == {side.people[Role.RESIDENT]}
    with at("2026-04-29"), pytest.raises(Refused):
        objections.answer(objection, by=side.people[Role.COMMUNITY_SECRETARY], reply="再答")


def test_office_enters_an_objection_for_somebody_without_an_account(side, resolution):
    recorder = side.people[Role.RECORDER]
    with at("2026-04-21"):
        objection = objections.object_to(
            resolution.matter, by=recorder, words="马先生（102）", text="防尘防盗", raised_on=dt.date(2026, 4, 20)
        )
        assert (objection.person, objection.entered_by) == (None, recorder)
        assert named(objection) == "马先生"
        assert named(objection, recorder) == "马先生（102）"
        assert "102" not in sentence("objection.raised")
        with pytest.raises(Invalid) as refusal:
            objections.object_to(resolution.matter, by=recorder, text="谁的意见？")
        assert refusal.value.field == "on_behalf_of"
        with pytest.raises(Forbidden):
            objections.object_to(resolution.matter, by=side.people[Role.RESIDENT], text="替人", words="邻居")


def test_words_lose_the_door_and_keep_the_rest():
    assert public_words("马先生（102）") == "马先生"
    assert public_words("邹女士(3-2-601室)") == "邹女士"
    assert public_words("商户（匿名）") == "商户（匿名）"


def test_owner_who_lives_elsewhere_may_object(world, side, resolution):
    away = person(world.other.community, "外住业主")
    with at("2026-04-20"):
        with pytest.raises(Forbidden):
            objections.object_to(resolution.matter, by=away, text="我也是业主")
        owner(side.estate, "89.00", away)
        assert objections.object_to(resolution.matter, by=away, text="我也是业主").person == away


def test_no_objection_before_publishing_nor_after_the_posting(side):
    matter = decided_matter(side, code="HA-2026-07")
    resident = side.people[Role.RESIDENT]
    with pytest.raises(Refused):
        objections.object_to(matter, by=resident, text="太早")
    resolution = published(side, code="HA-2026-08")
    with at(POSTED):
        settle(side, resolution)
    with at(LAST_DAY + dt.timedelta(days=1)):
        outcomes.end_posting(resolution.matter, by=side.people[Role.COMMUNITY_SECRETARY])
        with pytest.raises(Refused, match="court"):
            objections.object_to(resolution.matter, by=resident, text="太晚")


@pytest.mark.parametrize(("change", "field"), [
    ({"text": ""}, "text"), ({"text": "长" * 2001}, "text"), ({"raised_on": dt.date(2026, 4, 22)}, "raised_on"),
    ({"raised_on": dt.date(2026, 4, 13)}, "raised_on"),
    ({"words": "长" * 61}, "words"),
])
def test_bad_objections_are_refused_by_field(side, resolution, change, field):
    with at("2026-04-21"), pytest.raises(Invalid) as refusal:
        fields = {"text": "意见", "words": "王先生", **change}
        objections.object_to(resolution.matter, by=side.people[Role.RECORDER], **fields)
    assert refusal.value.field == field
    assert not Objection.objects.exists()


def test_question_by_the_inquiry_button(side, resolution):
    with at("2026-04-20"):
        note = inquiries.ask(resolution.matter, by=side.people[Role.RESIDENT], text="补助何时到账？")
        inquiries.answer(note, by=side.people[Role.SUPERVISORY_MEMBER], reply="五月底前")
    assert InquiryNote.objects.get().reply == "五月底前"
    assert told("question.answered") == {side.people[Role.RESIDENT]}
    assert sentence("question.asked")


def test_reporters_supporters_and_stakeholders_are_told(side, resolution):
    reporter, supporter, stakeholder = with_backers(side, resolution.matter)
    with at(POSTED):
        for audience, who in (("reporters", reporter), ("supporters", supporter), ("stakeholders", stakeholder)):
            tell(side, resolution, audience)
            assert told("outcome.reported_back") == {who}
        tell(side, resolution, "residents")
        assert told("outcome.reported_back") == set()
        with pytest.raises(Refused):
            tell(side, resolution, "residents")
        with pytest.raises(Invalid):
            tell(side, resolution, "everybody")
    assert ReportBack.objects.count() == len(AUDIENCES)


def test_notices_reach_the_reporter(side, resolution, django_capture_on_commit_callbacks):
    reporter, *_others = with_backers(side, resolution.matter)
    with at(POSTED), django_capture_on_commit_callbacks(execute=True):
        tell(side, resolution, "reporters")
    assert list(Notice.objects.filter(event__kind="outcome.reported_back").values_list("person", flat=True)) == [
        reporter.pk
    ]


def test_filing_is_once_a_version_and_received_by_somebody(world, side, resolution):
    secretary = side.people[Role.COMMUNITY_SECRETARY]
    with at(POSTED):
        with pytest.raises(Invalid):
            filing.file_with_street(resolution, by=secretary)
        row = filing.file_with_street(resolution, by=secretary, received_by=world.staff[Role.STREET_DIRECTOR])
        assert row.filed_on == POSTED
        with pytest.raises(Refused):
            filing.file_with_street(resolution, by=secretary, received_words="街道")
    assert sentence("outcome.filed")


def test_order_correct_publish_anew(world, side, resolution):
    secretary, director = side.people[Role.COMMUNITY_SECRETARY], world.staff[Role.STREET_DIRECTOR]
    with_backers(side, resolution.matter)
    with at("2026-04-20"):
        with pytest.raises(Forbidden):
            filing.order_correction(resolution, by=secretary, reason="不能自己下令")
        filing.order_correction(resolution, by=director, reason="与业主的财产权相抵触")
        assert resolution.state == ResolutionState.ORDERED_TO_CORRECT
        assert told("outcome.correction_ordered") == {side.people[Role.RECORDER], secretary}
    with at("2026-04-22"):
        new = outcomes.correct(
            resolution, by=side.people[Role.RECORDER], reason="按街道意见删去第2条", paragraphs=["新文。"]
        )
        with pytest.raises(Refused):
            outcomes.correct(resolution, by=secretary, reason="又一个")
        with pytest.raises(Refused) as refusal:
            outcomes.publish(new, by=secretary)
        assert [check.code for check in refusal.value.missing] == ["reviewed", "posting_planned"]
        review(new)
        post_resolution(side, resolution.matter, dt.date(2026, 4, 22), dt.date(2026, 5, 7))
        outcomes.publish(new, by=secretary)
    old = Resolution.objects.get(version=1)
    assert (old.state, old.paragraphs[0]) == (ResolutionState.SUPERSEDED, "经表决，决议通过。")
    assert (new.state, new.number, new.tasks.count()) == (ResolutionState.PUBLISHED, old.number, 1)
    assert CorrectionOrder.objects.get().corrected_by == new
    assert list(Resolution.objects.current()) == [new]
    assert resolution.matter.outcome_records.count() == 2
    assert "按街道意见" in sentence("outcome.published")
    assert told("outcome.published")


def test_correction_without_an_order_keeps_the_old_one_in_force_until_published(side, resolution):
    with at("2026-04-20"):
        with pytest.raises(Invalid) as refusal:
            outcomes.correct(resolution, by=side.people[Role.RECORDER], reason=" ")
        assert refusal.value.field == "reason"
        new = outcomes.correct(resolution, by=side.people[Role.RECORDER], reason="更正笔误")
    assert (new.version, new.paragraphs) == (2, resolution.paragraphs)
    assert Resolution.objects.current().get() == resolution


def test_what_is_asked_or_told_has_a_day_on_which_it_can_have_been(world):
    resolution, recorder = published(world.own), world.own.people[Role.RECORDER]
    matter = resolution.matter
    with at(POSTED):
        with pytest.raises(Invalid) as refusal:
            inquiries.ask(matter, by=recorder, words="马先生", text="费用多少？", raised_on=matter.opened_on - dt.timedelta(1))
        assert refusal.value.field == "raised_on"
        with pytest.raises(Invalid) as refusal:
            outcomes.report_back(matter, by=recorder, to="residents", channel="站内通知", on=POSTED - dt.timedelta(1))
        assert refusal.value.field == "on"
        inquiries.ask(matter, by=recorder, words="马先生", text="费用多少？", raised_on=matter.opened_on)
        outcomes.report_back(matter, by=recorder, to="residents", channel="站内通知", on=POSTED)
