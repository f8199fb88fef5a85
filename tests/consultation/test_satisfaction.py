"""Satisfaction: when residents are asked, who rates, once each, and what a dissatisfied one sets off."""

from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import follow_ups, satisfaction
from consultation.models import FollowUp, FollowUpKind, Rating, RatingChannel, SatisfactionSurvey, SurveyState
from tests.consultation.builders_execution import (
    at,
    day,
    done,
    failed,
    passed,
    promise,
    surveyed,
    told_and_read,
)
from tests.world import household, owner, person
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event, Visibility
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = pytest.mark.writes


@pytest.fixture
def accepted(matter, milestone, own):
    """The work done on 8 April and accepted on the 15th."""
    done(milestone, own, "2026-04-08")
    passed(matter, own, "2026-04-15")
    return matter


@pytest.fixture
def survey(accepted, own):
    return surveyed(accepted, own, "2026-04-16", "2026-04-30")


def missing(refusal):
    return [check.code for check in refusal.value.missing]


def rate(survey, by, on="2026-04-20", value="satisfied", **fields):
    with at(on):
        return satisfaction.rate(survey, by=by, value=value, **fields)


def neighbours(own, count):
    made = [person(own.community, f"邻居{n}") for n in range(count)]
    household(own.estate, "2-202", *made)
    return made


def test_opened_on_the_seventh_day_and_for_ten_days_exactly(accepted, own):
    survey = surveyed(accepted, own, "2026-04-22", "2026-05-02", invited=12)
    assert (survey.since, survey.days_open, survey.invited) == (day("2026-04-22"), 10, 12)
    event = Event.objects.get(kind="survey.opened")
    assert " 2 " in kind_of(event).sentence(event)


def test_eighth_day_is_too_late_until_it_is_inspected_again(accepted, own):
    with pytest.raises(Refused) as refusal:
        surveyed(accepted, own, "2026-04-23", "2026-05-23")
    assert missing(refusal) == ["survey_in_time"]
    assert " 22 " in str(refusal.value)
    passed(accepted, own, "2026-04-23")
    assert surveyed(accepted, own, "2026-04-30", "2026-05-23").pk


def test_seven_days_run_from_the_last_of_milestones_and_inspections(matter, milestone, own):
    passed(matter, own, "2026-04-05")
    done(milestone, own, "2026-04-10")
    assert surveyed(matter, own, "2026-04-17", "2026-05-01").pk


def test_nine_days_are_too_few(accepted, own):
    with pytest.raises(Invalid) as refusal:
        surveyed(accepted, own, "2026-04-22", "2026-05-01")
    assert refusal.value.field == "until"
    assert " 2 " in str(refusal.value)


@pytest.mark.parametrize(("since", "refused"), [("2026-04-22", False), ("2026-04-23", True), ("2026-04-15", True)])
def test_opening_set_for_a_later_day_keeps_the_seven_days(accepted, own, since, refused):
    fields = {"by": own.people[Role.RECORDER], "since": day(since), "until": day("2026-05-20"), "invited": 10}
    with at("2026-04-16"):
        if refused:
            with pytest.raises(Invalid):
                satisfaction.open_survey(accepted, **fields)
        else:
            assert satisfaction.open_survey(accepted, **fields).pk


def test_residents_are_asked_only_about_accepted_work(matter, milestone, own):
    with pytest.raises(Refused) as refusal:
        surveyed(matter, own, "2026-04-12", "2026-04-30")
    assert missing(refusal) == ["nothing_due", "accepted"]
    done(milestone, own, "2026-04-09")
    failed(matter, own, "2026-04-10", "2026-04-20")
    with pytest.raises(Refused) as refusal:
        surveyed(matter, own, "2026-04-12", "2026-04-30")
    assert missing(refusal) == ["accepted"]
    assert str(Role.SUPERVISORY_MEMBER.label) in str(refusal.value)


def test_milestone_of_a_later_date_does_not_hold_the_question_back(accepted, own):
    with at("2026-04-15"):
        promise(accepted, own, name="年度决算公示", due="2026-12-20")
    assert surveyed(accepted, own, "2026-04-16", "2026-04-30").pk


def test_one_survey_at_a_time(accepted, survey, own):
    with pytest.raises(Refused) as refusal:
        surveyed(accepted, own, "2026-04-20", "2026-05-10")
    assert missing(refusal) == ["no_survey_runs"]
    with pytest.raises(IntegrityError), transaction.atomic():
        SatisfactionSurvey.objects.create(
            community=own.community, matter=accepted, since=day("2026-04-20"), until=day("2026-05-10"), invited=1
        )
    passed(accepted, own, "2026-05-02")
    assert surveyed(accepted, own, "2026-05-03", "2026-05-13").state == SurveyState.OPEN
    survey.refresh_from_db()
    assert survey.state == SurveyState.COUNTED


