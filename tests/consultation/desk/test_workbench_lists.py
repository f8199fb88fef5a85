"""The lists of the workbench and of one's own page: in their order, page by key, at the same cost however long."""

import datetime as dt

import pytest
from django.utils import timezone

from consultation.collecting import PetitionBase, PetitionState
from consultation.enums import MatterState, Rule
from consultation.models import FollowUp, Matter, Objection, Petition, PublicCall, SupervisionOrder
from consultation.polls.enums import Electorate, PollState, Secrecy
from consultation.polls.models import Poll
from meetings.enums import MeetingKind, MeetingState
from meetings.models import Meeting
from tests.consultation.views import builders
from tests.consultation.views.reading import EVIL, assert_same_queries, page, reader
from yishi.clock.story import now, today
from yishi.people.enums import Role

STATES = (MatterState.COLLECTING, MatterState.AGENDA_REVIEW, MatterState.SURVEYING, MatterState.EXECUTING)
OFFICERS = (Role.RECORDER, Role.COMMUNITY_SECRETARY, Role.FACILITATOR, Role.SUPERVISORY_MEMBER)


@pytest.fixture
def side(world):
    return world.own


def meetings(side, n, state=MeetingState.PLANNED, lead=True):
    """Make ``n`` meetings of ``side``, led by its facilitator and its recorder, or by others."""
    starts, people = timezone.make_aware(dt.datetime.combine(today(), dt.time(19))), side.people
    leads = (Role.FACILITATOR, Role.RECORDER) if lead else (Role.RESIDENT_REP, Role.COUNCIL_MEMBER)
    return Meeting.objects.bulk_create([
        Meeting(
            community=side.community, kind=MeetingKind.COUNCIL, title="议事会", place_words=f"议事厅{next(builders.NUMBERS)}",
            starts_at=starts, facilitator=people[leads[0]], recorder=people[leads[1]], state=state,
        ) for _i in range(n)
    ])


def counts(side, n, matter):
    """Make ``n`` counts of opinions about ``matter`` that are under way."""
    return Poll.objects.bulk_create([
        Poll(
            community=side.community, matter=matter, question="您怎么看？", rule=Rule.ADVISORY_POLL, secrecy=Secrecy.NAMED,
            electorate=Electorate.PERSONS, decisive=False, place=side.community, state=PollState.OPEN,
            opens_at=now() - dt.timedelta(1), closes_at=now() + dt.timedelta(3), entitled=1, roll_hash="0" * 64,
            definition_hash="0" * 64,
        ) for _i in range(n)
    ])


def petitions(side, n):
    """Make ``n`` petitions that oblige the community's secretary."""
    return Petition.objects.bulk_create([
        Petition(
            community=side.community, base=PetitionBase.ADULTS, title="请开会", text="请开会",
            opened_by=side.people[Role.RESIDENT], opened_at=now(), state=PetitionState.REACHED, reached_at=now(),
            entitled=100, needed=20,
        ) for _i in range(n)
    ])


def context(who, query=""):
    """Return the context of the desk of ``who``."""
    answer = reader(who).get(f"/desk/?{query}")
    assert answer.status_code == 200
    return answer.context


def crowded(side, n):
    """Lay ``n`` of everything on the desks of ``side``."""
    made = builders.matters(side, n, states=(MatterState.COLLECTING,))
    meetings(side, n)
    counts(side, n, made[0])
    petitions(side, n)
    builders.reports(side, n)
    duties(side, n, made[0])


def duties(side, n, matter):
    """Lay ``n`` objections, orders, follow-ups and calls with their days on the desks of ``side``."""
    of, by = {"community": side.community, "matter": matter}, side.people[Role.RESIDENT]
    Objection.objects.bulk_create([
        Objection(person=by, text="异议", raised_on=today(), entered_by=by, **of) for _i in range(n)
    ])
    SupervisionOrder.objects.bulk_create([
        SupervisionOrder(level="yellow", to_words="物业", text="整改", on=today(), due=today(), **of) for _i in range(n)
    ])
    FollowUp.objects.bulk_create([FollowUp(name=f"回访{i}", due=today(), **of) for i in range(n)])
    calls = list(Matter.objects.filter(community=side.community, call=None)[:n])
    PublicCall.objects.bulk_create([
        PublicCall(community=side.community, matter=row, draft="草案", explanation="说明", since=today(),
                   until=today() + dt.timedelta(30), days=30, opened_by=by) for row in calls
    ])


def test_the_desk_and_its_calendar_cost_the_same_at_3_rows_and_at_300(side, world):
    people = [side.people[role] for role in OFFICERS]
    urls = ["/desk/", "/desk/calendar/?owed=community"]
    assert_same_queries([*people, world.staff[Role.STREET_DIRECTOR]], urls, lambda n: crowded(side, n))


