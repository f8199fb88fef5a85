"""Step 6 by its forms: a lead, milestones, evidence, inspections, orders, whistles, accounts, ratings, closing."""

import datetime as dt

import pytest
from django.test import Client

from consultation.domain import attachments
from consultation.models import (
    AccountabilityRecord,
    FollowUp,
    Inspection,
    Milestone,
    Rating,
    SatisfactionSurvey,
    SupervisionOrder,
    WhistleResponse,
)
from tests.consultation import builders_execution as b
from tests.consultation.builders_collect import neighbours
from tests.consultation.test_attachments import picture
from tests.consultation.views.reading import words
from tests.world import person, seat
from yishi.clock.spoken import day
from yishi.people.enums import BodyKind, Role
from yishi.people.models import Body, Seat

from .asking import EVIL, address, done, drawn, late, refused, signed_in

pytestmark = pytest.mark.django_db

FOUND = {"result": "pass", "comment": "84个灯位全部点亮。"}


def role(world, name):
    return world.own.people[name]


def promised(world, **fields):
    """Name the lead and set a milestone of a decided matter by the forms; return matter and milestone."""
    made = b.in_execution(world.own, **fields)
    b.decided(made, world.own)
    secretary = role(world, Role.COMMUNITY_SECRETARY)
    with b.at("2026-03-20"):
        done(secretary, "execution.start", made, lead_words="溪畔物业")
        done(secretary, "execution.add_milestone", made, name="划线施工", due="2026-04-10")
    return made, Milestone.objects.get(matter=made)


def finished(world):
    """Do the milestone, have it accepted, and ask the residents; return matter and survey."""
    made, milestone = promised(world)
    with b.at("2026-04-08"):
        done(role(world, Role.PROPERTY_MANAGER), "execution.complete", milestone)
    supervisor = role(world, Role.SUPERVISORY_MEMBER)
    with b.at("2026-04-09"):
        done(supervisor, "inspections.inspect", made, members=f"{supervisor.name}\n7号楼楼长", **FOUND)
        done(role(world, Role.COMMUNITY_SECRETARY), "satisfaction.open_survey", made, invited="40")
    return made, SatisfactionSurvey.objects.get(matter=made)


@pytest.mark.writes
def test_from_the_first_milestone_to_the_closing(world):
    made, survey = finished(world)
    assert (survey.until - survey.since).days == 10
    assert [str(each) for each in Inspection.objects.get().members.all()][1] == "7号楼楼长"
    one, two = neighbours(world.own, 2)
    with b.at("2026-04-15"):
        client, data = drawn(one, "satisfaction.rate", survey)
        assert "channel" not in data
        refused(one, "satisfaction.rate", survey, 422, text="没有选")
        for _n in range(2):
            sent = client.post(address("satisfaction.rate", survey), data | {"value": "satisfied", "text": "很亮"})
            assert sent.status_code == 302
        assert "再评一次" in late(one, "satisfaction.rate", survey, value="basic", text="再评一次")
        told = done(role(world, Role.RECORDER), "satisfaction.rate", survey, value="dissatisfied", on_behalf_of=two.name,
                    channel="phone", text="二楼仍暗").wsgi_request._messages._queued_messages
        assert f"An answer is owed by {day(dt.date(2026, 4, 22))}" in str(told[-1])
        assert "not yet" not in refused(role(world, Role.COMMUNITY_SECRETARY), "execution.close", made)
        done(role(world, Role.GRID_WORKER), "follow_ups.finish", FollowUp.objects.get(), text="已加装一盏灯")
    with b.at("2026-04-20"):
        done(role(world, Role.COMMUNITY_SECRETARY), "execution.close", made)
        done(role(world, Role.COMMUNITY_SECRETARY), "follow_ups.add", made, name="半年后复查", due="2026-10-20")
    assert made.state == "completed"
    assert {each.channel for each in Rating.objects.all()} == {"online", "phone"}


