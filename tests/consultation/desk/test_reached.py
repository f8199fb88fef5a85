"""From the page of its matter a person reaches every act that is open to him or her, and no other."""

import datetime as dt
import re

import pytest

from consultation.desk.doing import acts_open_to
from consultation.domain import calls as public_calls
from consultation.domain import follow_ups, hearings, inquiries, objections, outcomes, satisfaction, supervision
from consultation.models import WhistleResponse
from consultation.pages.ballots import IDLE
from consultation.pages.workbench import BEGINNINGS
from consultation.polls.models import Poll
from consultation.transitions import TABLE
from meetings.transitions import TABLE as HALL
from tests.consultation import builders_calls as calls
from tests.consultation import builders_execution as execution
from tests.consultation import builders_outcomes as b
from tests.consultation.polls import builders as polls
from yishi.people.enums import Role

from .asking import signed_in

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="/acts/([a-z_]+\.[a-z_]+)/(\d+)/["?]')
ASKING = [
    Role.RECORDER, Role.COMMUNITY_SECRETARY, Role.SUPERVISORY_MEMBER, Role.STREET_DIRECTOR, Role.DISPATCHER,
    Role.PROPERTY_MANAGER, Role.RESIDENT, Role.FACILITATOR, Role.GRID_WORKER,
]


def everything(side):
    """Return the things of one matter at the end of step 5: a row of each kind on which there is an act."""
    people = side.people
    resolution = b.published(side)
    matter, by = resolution.matter, people[Role.COMMUNITY_SECRETARY]
    with b.at(b.POSTED):
        execution.execution.start(matter, by=by, lead_words="溪畔物业", supervisor_words="监委会")
        milestone = execution.promise(matter, side, due="2026-05-01")
        opinion = outcomes.record_minority(matter, by=by, text="希望保留绿地")
        objection = objections.object_to(matter, by=people[Role.RESIDENT], text="影响采光")
        note = inquiries.ask(matter, by=people[Role.RESIDENT], text="费用多少？")
        order = supervision.order(
            matter, by=people[Role.SUPERVISORY_MEMBER], level="yellow", to_words="物业", text="说明", due=b.LAST_DAY
        )
        supervision.whistle(
            matter, by=people[Role.DISPATCHER], from_words="街道", to=["路灯所"], matter_words="夜间全黑",
            respond_by=b.LAST_DAY,
        )
        owed = follow_ups.add(matter, by=by, name="复查", due=b.LAST_DAY)
        coming = polls.draft(side, matter=matter)
        execution.done(milestone, side, "2026-04-14")
        execution.passed(matter, side, "2026-04-14")
        survey = satisfaction.open_survey(matter, by=by, until=b.LAST_DAY, invited=3)
    decided = Poll.objects.exclude(pk=coming.pk).get(matter=matter)
    return matter, [
        matter, resolution, milestone, opinion, objection, note, order, WhistleResponse.objects.get(), owed, survey,
        coming, decided, *matter.postings.all(),
    ]


@pytest.mark.parametrize("role", ASKING)
def test_every_open_act_is_a_link_on_the_page_of_its_matter(world, role):
    matter, things = everything(world.own)
    person = world.own.people[role]
    with b.at(b.POSTED, 12):
        page = signed_in(person).get(matter.get_absolute_url()).content.decode()
        linked = set(LINK.findall(page))
        for thing in things:
            thing.refresh_from_db()
            idle = IDLE[thing.secrecy] if isinstance(thing, Poll) else ()
            codes = {act.code for act, _checks in acts_open_to(thing, person) if act.code not in idle}
            missing = {code for code in codes if (code, str(thing.pk)) not in linked}
            assert not missing, (thing._meta.label, missing)


def test_who_may_do_nothing_is_offered_nothing(world):
    matter, _things = everything(world.own)
    with b.at(b.POSTED, 12):
        page = signed_in(world.other.people[Role.MEDIA]).get(matter.get_absolute_url()).content.decode()
    assert not LINK.findall(page)


def test_a_question_asked_before_there_is_a_result_can_be_answered(world):
    matter = b.matter_in(world.own)
    note = inquiries.ask(matter, by=world.own.people[Role.RESIDENT], text="何时开会？")
    page = signed_in(world.own.people[Role.RECORDER]).get(matter.get_absolute_url()).content.decode()
    assert ("inquiries.answer", str(note.pk)) in LINK.findall(page)


def test_call_opinions_hearing_and_who_takes_part_have_their_links(world):
    hearing, side = calls.prepared(world), world.own
    recorder = side.people[Role.RECORDER]
    call = calls.called(side, matter=hearing.matter)
    opinion = calls.said(call, side)
    with calls.on(calls.OPENED):
        row = hearings.name_participant(hearing, by=recorder, words="王专家", chosen="expert", how="推荐")
    for role in (Role.RECORDER, Role.COMMUNITY_SECRETARY, Role.RESIDENT, Role.STREET_DIRECTOR):
        person = side.people[role]
        with calls.on(calls.OPENED):
            linked = set(LINK.findall(signed_in(person).get(hearing.matter.get_absolute_url()).content.decode()))
            for thing in (call, opinion, hearing, row):
                codes = {act.code for act, _checks in acts_open_to(thing, person)}
                seen = thing in (call, opinion) or role != Role.RESIDENT
                assert not {code for code in codes if seen and (code, str(thing.pk)) not in linked}, (role, thing)


def test_an_answer_is_offered_to_be_changed_until_the_call_is_closed(world):
    side, secretary = world.own, world.own.people[Role.COMMUNITY_SECRETARY]
    call = calls.called(side)
    opinion = calls.said(call, side)
    with calls.on(calls.LAST + dt.timedelta(1)):
        public_calls.answer(opinion, by=secretary, verdict="adopted", reason="写入草案。")
        link = ("calls.correct_answer", str(opinion.pk))
        assert link in LINK.findall(signed_in(secretary).get(call.matter.get_absolute_url()).content.decode())
        public_calls.close(call, by=secretary)
        assert link not in LINK.findall(signed_in(secretary).get(call.matter.get_absolute_url()).content.decode())


def test_whatever_makes_a_thing_is_begun_from_the_desk():
    """Nothing needs the raw admin: what is done to a thing stands on its page, what makes one on the desk."""
    making = {code for code, act in {**TABLE, **HALL}.items() if not act.sources}
    assert making == set(BEGINNINGS)
