"""The front page: what is decided now, what comes next, what came out, what was promised; and when there is nothing."""

import datetime as dt

import pytest
from django.utils import timezone

from consultation.domain import execution
from consultation.enums import MatterState
from consultation.polls.domain.casting import cast
from meetings.domain import meetings
from tests.consultation import builders_deliberate as hall
from tests.consultation import builders_execution as doing
from tests.consultation import builders_outcomes as outcome
from tests.consultation.polls.builders import council, council_poll, opened, people, while_open
from tests.consultation.views import builders
from tests.consultation.views.reading import EVIL, assert_same_queries, page, reader, words
from tests.meetings.builders import on, planned
from tests.meetings.test_recurrences import settled
from yishi.people.enums import Role
from yishi.people.models import Place

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_what_to_begin_with():
    found = page(None, "/")
    assert "Bring what should be talked over" in found
    assert "Nothing has been taken up this year yet." in found
    assert "Nothing is under way now." in found and "No result has been published yet." in found
    assert "No meeting, vote or promise is coming up." in found


def test_with_no_meeting_convened_the_next_planned_date_is_named(world):
    settled(world.own)
    with on(dt.date(2026, 3, 22)):
        found = page(None, "/")
    assert f"19:00 · {world.own.community.name} · planned, not yet announced" in found.replace("\xa0", " ")


def test_it_leads_on(world):
    answer = reader().get("/")
    for href in ("/reports/new/", "/matters/", "/rights/", "/reports/", "/meetings/"):
        assert f'href="{href}"' in answer.content.decode()
        assert reader().get(href).status_code == 200
    assert answer.content.decode().count("<h1") == 1


def test_it_counts_the_matters_of_the_year(world):
    day = timezone.localdate()
    for n, state in enumerate((MatterState.COLLECTING, MatterState.COMPLETED, MatterState.CLOSED_NOT_PASSED)):
        made = doing.matter_in(world.own, state, code=f"HA-{n}", closed_on=day if state != MatterState.COLLECTING else None)
        type(made).objects.update(opened_on=day)
    found = page(None, "/")
    assert f"3 matters taken up in {day.year}, 2 settled, 1 under way" in found.replace("&nbsp;", " ")
    assert "1 of the settled was not passed, and is published just the same." in found


def test_a_meeting_that_goes_on_now_stands_on_top(world):
    made = hall.published(world)
    sitting = hall.put(world, made)
    meeting = sitting.entry.meeting
    with on(meeting.date, 9):
        found = page(None, "/")
        assert "A meeting is going on now" not in found
        assert f"{meeting.title} 19:00" in found
    hall.sign_in(world, meeting)
    with on(meeting.date, 19):
        hall.deliberation.open_sitting(sitting, by=meeting.facilitator)
        found = page(None, "/")
        assert f"A meeting is going on now {meeting.title}" in found and made.title in found
        meetings.close(meeting, by=meeting.facilitator)
        assert "A meeting is going on now" not in page(None, "/")


def test_a_ballot_that_is_open_is_offered_to_whom_it_asks_and_shows_no_figure(world):
    voters = people(world.own, 2)
    poll = opened(world.own, voters, matter=doing.matter_in(world.own, MatterState.DELIBERATING))
    with while_open():
        cast(poll, by=voters[0], choices="in_favor")
        assert "Being voted on now 是否同意加装电梯" in page(None, "/")
        assert "You are on the roll." not in page(None, "/")
        answer = reader(voters[1]).get("/")
        assert f'href="/ballots/{poll.pk}/"' in answer.content.decode() and "You are on the roll." in words(answer)
    assert "Being voted on now" not in page(None, "/")  # its window is over, closed or not


def test_a_vote_in_a_meeting_has_no_end_to_show(world):
    council(world.own, 3)
    poll = council_poll(world.own, matter=doing.matter_in(world.own, MatterState.DELIBERATING))
    with while_open():
        assert "in the meeting, now" in page(None, "/"), poll


def test_promises_and_results(world):
    made = doing.started(world.own)
    doing.promise(made, world.own, due="2026-04-10")
    doing.promise(made, world.own, name="验收通电", due="2026-04-20")
    with doing.at("2026-04-15"):
        found = page(None, "/")
        assert "Promised and late 划线施工" in found and "5 days late · 溪畔物业" in found
        assert "验收通电 promised by this day" in found
        assert "Latest results 协商决议" in found
    resolution = outcome.published(world.other, code="LX-2026-01")
    with outcome.at(outcome.POSTED):
        assert f"{resolution.matter.title} the last day to object to the result" in page(None, "/")


def test_html_is_shown_and_never_run(world):
    Place.objects.filter(pk=world.street.pk).update(name=EVIL[:80])
    made = doing.started(world.own)
    type(made).objects.update(title=EVIL)
    execution.add_milestone(
        made, by=world.own.people[Role.COMMUNITY_SECRETARY], name=EVIL, due=timezone.localdate()
    )
    planned(world.own, title=EVIL, day=timezone.localdate() + dt.timedelta(20), called=timezone.localdate())
    assert "<script>alert" not in reader().get("/").content.decode()


def test_it_costs_the_same_at_3_rows_and_at_300(world):
    people = (None, world.own.people[Role.COMMUNITY_SECRETARY])
    assert_same_queries(people, "/", lambda n: builders.matters(world.own, n))