def test_everybody_rates_once(survey, own):
    resident = own.people[Role.RESIDENT]
    rating = rate(survey, resident, text="我妈现在敢下楼倒垃圾了。")
    assert (rating.person, rating.channel, rating.entered_by) == (resident, RatingChannel.ONLINE, None)
    with pytest.raises(Refused, match="once"):
        rate(survey, resident, value="dissatisfied")
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            community=own.community, survey=survey, person=resident, value="basic", on=day("2026-04-20")
        )
    assert FollowUp.objects.count() == 0


def test_last_day_counts_and_the_days_around_do_not(survey, own):
    first, second, third = neighbours(own, 3)
    assert rate(survey, first, on="2026-04-16").pk
    assert rate(survey, second, on="2026-04-30").pk
    for on in ("2026-05-01", "2026-04-15"):
        with pytest.raises(Refused) as refusal:
            rate(survey, third, on=on)
        assert missing(refusal) == ["survey_open"]


def test_paper_is_entered_by_staff_on_somebody_s_behalf(survey, own):
    resident, recorder = own.people[Role.RESIDENT], own.people[Role.RECORDER]
    rating = rate(survey, recorder, on_behalf_of=resident, channel="paper", value="basic")
    assert (rating.person, rating.entered_by, rating.channel) == (resident, recorder, RatingChannel.PAPER)
    event = Event.objects.get(kind="rating.given")
    assert (event.actor, event.on_behalf_of, event.visibility) == (recorder, resident, Visibility.STAFF)
    neighbour, = neighbours(own, 1)
    for by, channel, refusal in (
        (recorder, "online", Invalid), (recorder, "pigeon", Invalid), (resident, "paper", Forbidden),
    ):
        with pytest.raises(refusal):
            rate(survey, by, on_behalf_of=neighbour, channel=channel)
    with pytest.raises(Invalid):
        rate(survey, neighbour, channel="paper")


def test_owner_who_lives_elsewhere_rates_and_strangers_do_not(survey, world, own):
    absent = person(world.other.community, "外住业主")
    owner(own.estate, 88, person(own.community, "甲"), room="909")
    with pytest.raises(Forbidden):
        rate(survey, absent)
    owner(own.estate, 90, absent, room="910")
    assert rate(survey, absent).pk
    assert rate(survey, own.people[Role.RESIDENT_REP]).pk
    for stranger in (world.other.people[Role.RESIDENT], own.people[Role.PROPERTY_MANAGER],
                     own.people[Role.COMMUNITY_SECRETARY]):
        with pytest.raises(Forbidden):
            rate(survey, stranger)


def test_dissatisfied_one_is_owed_an_answer(survey, own):
    resident = own.people[Role.RESIDENT]
    rating = rate(survey, resident, value="dissatisfied", text="希望再加一层门边胶条。")
    owed = rating.follow_up
    assert (owed.kind, owed.due, owed.matter) == (FollowUpKind.DISSATISFIED, day("2026-04-27"), survey.matter)
    with at("2026-05-18"):
        follow_ups.finish(owed, by=own.people[Role.COMMUNITY_SECRETARY], text="已加装静音胶条。")
    rating.refresh_from_db()
    assert rating.follow_up.text == "已加装静音胶条。"
    event = Event.objects.get(kind="follow_up.done")
    assert list(kind_of(event).told(event)) == [resident]
    assert resident.name not in kind_of(event).sentence(event)
    assert resident.name not in told_and_read()["rating.given"]


def test_tally_is_counted_from_the_rows(survey, own, django_assert_num_queries):
    assert survey.tally().share is None
    for neighbour, value in zip(neighbours(own, 4), ("satisfied", "satisfied", "basic", "dissatisfied"), strict=True):
        rate(survey, neighbour, value=value)
    with django_assert_num_queries(1):
        tally = survey.tally()
    assert (tally.satisfied, tally.basic, tally.dissatisfied, tally.rated) == (2, 1, 1, 4)
    assert tally.share == Fraction(3, 4)


@pytest.mark.parametrize(("change", "field"), [({"value": "great"}, "value"), ({"text": "长" * 501}, "text")])
def test_bad_ratings_are_refused_by_field(survey, own, change, field):
    with pytest.raises(Invalid) as refusal:
        rate(survey, own.people[Role.RESIDENT], **change)
    assert refusal.value.field == field