def test_staff_who_live_elsewhere_enter_the_word_of_somebody(world):
    _made, survey = finished(world)
    window = role(world, Role.SERVICE_WINDOW_LEAD)
    with b.at("2026-04-15"):
        page = refused(window, "satisfaction.rate", survey, 422, value="satisfied", text="谁的话？")
        assert "谁的话？" in page
        done(window, "satisfaction.rate", survey, value="satisfied", on_behalf_of=role(world, Role.RESIDENT).name)
    assert Rating.objects.get().channel == "paper"


def test_a_milestone_on_its_way(world):
    made, milestone = promised(world)
    manager = role(world, Role.PROPERTY_MANAGER)
    with b.at("2026-04-01"):
        page = signed_in(manager).get(address("execution.report_progress", milestone)).content.decode()
        assert f"{milestone}, promised for" in page
        done(manager, "execution.report_progress", milestone, progress="40")
        refused(manager, "execution.report_progress", milestone, 422, progress="140")
        done(manager, "execution.report_risk", milestone, reason="雨天无法施工")
        done(manager, "execution.report_progress", milestone, risk_over="on")
        assert milestone.risk_reason == ""
        refused(manager, "execution.record_delay", milestone, 422, reason="材料未到", new_due="2026-04-02")
        done(manager, "execution.record_delay", milestone, reason="材料未到", new_due="2026-04-20")
        done(manager, "execution.add_evidence", milestone, title="材料进场单")
    with b.at("2026-04-21"):
        done(manager, "execution.complete", milestone, done_on="2026-04-18")
        assert "已经完成了" in late(manager, "execution.report_risk", milestone, reason="已经完成了")
    assert milestone.days_late() == 8
    secretary, led_by = role(world, Role.COMMUNITY_SECRETARY), made.execution.lead_words
    with b.at("2026-04-21"):
        assert f"Until now: {led_by}." in signed_in(secretary).get(address("execution.lead", made)).content.decode()
        done(secretary, "execution.lead", made, lead=str(world.office.pk), reason="更换")
    made.execution.refresh_from_db()
    assert (made.execution.lead, made.execution.lead_words) == (world.office, world.office.name)


def test_the_form_says_which_milestone_it_is_about_and_asks_why_only_where_it_is_late(world):
    _made, milestone = promised(world)
    secretary, where = role(world, Role.COMMUNITY_SECRETARY), address("execution.complete", milestone)
    for at, asked in (("2026-04-10", False), ("2026-04-11", True)):
        with b.at(at):
            answer = signed_in(secretary).get(where)
        assert f"1. 划线施工, promised for {day(dt.date(2026, 4, 10))}" in words(answer)
        assert ("reason" in answer.context["form"].fields) is asked
        assert ("(needed where nobody has said why)" in answer.content.decode()) is asked


def test_who_carries_it_out_enters_it_in_nobodys_name(world):
    made, milestone = promised(world)
    manager = role(world, Role.PROPERTY_MANAGER)
    assert "on_behalf_of" in signed_in(manager).get(address("execution.report_risk", milestone)).context["form"].fields
    body = Body.objects.create(kind=BodyKind.PROPERTY, name="溪畔物业", community=world.own.community)
    type(made.execution).objects.filter(matter=made).update(lead=body)
    Seat.objects.filter(person=manager).update(body=body)
    assert "on_behalf_of" not in signed_in(manager).get(address("execution.report_risk", milestone)).context["form"].fields


def test_the_page_says_by_how_much_what_is_looked_at_again_is_late(world):
    made, _milestone = promised(world)
    secretary = role(world, Role.COMMUNITY_SECRETARY)
    with b.at("2026-04-05"):
        done(secretary, "follow_ups.add", made, name="回头看", due="2026-04-10")
    for today, said in (("2026-04-10", False), ("2026-04-12", True)):
        with b.at(today):
            assert ("2 days late" in signed_in(secretary).get(made.get_absolute_url()).content.decode()) is said


