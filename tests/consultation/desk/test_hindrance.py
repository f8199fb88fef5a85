"""What can no longer be done says so on the page that would ask for it: in a sentence, with a way on, and without a form."""

import datetime as dt

import pytest

from consultation.domain import act_drafts, ballots, satisfaction
from consultation.enums import MatterState
from tests.consultation import builders_execution as execution
from tests.consultation import builders_outcomes as outcomes
from tests.consultation.builders_calls import LAST, OPENED, called, on
from tests.consultation.builders_collect import filed, neighbours, opened
from tests.meetings import builders as hall
from tests.world import seat
from yishi.people.enums import Role

from .asking import address, done, signed_in

pytestmark = pytest.mark.django_db
AFTER = LAST + dt.timedelta(1)


def said(who, code, thing):
    """Return (status, text) of the page of the act ``code`` on ``thing``; a form that is sent stands on none of them."""
    answer = signed_in(who).get(address(code, thing))
    return answer.status_code, answer.content.decode()


def hindered(who, code, thing, status=409):
    """Return the text of the page, which must refuse with ``status`` and ask for nothing."""
    found, text = said(who, code, thing)
    assert found == status and 'name="once"' not in text
    return text


def test_an_act_that_its_thing_has_left_behind(world):
    matter = outcomes.matter_in(world.own)
    text = hindered(world.own.people[Role.COMMUNITY_SECRETARY], "agenda.admit", matter)
    assert "this stands at" in text and f'href="{matter.get_absolute_url()}"' in text


def test_a_count_of_opinions_waits_for_a_matter_that_is_not_so_far_yet(world):
    secretary = world.own.people[Role.COMMUNITY_SECRETARY]
    poll = ballots.prepare(opened(world.own), by=secretary, question="修不修", rule="advisory_poll", secrecy="named",
                           electorate="persons", place=world.own.community)
    status, text = said(secretary, "ballots.open", poll)
    assert status == 200 and "The results of the inquiry are published" in text
    assert "No more opinions are counted" not in text


def test_an_opinion_after_the_last_day_of_the_call(world):
    call = called(world.own)
    resident, recorder = (world.own.people[role] for role in (Role.RESIDENT, Role.RECORDER))
    with on(OPENED):
        assert 'name="once"' in said(resident, "calls.say", call)[1]
    with on(AFTER):
        assert "You may still object to the result" in hindered(resident, "calls.say", call)
        status, page = said(recorder, "calls.say", call)  # what came in time on paper is still entered
        assert status == 200 and f'value="{LAST.isoformat()}"' in page, "as of the last day on which it could come"


def test_what_was_written_of_it_is_still_there(world):
    call, resident = called(world.own), world.own.people[Role.RESIDENT]
    act_drafts.keep(resident, "calls.say", call, {"text": ["老楼先装\n再装新楼"], "once": ["x"]})
    with on(AFTER):
        text = hindered(resident, "calls.say", call)
        assert "老楼先装<br>再装新楼" in text
        signed_in(resident).post(address("calls.say", call), {"drop": "1"})
        assert "老楼先装" not in hindered(resident, "calls.say", call)


def test_a_report_is_supported_once_and_not_by_who_filed_it(world):
    report = filed(world.own)
    neighbour = neighbours(world.own, 1)[0]
    done(neighbour, "reports.support", report)
    assert "supported already" in hindered(neighbour, "reports.support", report)
    assert "stands behind it already" in hindered(report.reporter, "reports.support", report)


def test_a_result_is_rated_in_time_and_once(world):
    matter = execution.started(world.own)
    execution.done(execution.promise(matter, world.own), world.own, "2026-04-08")
    execution.passed(matter, world.own, "2026-04-09")
    survey = execution.surveyed(matter, world.own, "2026-04-10", "2026-04-20")
    resident = world.own.people[Role.RESIDENT]
    with execution.at("2026-04-10"):
        satisfaction.rate(survey, by=resident, value="satisfied")
        assert "You have rated the result already" in hindered(resident, "satisfaction.rate", survey)
    with execution.at("2026-04-21"):
        assert "The survey took ratings until" in hindered(neighbours(world.own, 1)[0], "satisfaction.rate", survey)


def test_who_had_a_hand_in_it_does_not_review_it(world):
    resolution = outcomes.drafted(world.own)
    seat(resolution.drafted_by, Role.DISCLOSURE_OFFICER, world.own.community)
    assert "You had a hand in this version" in hindered(resolution.drafted_by, "releases.review", resolution, 403)


def test_registration_for_a_meeting_ends_at_its_hour(world):
    gallery = hall.announced(world.own)
    resident = world.own.people[Role.RESIDENT]
    with hall.on(hall.CALLED):
        assert 'name="once"' in said(resident, "observers.register", gallery)[1]
    with hall.on(hall.DAY, 13):
        assert "Registration for this meeting is over" in hindered(resident, "observers.register", gallery)


def test_what_only_waits_is_written_now_and_kept(world):
    matter = outcomes.matter_in(world.own, MatterState.AGENDA_REVIEW)
    status, text = said(world.own.people[Role.RECORDER], "agenda.post_notice", matter)
    assert status == 200 and 'name="keep"' in text and 'name="look"' not in text
    assert "What has to be there first" in text


def test_what_only_waits_and_asks_for_nothing_has_no_button(world):
    resolution = outcomes.drafted(world.own)
    status, text = said(world.own.people[Role.COMMUNITY_SECRETARY], "outcomes.publish", resolution)
    assert status == 200 and "What has to be there first" in text and 'name="once"' not in text


def test_what_is_ruled_out_is_not_offered_on_the_page(world):
    call, resident = called(world.own), signed_in(world.own.people[Role.RESIDENT])
    with on(OPENED):
        assert "/acts/calls.say/" in resident.get(call.matter.get_absolute_url()).content.decode()
    with on(AFTER):
        assert "/acts/calls.say/" not in resident.get(call.matter.get_absolute_url()).content.decode()


def test_a_report_that_stays_with_its_matter_is_not_offered_to_be_taken_out(world):
    report = filed(world.own)
    matter = opened(world.own, report)
    report.refresh_from_db()
    recorder = world.own.people[Role.RECORDER]
    assert 'name="once"' in said(recorder, "reports.unmerge", report)[1]
    type(matter).objects.filter(pk=matter.pk).update(state=MatterState.EXECUTING)
    assert "its reports stay with it" in hindered(recorder, "reports.unmerge", report)
