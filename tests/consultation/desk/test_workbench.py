"""The workbench: what is owed by its reader, ready or waiting, and what may be begun."""

import datetime as dt
from contextlib import nullcontext

import pytest

from consultation.domain import agenda
from consultation.enums import MatterState
from consultation.models import Matter
from tests.consultation.builders_agenda import ADMITTED, NOTICED, UNTIL, bare, inquire, on, prepare
from tests.consultation.builders_agenda import matter as surveying
from tests.consultation.builders_collect import at, filed, make_ready, opened
from tests.consultation.builders_deliberate import published, put
from tests.meetings.builders import DAY, closed, planned
from yishi.people.enums import STAFF, Role

from .hands import done, send, sits_down


@pytest.fixture
def side(world):
    return world.own


def desk(client, who, day=None, focus=""):
    """Return (context, page) of the desk of ``who``, with what ``focus`` ("matter=…") asks for in focus."""
    sits_down(client, who)
    with on(day) if day else nullcontext():
        answer = client.get(f"/desk/?{focus}")
    assert answer.status_code == 200
    return answer.context, answer.content.decode()


def codes(row):
    """Return the codes of what can be done now, and of what waits."""
    return {duty.act.code for duty in row.now}, {duty.act.code for duty in row.waiting}


def test_what_cures_the_next_step_is_owed_now_and_the_step_itself_waits(client, side):
    matter = opened(side, filed(side))
    context, page = desk(client, side.people[Role.RECORDER])
    now, waiting = codes(context["focus"])
    assert {"matters.declare_no_duplicate", "matters.check_privacy", "reports.dispose"} <= now
    assert waiting == {"matters.propose"}
    assert f"/acts/matters.check_privacy/{matter.pk}/" in page
    assert "missing before “Propose for the agenda”" in page


def test_when_everything_is_there_the_step_is_owed_now(client, side):
    matter = make_ready(side, opened(side, filed(side)))
    context, _page = desk(client, side.people[Role.RECORDER])
    assert codes(context["focus"]) == ({"matters.propose"}, set())
    assert context["focus"].thing == matter


def test_what_becomes_true_is_said_where_an_act_is_offered_and_on_its_own_page(client, side):
    matter = make_ready(side, opened(side, filed(side)))
    said = "it is decided whether the matter goes on the agenda."
    _context, page = desk(client, side.people[Role.RECORDER])
    for shown in (page, *(client.get(where).content.decode() for where in
                          (matter.get_absolute_url(), f"/acts/matters.propose/{matter.pk}/"))):
        assert said in shown


def test_each_reader_sees_what_their_own_role_owes(client, side):
    matter = bare(side)
    prepare(matter, side, without=("review", "notice", "schedule", "number"))
    secretary, _page = desk(client, side.people[Role.COMMUNITY_SECRETARY], NOTICED)
    now, waiting = codes(secretary["focus"])
    assert "agenda.review" in now
    assert waiting == {"agenda.admit"}
    recorder, _page = desk(client, side.people[Role.RECORDER], NOTICED)
    now, waiting = codes(recorder["focus"])
    assert {"agenda.number", "agenda.schedule"} <= now
    assert "agenda.post_notice" in waiting
    assert "agenda.admit" not in now | waiting


def test_duties_lie_behind_one_another(client, world):
    with on(ADMITTED):
        matter = bare(world.own)
        prepare(matter, world.own)
        agenda.admit(matter, by=world.own.people[Role.COMMUNITY_SECRETARY])
    context, _page = desk(client, world.own.people[Role.RECORDER], ADMITTED)
    assert "research.plan" in codes(context["focus"])[0]


def test_an_inquiry_is_the_recorders_until_it_is_closed_and_then_the_secretarys_to_publish(client, world):
    item, secretary = surveying(world, MatterState.SURVEYING), world.own.people[Role.COMMUNITY_SECRETARY]
    for parts, owes in (({"close"}, Role.RECORDER), ({"plan", "returns", "finding", "option"}, Role.COMMUNITY_SECRETARY)):
        inquire(item, world.own, without=parts)
        context, _page = desk(client, secretary, UNTIL)
        (step,) = context["focus"].ahead
        assert [(check.code, check.owes) for check in step.missing] == [("inquiry_published", owes.label)]
    assert "research.publish" in codes(context["focus"])[0]


def test_minutes_to_be_signed_and_meetings_to_be_opened_are_there(client, world):
    closed(world.own)
    context, _page = desk(client, world.own.people[Role.RECORDER], DAY)
    assert codes(context["focus"]) == ({"minutes.sign"}, {"minutes.countersign"})
    made = published(world)
    put(world, made, planned(world.own, place_words="大厅"))
    context, _page = desk(client, world.own.people[Role.FACILITATOR], DAY - dt.timedelta(1))
    assert context["focus"].thing == made  # what the reader moves on, and matters before meetings
    meeting = next(line for line in context["lines"]["meeting"] if line.thing.state == "planned")
    assert [act.code for act in meeting.mine] == ["meetings.open"]
    context, page = desk(client, world.own.people[Role.FACILITATOR], DAY)
    assert context["focus"].thing == meeting.thing  # but on its day the meeting, before those who hold it
    assert codes(context["focus"])[1] == {"meetings.open"}
    assert "missing before “Open the meeting”" in page


def test_reports_waiting_are_taken_up_from_here(client, side):
    report = filed(side)
    context, page = desk(client, side.people[Role.RECORDER])
    assert context["reports"] == [report]
    assert f"/acts/matters.open/in/HA/?reports={report.pk}" in page
    done(send(client, "matters.open", side.community, f"?reports={report.pk}"))
    assert Matter.objects.get().reports.get() == report
    assert desk(client, side.people[Role.RECORDER])[0]["reports"] == []


def test_what_may_be_begun_is_linked_and_opens(client, world):
    for role in (Role.RECORDER, Role.COMMUNITY_SECRETARY, Role.STREET_DIRECTOR, Role.OWNERS_COMMITTEE):
        context, _page = desk(client, world.own.people[role])
        links = [href for _place, found in context["begin"] for _label, href in found]
        assert links
        assert all(client.get(href).status_code == 200 for href in links), role
    street = [place.code for place, _links in desk(client, world.staff[Role.STREET_DIRECTOR])[0]["begin"]]
    assert street == ["WTL", "HA", "LX"]


def test_recurring_texts_are_offered_to_those_who_write_them(client, side):
    for role, offered in ((Role.RECORDER, True), (Role.PROPERTY_MANAGER, False)):
        _context, page = desk(client, side.people[role])
        assert ('href="/desk/templates/"' in page) is offered


def test_nothing_of_another_community_is_on_the_desk(client, world):
    filed(world.other)
    opened(world.other)
    context, page = desk(client, world.own.people[Role.RECORDER])
    assert context["focus"] is None
    assert not any(context["lines"].values())
    assert not context["reports"]
    assert "Nothing is owed by you now." in page


def test_residents_and_visitors_have_no_desk(client, side):
    assert client.get("/desk/").status_code == 302
    sits_down(client, side.people[Role.RESIDENT])
    assert client.get("/desk/").status_code == 403


def test_the_desk_stands_for_every_office(client, world):
    with at("2026-04-13"):
        opened(world.own, filed(world.own))
    for role, who in world.own.people.items():
        if role in STAFF:
            desk(client, who)
    for role in (Role.EXPERT, Role.MEDIA, Role.INVITEE):  # guests read what the public reads
        sits_down(client, world.own.people[role])
        assert client.get("/desk/").status_code == 403