def test_the_page_says_why_a_milestone_may_come_late_and_why_it_did(world):
    made, milestone = promised(world)
    manager = role(world, Role.PROPERTY_MANAGER)
    with b.at("2026-04-05"):
        done(manager, "execution.report_risk", milestone, reason="厂家排期紧。")
    with b.at("2026-04-12"):
        done(manager, "execution.record_delay", milestone, reason="等学校放假。", new_due="2026-05-05")
        page = words(signed_in(manager).get(made.get_absolute_url()))
    assert "May come late: 厂家排期紧。" in page
    assert f"Explained on {day(dt.date(2026, 4, 12))}: 等学校放假。" in page
    assert f"planned now for {day(dt.date(2026, 5, 5))}" in page


def test_the_photo_of_the_work_stands_on_the_page(world, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    made, milestone = promised(world)
    with b.at("2026-04-05"):
        done(role(world, Role.PROPERTY_MANAGER), "execution.add_evidence", milestone, title="道闸基础", upload=picture())
    photo = milestone.evidence.get().attachment
    page = Client().get(made.get_absolute_url()).content.decode()
    assert f'<a class="photo" href="/papers/{photo.pk}/"><img src="/papers/{photo.pk}/small/" alt="道闸基础"' in page


def test_whoever_does_the_work_is_offered_the_papers_that_everybody_reads_and_no_title_of_the_office(world):
    made, milestone = promised(world)
    recorder, builder = role(world, Role.RECORDER), person(world.own.community, "施工队长")
    body = Body.objects.create(community=world.own.community, kind=BodyKind.OTHER, name="施工队")
    seat(builder, Role.STAKEHOLDER, world.own.community, body=body)
    type(made.execution).objects.filter(matter=made).update(lead=body)
    plan = attachments.attach(made, by=recorder, title="施工图")
    letter = attachments.attach(made, by=recorder, title="张三来信", visibility="staff")
    with b.at("2026-04-05"):
        where = address("execution.add_evidence", milestone)
        shown = signed_in(builder).get(where).content.decode()
        assert plan.title in shown and letter.title not in shown
        refused(builder, "execution.add_evidence", milestone, 422, title="图", attachment=letter.pk)
        assert letter.title in signed_in(role(world, Role.PROPERTY_MANAGER)).get(where).content.decode()


def test_done_late_without_a_word_asks_why_at_the_field(world):
    _made, milestone = promised(world)
    with b.at("2026-04-15"):
        page = refused(role(world, Role.PROPERTY_MANAGER), "execution.complete", milestone)
        assert "10 April" in page
        done(role(world, Role.PROPERTY_MANAGER), "execution.complete", milestone, reason="材料晚到")
    assert milestone.delays.get().reason == "材料晚到"


def test_two_failures_in_a_row_are_accounted_for_before_the_next_inspection(world):
    made, milestone = promised(world)
    supervisor, director = role(world, Role.SUPERVISORY_MEMBER), role(world, Role.STREET_DIRECTOR)
    with b.at("2026-04-08"):
        done(role(world, Role.PROPERTY_MANAGER), "execution.complete", milestone)
    fail = {"result": "fail", "comment": "3处未亮", "members": supervisor.name}
    with b.at("2026-04-09"):
        assert "3处未亮" in refused(supervisor, "inspections.inspect", made, 422, **fail)
        refused(supervisor, "inspections.inspect", made, 422, **fail | {"members": "7号楼楼长"}, redo_due="2026-04-12")
        done(supervisor, "inspections.inspect", made, redo_due="2026-04-12", **fail)
    with b.at("2026-04-13"):
        done(supervisor, "inspections.inspect", made, redo_due="2026-04-20", **fail)
        refused(supervisor, "inspections.inspect", made, redo_due="2026-04-20", **fail)
        first = {"kind_1": "talk", "text_1": "约谈项目经理"}
        refused(director, "supervision.account", made, 422, text_1="说明情况", kind_1="请喝茶")
        page = refused(director, "supervision.account", made, 422, **first, to_2="居委会")
        assert "all three" in page and "居委会" in page
        done(director, "supervision.account", made, **first, to_2="居委会", kind_2="notice", text_2="通报")
    record = AccountabilityRecord.objects.get()
    assert [(each.to_words, each.kind) for each in record.actions.all()] == [("溪畔物业", "talk"), ("居委会", "notice")]
    assert "2" in record.trigger
    assert record.plan_due == dt.date(2026, 4, 28)


def test_an_order_is_given_and_answered(world):
    made, milestone = promised(world)
    with b.at("2026-04-15"):
        _client, data = drawn(role(world, Role.SUPERVISORY_MEMBER), "supervision.order", made)
        assert (data["to_words"], data["milestone"]) == ("溪畔物业", str(milestone.pk)), "the late one is offered"
        done(role(world, Role.SUPERVISORY_MEMBER), "supervision.order", made, level="yellow", text="说明为何逾期")
        order = SupervisionOrder.objects.get()
        where = address("supervision.reply", order)
        assert "说明为何逾期" in signed_in(role(world, Role.PROPERTY_MANAGER)).get(where).content.decode()
        done(role(world, Role.PROPERTY_MANAGER), "supervision.reply", order, text="雨天停工")
    assert order.state == "replied"


def test_departments_are_whistled_for_come_and_are_rated(world):
    made, _milestone = promised(world)
    light = Body.objects.create(community=world.street, kind=BodyKind.DEPARTMENT, name="路灯所")
    liaison = person(world.street, "联络员")
    seat(liaison, Role.DEPARTMENT_LIAISON, world.street, body=light)
    dispatcher = role(world, Role.DISPATCHER)
    with b.at("2026-04-01"):
        page = refused(dispatcher, "supervision.whistle", made, 422, matter_words="夜间全黑")
        assert "夜间全黑" in page
        assert page.count("(one of the two at least)") == 2, "neither list is called optional where one of them has to be filled in"
        done(dispatcher, "supervision.whistle", made, to=[str(light.pk)], others="供电公司\n")
        response = WhistleResponse.objects.get(body=light)
        done(liaison, "supervision.respond", response, text="已抢修")
        done(dispatcher, "supervision.rate_response", response, rating="satisfied")
        done(liaison, "supervision.rate_caller", response, rating="basic")
    assert {each.words for each in WhistleResponse.objects.all()} == {"路灯所", "供电公司"}
    assert (response.at, response.rating, response.caller_rating) == (dt.date(2026, 4, 1), "satisfied", "basic")


def test_who_may_not_gets_no_form(world):
    made, milestone = promised(world)
    resident = signed_in(role(world, Role.RESIDENT))
    for code, thing in {"execution.close": made, "execution.complete": milestone, "supervision.account": made}.items():
        assert resident.get(address(code, thing)).status_code == 403
        assert resident.post(address(code, thing), {"once": "x"}).status_code == 403


def test_html_in_every_field_is_text(world):
    made, milestone = promised(world)
    made.title = EVIL[:60]
    made.save()
    supervisor = role(world, Role.SUPERVISORY_MEMBER)
    with b.at("2026-04-05"):
        done(supervisor, "supervision.order", made, level="red", to_words=EVIL, text=EVIL)
        done(role(world, Role.COMMUNITY_SECRETARY), "execution.add_milestone", made, name=EVIL)
        order = SupervisionOrder.objects.get()
        things = {
            "execution.complete": (Role.PROPERTY_MANAGER, milestone), "supervision.order": (supervisor, made),
            "execution.report_risk": (Role.PROPERTY_MANAGER, milestone), "inspections.inspect": (supervisor, made),
            "execution.add_evidence": (Role.PROPERTY_MANAGER, milestone), "follow_ups.add": (supervisor, made),
            "supervision.reply": (Role.PROPERTY_MANAGER, order), "supervision.account": (Role.STREET_DIRECTOR, made),
            "supervision.whistle": (Role.DISPATCHER, made), "execution.lead": (Role.COMMUNITY_SECRETARY, made),
        }
        for code, (who, thing) in things.items():
            client, data = drawn(who if who is supervisor else role(world, who), code, thing)
            fields = client.get(address(code, thing)).context["form"].fields
            evil = dict.fromkeys(fields, EVIL * 99) | {"once": "", "seen": ""}
            answer = client.post(address(code, thing), data | evil)
            assert answer.status_code in (409, 422), code
            assert "<script>alert" not in answer.content.decode()
