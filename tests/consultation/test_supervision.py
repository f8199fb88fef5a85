"""Supervision: orders and answers, whistles and who came, follow-ups after closing."""

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import follow_ups, supervision
from consultation.enums import MatterState
from consultation.models import CallState, FollowUpState, OrderState, WhistleResponse
from tests.consultation.builders_execution import at, day, in_execution, matter_in, promise, started, told_and_read
from tests.world import person, seat
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import BodyKind, Role
from yishi.people.models import Body
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = pytest.mark.writes

CALLED = ["区城市管理局", "区生态环境分局", "区市场监督管理局"]


@pytest.fixture
def supervisor(own):
    return own.people[Role.SUPERVISORY_MEMBER]


@pytest.fixture
def matter(own):
    with at("2026-07-24"):
        return started(own)


def order(matter, by, on="2026-10-22", due="2026-10-27", **fields):
    fields = {"level": "yellow", "to_words": "溪畔物业", "text": "里程碑3逾期2天，请说明原因。", **fields}
    with at(on):
        return supervision.order(matter, by=by, due=day(due), **fields)


def whistle(matter, by, respond_by="2026-07-27", **fields):
    fields = {"from_words": "梧桐里街道办事处", "to": CALLED, "matter_words": "油烟、噪声、外摆联合整治", **fields}
    with at("2026-07-24"):
        return supervision.whistle(matter, by=by, respond_by=day(respond_by), **fields)


def sentence(kind):
    return kind_of(event := Event.objects.filter(kind=kind).last()).sentence(event)


def test_order_names_the_days_and_is_answered_once(matter, own, supervisor):
    with at("2026-07-24"):
        milestone = promise(matter, own, name="学校独立道闸", due="2026-10-20")
    given = order(matter, supervisor, milestone=milestone)
    assert (given.state, given.on, given.due) == (OrderState.OPEN, day("2026-10-22"), day("2026-10-27"))
    assert "2 days overdue" in sentence("order.given")
    assert [given.days_late(day(on)) for on in ("2026-10-27", "2026-10-28")] == [0, 1]
    with at("2026-10-23"):
        supervision.reply(given, by=own.people[Role.PROPERTY_MANAGER], text="学校秋季调整出入口，新计划12月5日。")
        with pytest.raises(Refused):
            supervision.reply(given, by=own.people[Role.PROPERTY_MANAGER], text="再答。")
    given.refresh_from_db()
    assert (given.state, given.replied_on, given.days_late()) == (OrderState.REPLIED, day("2026-10-23"), 0)
    assert "in time" in sentence("order.replied")


def test_late_answer_says_by_how_many_days(matter, own, supervisor):
    given = order(matter, supervisor)
    with at("2026-10-28"):
        supervision.reply(given, by=own.people[Role.COMMUNITY_SECRETARY], text="迟复。", on_behalf_of=own.people[Role.STAKEHOLDER])
    assert "1 day late" in sentence("order.replied")
    event = Event.objects.get(kind="order.replied")
    assert (event.actor, event.on_behalf_of) == (own.people[Role.COMMUNITY_SECRETARY], own.people[Role.STAKEHOLDER])


@pytest.mark.parametrize(("change", "field"), [
    ({"level": "green"}, "level"), ({"to_words": ""}, "to_words"), ({"text": "长" * 1001}, "text"),
    ({"due": "2026-10-21"}, "due"),
])
def test_bad_orders_are_refused_by_field(matter, supervisor, change, field):
    with pytest.raises(Invalid) as refusal:
        order(matter, supervisor, **change)
    assert refusal.value.field == field


def test_order_is_about_the_matter_s_own_milestone(matter, own, supervisor):
    with at("2026-07-24"):
        foreign = promise(started(own, code="HA-2026-02"), own)
    with pytest.raises(Invalid) as refusal:
        order(matter, supervisor, milestone=foreign)
    assert refusal.value.field == "milestone"


def test_who_gives_orders_and_who_answers(matter, world, own, supervisor):
    for role in (Role.SUPERVISORY_MEMBER, Role.DISPATCHER, Role.STREET_DIRECTOR):
        given = order(matter, own.people[role])
    for outsider in (own.people[Role.COMMUNITY_SECRETARY], own.people[Role.RESIDENT],
                     world.other.people[Role.SUPERVISORY_MEMBER]):
        with pytest.raises(Forbidden):
            order(matter, outsider)
    with pytest.raises(Forbidden):
        supervision.reply(given, by=supervisor, text="代答。")


def test_nobody_is_ordered_before_somebody_leads(own, supervisor):
    with pytest.raises(Refused) as refusal:
        order(in_execution(own), supervisor)
    assert [check.code for check in refusal.value.missing] == ["lead_named"]