@pytest.mark.parametrize("state", STATES)
def test_a_matter_in_focus_costs_the_same_whatever_else_there_is(side, state):
    chosen = builders.matters(side, 1, states=(state,))[0]
    people = [side.people[Role.RECORDER], side.people[Role.COMMUNITY_SECRETARY]]
    assert_same_queries(people, f"/desk/?matter={chosen.code}", lambda n: builders.matters(side, n), many=60)


@pytest.mark.parametrize("name", ["meeting", "ballot", "petition"])
def test_another_thing_in_focus_costs_the_same_whatever_else_there_is(side, name):
    matter = builders.matters(side, 1)[0]
    chosen = {
        "meeting": meetings(side, 1), "ballot": counts(side, 1, matter), "petition": petitions(side, 1),
    }[name][0]
    people = [side.people[role] for role in OFFICERS if role != Role.SUPERVISORY_MEMBER] if name == "meeting" else [
        side.people[Role.COMMUNITY_SECRETARY if name == "petition" else Role.RECORDER]
    ]
    found = context(people[0], f"{name}={chosen.pk}")
    assert found["focus"].thing == chosen and not found["gone"]
    assert_same_queries(people, f"/desk/?{name}={chosen.pk}", lambda n: crowded(side, n), many=60)


def test_ones_own_page_costs_the_same_at_3_rows_and_at_300(side):
    people = [side.people[role] for role in (Role.OWNER, Role.COUNCIL_MEMBER, Role.RECORDER, Role.RESIDENT_REP)]
    assert_same_queries(people, "/my/", lambda n: builders.matters(side, n, states=(MatterState.EXECUTING,)))
    assert "Results that you may rate" in page(side.people[Role.RESIDENT_REP], "/my/")


def test_matters_page_by_key_and_the_page_stays_when_one_is_put_in_focus(side):
    made = builders.matters(side, 25, states=(MatterState.COLLECTING,))
    clerk = side.people[Role.RECORDER]
    first = context(clerk)
    assert [line.thing for line in first["lines"]["matter"]] == made[:4:-1]
    second = context(clerk, first["page"].after[1:])
    assert [line.thing for line in second["lines"]["matter"]] == made[4::-1]
    href = second["lines"]["matter"][2].href
    assert href.endswith(f"matter={made[2].code}#focus")
    third = context(clerk, href[1:].partition("#")[0])
    assert third["focus"].thing == made[2]
    assert [line.thing for line in third["lines"]["matter"]] == made[4::-1]


def test_other_lists_show_twenty_and_lead_on(side):
    crowded(side, 21)
    found = context(side.people[Role.COMMUNITY_SECRETARY])
    assert {name: len(lines) for name, lines in found["lines"].items()} == dict.fromkeys(found["lines"], 20)
    assert found["more"] == {"meeting", "ballot", "petition"}
    assert len(found["reports"]) == 20 and found["more_reports"]
    assert "Only the first twenty are shown here. All meetings" in page(side.people[Role.COMMUNITY_SECRETARY], "/desk/")


def test_every_line_names_the_next_act_and_whose_it_is(side):
    builders.matters(side, 7)
    words = page(side.people[Role.COMMUNITY_SECRETARY], "/desk/")
    assert "Next, by you: Admit" in words
    assert "Next: Propose for the agenda (recorder)" in words
    found = context(side.people[Role.COMMUNITY_SECRETARY])
    named = {line.thing.state: [act.code for act in line.acts] for line in found["lines"]["matter"]}
    assert named["executing"] == ["execution.close"]


def test_who_leads_a_meeting_signs_it_and_nobody_else(side):
    own = meetings(side, 1, MeetingState.CLOSED)[0]
    meetings(side, 1, MeetingState.CLOSED, lead=False)
    assert [line.thing for line in context(side.people[Role.RECORDER])["lines"]["meeting"]] == [own]
    assert context(side.people[Role.COMMUNITY_SECRETARY])["lines"]["meeting"] == []


def test_what_is_not_on_the_desk_is_said_and_something_else_comes_into_focus(world):
    here, there = builders.matters(world.own, 1)[0], builders.matters(world.other, 1)[0]
    clerk = world.own.people[Role.RECORDER]
    for query in (f"matter={there.code}", "matter=%00", "meeting=x", "ballot=99999999999999999999", "petition=0"):
        found = context(clerk, query)
        assert found["gone"] and found["focus"].thing == here, query
    assert "no longer on your desk" in page(clerk, f"/desk/?matter={there.code}")


def test_html_on_the_desk_is_shown_and_never_run(side):
    made = builders.matters(side, 1, title=EVIL)[0]
    answer = reader(side.people[Role.RECORDER]).get(f"/desk/?matter={made.code}&x={EVIL}")
    assert "<script>alert" not in answer.content.decode()
