"""A poll from draft to certified: what fits together, the roll, the notice, the window, and that nobody peeks."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from consultation.enums import Rule
from consultation.polls import queries
from consultation.polls.domain import polls, rolls
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Electorate, Secrecy
from consultation.polls.models import Poll, RollEntry, RollVoter
from tests.world import household, person, seat
from yishi.db.append_only import lifted
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import (
    ANNOUNCED,
    CLOSES,
    OPENS,
    after,
    at,
    closed,
    council,
    council_poll,
    draft,
    opened,
    options,
    owners,
    owners_poll,
    people,
    while_open,
)

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.mark.parametrize("fields", [
    {"rule": Rule.OWNERS_SPECIAL, "electorate": Electorate.PERSONS},
    {"rule": Rule.ADVISORY_POLL, "electorate": Electorate.OWNERS},
    {"rule": Rule.OWNERS_SPECIAL, "electorate": Electorate.OWNERS, "secrecy": Secrecy.SECRET},
    {"electorate": Electorate.MEMBERS},  # whose seats?
    {"rule": Rule.COUNCIL, "electorate": Electorate.MEMBERS, "proxies": True},
    {"rule": Rule.COUNCIL, "electorate": Electorate.MEMBERS, "local_threshold": ">=1/2"},
    {"decisive": True},
    {"secrecy": Secrecy.SECRET, "may_change": True},
    {"electorate": Electorate.PERSONS, "min_age": 12},
    {"rule": Rule.RESIDENTS_ASSEMBLY, "electorate": Electorate.PERSONS, "min_age": 16},
    {"rule": Rule.RESIDENTS_ASSEMBLY, "electorate": Electorate.HOUSEHOLDS, "min_age": 16},
    {"closes_at": OPENS},
    {"method": "budget"},
    {"rule": Rule.APPROVAL_POLL, "secrecy": Secrecy.SECRET, "method": "budget", "choices": [("A", "x")], "cap_yuan": 5},
    {"rule": Rule.APPROVAL_POLL, "secrecy": Secrecy.SECRET, "method": "approval", "choices": [("A", "")],
     "max_choices": 2},
    {"choices": [("A", "x"), ("A", "y")], "method": "single"},
    {"question": " "},
    {"question": "问" * 256},
    {"questions": [{"text": "问" * 2001}]},
])
def test_what_does_not_go_together_is_refused(world, fields):
    with pytest.raises(Invalid):
        draft(world.own, **fields)
    assert not Poll.objects.exists()


@pytest.mark.parametrize("changes", [
    {"electorate": "owners"}, {"decisive": True}, {"may_change": True, "secrecy": "secret"}, {"closes_at": OPENS},
    {"state": "open"},
])
def test_the_database_refuses_it_too(world, changes):
    poll = draft(world.own)
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(pk=poll.pk).update(**changes)


def test_ballots_are_prepared_by_those_entrusted_with_them(world):
    for role in (Role.RESIDENT, Role.OWNER, Role.OWNERS_COMMITTEE, Role.SYSTEM_ADMIN, Role.CONTENT_MODERATOR):
        with pytest.raises(Forbidden):
            polls.create(community=world.own.community, by=world.own.people[role], question="问",
                         rule=Rule.ADVISORY_POLL, secrecy=Secrecy.NAMED, electorate=Electorate.LISTED)
    polls.create(community=world.own.community, by=world.own.people[Role.OWNERS_COMMITTEE], question="问",
                 rule=Rule.OWNERS_ORDINARY, secrecy=Secrecy.NAMED, electorate=Electorate.OWNERS)
    with pytest.raises(Forbidden):
        polls.create(community=world.own.community, by=world.other.people[Role.RECORDER], question="问",
                     rule=Rule.ADVISORY_POLL, secrecy=Secrecy.NAMED, electorate=Electorate.LISTED)


def test_results_are_hidden_from_everybody_until_the_close(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter])
    with while_open():
        cast(poll, by=voter, choices="in_favor")
        for ask in (queries.counted, queries.results, queries.tallies, queries.channel_figures):
            with pytest.raises(Refused):
                ask(poll)
    with after():
        with pytest.raises(Refused):
            queries.counted(poll)[0]  # the window is over, the ballot is not closed yet
        closed(world.own, poll)
        assert queries.counted(poll)[0].in_favor == 1


def test_what_is_closed_and_not_certified_is_read_by_those_who_certify_it_alone(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter])
    recorder, supervisor = (world.own.people[role] for role in (Role.RECORDER, Role.SUPERVISORY_MEMBER))
    with while_open():
        cast(poll, by=voter, entered_by=recorder, witness=supervisor, choices="in_favor", channel="paper")
    closed(world.own, poll)
    facilitator = world.own.people[Role.FACILITATOR]
    readers = [person for person in (*world.own.people.values(), *world.other.people.values(), voter, None)
               if queries.shown(poll, person)[0]]
    assert readers == [facilitator], "the other two who could have entered or witnessed the paper"
    for ask in (queries.results, queries.channel_figures):
        with pytest.raises(Refused, match="once the count is certified"):
            ask(poll)
    polls.certify(poll, by=facilitator)
    assert [queries.shown(poll, person)[0][0].in_favor for person in (None, recorder, voter)] == [1, 1, 1]


def test_an_annulled_ballot_has_no_result(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter])
    with while_open():
        cast(poll, by=voter, choices="in_favor")
        with pytest.raises(Invalid):
            polls.annul(poll, by=world.own.people[Role.COMMUNITY_SECRETARY], because=" ")
        polls.annul(poll, by=world.own.people[Role.COMMUNITY_SECRETARY], because="公告有误")
        with pytest.raises(Refused):
            queries.counted(poll)[0]


def test_the_notice_of_the_rule_has_to_run(world):
    owners(world.own, "89.0")
    recorder = world.own.people[Role.RECORDER]
    fields = {"rule": Rule.OWNERS_ORDINARY, "electorate": Electorate.OWNERS}
    poll = draft(world.own, **fields)
    with at(OPENS), pytest.raises(Refused):
        polls.open_poll(poll, by=recorder)  # never announced
    with at(OPENS - dt.timedelta(days=14)), pytest.raises(Refused):
        polls.announce(poll, by=recorder)  # too late for the day it names
    with at(OPENS - dt.timedelta(days=15)):
        polls.announce(poll, by=recorder)
    with at(OPENS - dt.timedelta(hours=1)), pytest.raises(Refused):
        polls.open_poll(poll, by=recorder)
    with at(OPENS):
        polls.open_poll(poll, by=recorder)
    assert poll.state == "open"


def test_a_window_is_kept_and_a_refused_poll_is_left_as_it_was(world):
    voter, = people(world.own, 1)
    poll = opened(world.own, [voter])
    recorder = world.own.people[Role.RECORDER]
    with at(CLOSES - dt.timedelta(minutes=1)), pytest.raises(Refused):
        polls.close_poll(poll, by=recorder)
    with after(), pytest.raises(Invalid):
        polls.close_poll(poll, by=recorder, present=9)
    assert poll.state == Poll.objects.get(pk=poll.pk).state == "open" and poll.present is None


def test_the_roll_of_persons_is_read_from_the_register_on_the_day_of_the_opening(world):
    estate = world.own.estate
    born = {"满十八": dt.date(2008, 4, 6), "差一天": dt.date(2008, 4, 7), "老人": dt.date(1940, 1, 1), "不详": None}
    made = {name: person(world.own.community, name, born=day) for name, day in born.items()}
    household(estate, "3-303", *made.values())
    poll = opened(world.own, electorate=Electorate.PERSONS, place=estate)
    units = set(RollEntry.objects.filter(poll=poll).values_list("unit", flat=True))
    assert units == {f"p{made['满十八'].pk}", f"p{made['老人'].pk}", f"p{world.own.people[Role.RESIDENT].pk}"}
    with pytest.raises(Refused):
        rolls.freeze_roll(poll, by=world.own.people[Role.RECORDER])
    by_door = opened(world.own, electorate=Electorate.HOUSEHOLDS, place=estate)
    assert by_door.entitled == 2 and RollVoter.objects.filter(poll=by_door).count() == 3


def test_a_frozen_roll_takes_nobody_in(world):
    first, late = people(world.own, 2)
    poll = opened(world.own, [first])
    line, common = RollEntry.objects.get(poll=poll), {"community": world.own.community, "poll": poll}
    for model, fields in ((RollEntry, {"unit": f"p{late.pk}"}), (RollVoter, {"entry": line, "person": late})):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**common, **fields)
    with lifted():  # red control: it is the trigger that stands against it
        RollVoter.objects.create(**common, entry=line, person=late)


def test_a_list_has_nobody_under_age_and_an_empty_roll_is_refused(world):
    recorder = world.own.people[Role.RECORDER]
    young = person(world.own.community, "少年", born=dt.date(2010, 1, 1))
    poll = draft(world.own)
    for persons in ([young], None):
        with pytest.raises(Invalid):
            rolls.freeze_roll(poll, by=recorder, persons=persons)
    with pytest.raises(Refused):
        rolls.freeze_roll(poll, by=recorder, persons=[])
    assert not poll.roll_hash and not RollEntry.objects.exists()
    rolls.freeze_roll(draft(world.own, min_age=14), by=recorder, persons=[young])


def test_a_representatives_assembly_has_four_fifths_of_representatives(world):
    side = world.own
    fields = {"rule": Rule.REP_ASSEMBLY, "roles": []}
    with pytest.raises(Refused):  # one of three: representative, committee, secretary
        council_poll(side, secrecy=Secrecy.SHOW_OF_HANDS, opens_at=OPENS, **fields)
    for i in range(7):
        seat(person(side.community, f"代表{i}"), Role.RESIDENT_REP, side.community)
    poll = council_poll(side, secrecy=Secrecy.SHOW_OF_HANDS, opens_at=OPENS, **fields)
    assert poll.entitled == 10


def test_a_seat_that_ended_is_not_on_the_roll_and_two_seats_are_one_vote(world):
    members = council(world.own, 4)
    seat(members[0], Role.RECORDER, world.own.community)
    members[1].seats.update(until=ANNOUNCED.date() - dt.timedelta(days=1))
    poll = council_poll(world.own, rule=Rule.CONSENT, secrecy=Secrecy.NAMED, roles=[Role.COUNCIL_MEMBER, Role.RECORDER])
    assert poll.entitled == 4


def test_of_owners_those_count_who_voted_and_nobody_else(world):
    made = owners(world.own, "89.0", "89.0", "89.0")
    poll = owners_poll(world.own)
    with while_open():
        head, who = made[0]
        cast(poll, by=who, unit=head, choices="in_favor")
    with after(), pytest.raises(Invalid) as refusal:
        polls.close_poll(poll, by=world.own.people[Role.RECORDER], present=3)
    assert refusal.value.field == "present" and poll.state == "open"
    assert not queries.counted(closed(world.own, poll))[0].quorum_met


def test_present_counts_against_the_share(world):
    members = council(world.own, 15)
    poll = council_poll(world.own, **options())
    with while_open():
        for i, member in enumerate(members[:13]):
            cast(poll, by=member, choices="A" if i < 3 else "B" if i < 4 else "C")
        with pytest.raises(Invalid):
            polls.close_poll(poll, by=world.own.people[Role.FACILITATOR], present=12)
        polls.close_poll(poll, by=world.own.people[Role.FACILITATOR], present=13)
    found = queries.counted(poll)[0]
    assert (found.winner, found.passed, found.tally.heads) == ("C", True, {"A": 3, "B": 1, "C": 9})
    assert "13" in found.sentence and "15" in found.sentence


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_sentence_shows_the_sum_of_owners(world, settings, language):
    from django.utils import translation

    made = owners(world.own, *["89.0"] * 12)
    poll = owners_poll(world.own)
    with while_open():
        for i, (head, who) in enumerate(made):
            cast(poll, by=who, unit=head, choices="in_favor" if i < 10 else "against" if i == 10 else "abstain")
    found = queries.counted(closed(world.own, poll))[0]
    assert found.passed and (str(found.cast_area), str(found.choices[0].area)) == ("1068.00", "890.00")
    with translation.override(language):
        for figure in ("12", "1,068.00", "2/3", "3/4", "10", "890.00", "801.00"):
            assert figure in found.sentence
