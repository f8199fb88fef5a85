"""The inbox while a result is carried out: whose the promises are, what is done again, who is held to account."""

import datetime as dt

import pytest

from consultation.domain import supervision
from tests.consultation import builders_execution as execution
from tests.consultation.builders_agenda import on
from yishi.clock import spoken
from yishi.people.enums import BodyKind, Role
from yishi.people.models import Body, Seat

from .asking import signed_in
from .test_inbox import desk, owed

pytestmark = pytest.mark.django_db


@pytest.fixture
def side(world):
    return world.own


def test_a_promise_is_owed_by_the_body_that_made_it_and_by_the_office_where_that_has_nobody_here(side):
    manager, secretary = side.people[Role.PROPERTY_MANAGER], side.people[Role.COMMUNITY_SECRETARY]
    body = Body.objects.create(kind=BodyKind.PROPERTY, name="溪畔物业", community=side.community)
    matter = execution.in_execution(side, code="T-1")
    execution.execution.start(matter, by=secretary, lead=body, lead_words=body.name, supervisor_words="监委会")
    execution.promise(matter, side, due="2026-05-20")
    day = dt.date(2026, 5, 1)
    assert owed(secretary, day)["execution.complete"].mine
    Seat.objects.filter(person=manager).update(body=body)
    assert not owed(secretary, day)["execution.complete"].mine
    assert owed(manager, day)["execution.complete"].mine
    assert f"Owed by {body}" in desk(secretary, day, "?owed=community")[1]
    with on(day):
        page = signed_in(manager).get("/desk/")
    assert (page.context["focus"].thing, [duty.act.code for duty in page.context["focus"].now]) == (matter, ["execution.complete"])


def test_two_failures_in_a_row_lie_on_the_directors_desk_until_somebody_is_held_to_account(side):
    director, matter = side.people[Role.STREET_DIRECTOR], execution.started(side, code="T-1")
    execution.failed(matter, side, "2026-05-10", "2026-05-17")
    assert "supervision.account" not in owed(director, dt.date(2026, 5, 11))
    execution.failed(matter, side, "2026-05-17", "2026-05-24")
    entry = owed(director, dt.date(2026, 5, 18))["supervision.account"]
    assert (entry.mine, entry.word, entry.due.start) == (True, "at once", dt.date(2026, 5, 17))
    with on(dt.date(2026, 5, 18)):
        supervision.account(matter, by=director, trigger="两次未通过", actions=[("溪畔物业", "talk", "约谈")],
                            plan_due=dt.date(2026, 6, 1))
    assert "supervision.account" not in owed(director, dt.date(2026, 5, 18))


def test_whoever_carries_it_out_is_told_what_failed_and_until_when_it_is_done_again(side):
    manager, secretary = side.people[Role.PROPERTY_MANAGER], side.people[Role.COMMUNITY_SECRETARY]
    body = Body.objects.create(kind=BodyKind.PROPERTY, name="溪畔物业", community=side.community)
    Seat.objects.filter(person=manager).update(body=body)
    matter = execution.in_execution(side, code="T-1")
    execution.execution.start(matter, by=secretary, lead=body, lead_words=body.name, supervisor_words="监委会")
    execution.failed(matter, side, "2026-05-10", "2026-05-17")
    comment = matter.inspections.get().comment
    for where in ("/desk/", "/my/"):
        with on(dt.date(2026, 5, 11)):
            page = signed_in(manager).get(where).content.decode()
            others = signed_in(secretary).get(where).content.decode()
        assert f"{matter.title}: {comment}" in page and f"until {spoken.day(dt.date(2026, 5, 17))}" in page
        assert f"{matter.title}: {comment}" not in others
    execution.passed(matter, side, "2026-05-16")
    with on(dt.date(2026, 5, 17)):
        assert f"{matter.title}: {comment}" not in signed_in(manager).get("/my/").content.decode()