def test_whistle_awaits_an_answer_from_each_body(own):
    matter = in_execution(own, MatterState.PUBLISHING)
    blown = whistle(matter, own.people[Role.STREET_DIRECTOR])
    assert [(each.words, each.state) for each in blown.responses.all()] == [(name, CallState.CALLED) for name in CALLED]
    assert "区生态环境分局" in sentence("whistle.blown")
    for response, on in zip(blown.responses.all(), ("2026-07-24", "2026-07-25", "2026-07-29"), strict=True):
        with at(on):
            supervision.respond(response, by=own.people[Role.DEPARTMENT_LIAISON], text="已到场。")
    assert [each.days_late() for each in blown.responses.all()] == [0, 0, 2]
    assert "2 days late" in sentence("whistle.answered")
    response = blown.responses.first()
    with pytest.raises(Refused):
        supervision.respond(response, by=own.people[Role.DEPARTMENT_LIAISON])


def test_unanswered_call_is_overdue_by_the_clock(matter, own):
    response = whistle(matter, own.people[Role.DISPATCHER]).responses.first()
    assert [response.days_late(day(on)) for on in ("2026-07-27", "2026-07-30")] == [0, 3]


def test_called_body_answers_for_itself_and_each_side_rates_the_other_once(matter, own):
    body = Body.objects.create(community=own.community.parent, kind=BodyKind.DEPARTMENT, name="区城市管理局")
    officer = person(own.community.parent, "城管员")
    seat(officer, Role.INVITEE, own.community.parent, body=body)
    first, second = whistle(matter, own.people[Role.STREET_DIRECTOR], to=[body, "区体育部门"]).responses.all()
    event = Event.objects.get(kind="whistle.blown")
    assert list(kind_of(event).told(event)) == [officer]
    with at("2026-07-25"):
        with pytest.raises(Forbidden):
            supervision.respond(second, by=officer)
        with pytest.raises(Refused):
            supervision.rate_response(first, by=own.people[Role.STREET_DIRECTOR], rating="basic")
        supervision.respond(first, by=officer)
        supervision.rate_response(first, by=own.people[Role.STREET_DIRECTOR], rating="basic")
        with pytest.raises(Refused) as refusal:
            supervision.rate_response(first, by=own.people[Role.DISPATCHER], rating="satisfied")
        with pytest.raises(Forbidden):
            supervision.rate_caller(first, by=own.people[Role.STREET_DIRECTOR], rating="satisfied")
        supervision.rate_caller(first, by=officer, rating="dissatisfied")
        with pytest.raises(Refused) as again:
            supervision.rate_caller(first, by=officer, rating="satisfied")
    assert [check.code for told in (refusal, again) for check in told.value.missing] == ["not_rated", "not_rated"]
    first.refresh_from_db()
    assert (first.rating, first.caller_rating) == ("basic", "dissatisfied")
    assert "区城市管理局" in told_and_read()["whistle.rated"]


@pytest.mark.parametrize(("change", "field"), [
    ({"to": []}, "to"), ({"to": ["区城市管理局", "区城市管理局"]}, "to"), ({"to": [" "]}, "to"),
    ({"matter_words": ""}, "matter_words"), ({"from_words": "长" * 121}, "from_words"),
    ({"respond_by": "2026-07-23"}, "respond_by"),
])
def test_bad_whistles_are_refused_by_field(matter, own, change, field):
    with pytest.raises(Invalid) as refusal:
        whistle(matter, own.people[Role.DISPATCHER], **change)
    assert refusal.value.field == field
    assert not WhistleResponse.objects.exists()


def test_follow_up_is_owed_after_closing_and_done_once(own):
    matter = matter_in(own, MatterState.COMPLETED)
    with at("2026-11-20"):
        owed = follow_ups.add(matter, by=own.people[Role.COMMUNITY_SECRETARY], name="回头看", due=day("2027-01-20"))
        with pytest.raises(Invalid):
            follow_ups.add(matter, by=own.people[Role.COMMUNITY_SECRETARY], name="回头看", due=day("2026-11-19"))
    assert [owed.days_late(day(on)) for on in ("2027-01-20", "2027-01-23")] == [0, 3]
    with at("2027-01-19"):
        follow_ups.finish(owed, by=own.people[Role.GRID_WORKER], text="未见反弹。")
        with pytest.raises(Refused):
            follow_ups.finish(owed, by=own.people[Role.GRID_WORKER], text="再报。")
    owed.refresh_from_db()
    assert (owed.state, owed.done_on, owed.text) == (FollowUpState.DONE, day("2027-01-19"), "未见反弹。")
    assert "未见反弹" in sentence("follow_up.done")


def test_database_refuses_answers_without_a_day(matter, supervisor):
    given = order(matter, supervisor)
    for change in ({"state": "replied"}, {"reply": "无日期"}, {"due": day("2026-10-21")}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(given).objects.filter(pk=given.pk).update(**change)
