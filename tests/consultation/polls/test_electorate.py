"""Who decides is said by the rule and frozen at the admission: no roll that decides is picked by hand."""

import pytest

from consultation.domain import agenda, ballots
from consultation.enums import MatterState, Rule
from consultation.models import Admission, Matter
from consultation.polls.domain import polls
from consultation.polls.enums import Electorate, Secrecy
from consultation.polls.models import Poll
from consultation.polls.rules import RULES
from meetings.enums import MeetingKind
from meetings.queries import members_of
from meetings.rules import rule_of
from tests.consultation.builders_agenda import ADMITTED, REVIEWED, bare, matter, on, prepare
from tests.meetings.builders import planned
from tests.world import person, place, seat
from yishi.people.enums import PlaceKind, Role
from yishi.people.models import Place
from yishi.refusals import Invalid, Refused

from .builders import ANNOUNCED, CLOSES, OPENS, at, draft

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
DECIDING = [rule for rule in RULES.values() if rule.decides and rule.code != Rule.CONSENT]


def refused(field, act, *args, **fields):
    with pytest.raises(Invalid) as caught:
        act(*args, **fields)
    assert caught.value.field == field
    assert not Poll.objects.exists()


@pytest.mark.parametrize("rule", DECIDING, ids=lambda rule: rule.code)
def test_a_list_never_decides(world, rule):
    refused("electorate", draft, world.own, rule=rule.code, electorate=Electorate.LISTED)


@pytest.mark.parametrize(("rule", "roles"), [
    (Rule.COUNCIL, [Role.RESIDENT_REP]), (Rule.COUNCIL, [Role.COUNCIL_MEMBER, Role.RECORDER]),
    (Rule.REP_ASSEMBLY, [Role.RESIDENT_REP]), (Rule.REP_ASSEMBLY, [Role.COMMUNITY_COMMITTEE]),
])
def test_other_seats_than_the_rules_own_are_refused_and_none_named_are_the_rules_own(world, rule, roles):
    refused("roles", draft, world.own, rule=rule, electorate=Electorate.MEMBERS, roles=roles)
    assert set(draft(world.own, rule=rule, electorate=Electorate.MEMBERS).roles) == RULES[rule].seats


@pytest.mark.parametrize(("rule", "electorate"), [
    (Rule.COUNCIL, Electorate.MEMBERS), (Rule.REP_ASSEMBLY, Electorate.MEMBERS),
    (Rule.RESIDENTS_ASSEMBLY, Electorate.PERSONS), (Rule.RESIDENTS_ASSEMBLY, Electorate.HOUSEHOLDS),
])
def test_a_part_of_the_community_does_not_decide_for_the_whole(world, rule, electorate):
    refused("place", draft, world.own, rule=rule, electorate=electorate, place=world.own.estate)


@pytest.mark.parametrize(("rule", "electorate"), [
    (Rule.OWNERS_SPECIAL, Electorate.OWNERS), (Rule.ADVISORY_POLL, Electorate.PERSONS),
])
def test_nobody_votes_in_another_community(world, rule, electorate):
    refused("place", draft, world.own, rule=rule, electorate=electorate, place=world.other.estate)
    refused("place", draft, world.own, rule=rule, electorate=electorate, place=world.street)


@pytest.mark.parametrize(("kind", "rule"), [
    (MeetingKind.COUNCIL, Rule.COUNCIL), (MeetingKind.REP_ASSEMBLY, Rule.REP_ASSEMBLY),
])
def test_the_members_of_the_meeting_are_the_roll_of_its_ballot(world, kind, rule):
    side = world.own
    grid = place("HA-G1", PlaceKind.GRID, side.community)
    for i in range(9):
        for role in rule_of(kind).seats & {Role.RESIDENT_REP, Role.COUNCIL_MEMBER}:
            seat(person(side.community, f"委员{i}"), role, grid if i % 2 else side.community)
    seat(person(world.street, "街道的"), Role.RESIDENT_REP, world.street)
    with at(ANNOUNCED):
        poll = draft(side, rule=rule, electorate=Electorate.MEMBERS, opens_at=OPENS)
        polls.freeze_roll(poll, by=side.people[Role.RECORDER])
    meeting = planned(side, kind=kind, day=OPENS.date())
    assert {f"p{member.pk}" for member in members_of(meeting)} == set(poll.roll.values_list("unit", flat=True))


def item(world, rule=Rule.OWNERS_SPECIAL, **answers):
    """Return an item admitted with ``rule``."""
    made = bare(world.own)
    prepare(made, world.own, rule=rule, **{"needs_owner_vote": rule == Rule.OWNERS_SPECIAL, **answers})
    with on(ADMITTED):
        agenda.admit(made, by=world.own.people[Role.COMMUNITY_SECRETARY])
    return made


def deciding(world, made, **fields):
    fields = {"electorate": Electorate.OWNERS, "secrecy": Secrecy.NAMED, "question": "问", "opens_at": OPENS,
              "closes_at": CLOSES, **fields}
    return ballots.prepare(made, by=world.own.people[Role.RECORDER], **fields)


def test_the_roll_is_frozen_with_the_item(world):
    made = item(world)
    frozen = Admission.objects.get(matter=made)
    assert (frozen.electorate, frozen.voting_place) == (Electorate.OWNERS, world.own.estate)
    block = place("HA-1-B1", PlaceKind.BUILDING, world.own.estate)
    refused("place", deciding, world, made, place=block)
    assert deciding(world, made).place == world.own.estate
    assert not deciding(world, made, place=block, decisive=False).decisive


def test_what_is_said_at_the_admission_is_frozen(world):
    block = place("HA-1-B1", PlaceKind.BUILDING, world.own.estate)
    made = item(world, voting_place=block)
    assert deciding(world, made).place == block


def test_households_or_persons_is_said_once(world):
    made = item(world, Rule.RESIDENTS_ASSEMBLY, electorate=Electorate.HOUSEHOLDS)
    refused("electorate", deciding, world, made, electorate=Electorate.PERSONS)
    assert deciding(world, made, electorate=Electorate.HOUSEHOLDS).place == world.own.community


def test_a_roll_that_the_rule_does_not_know_is_not_admitted(world):
    made, secretary = bare(world.own), world.own.people[Role.COMMUNITY_SECRETARY]
    answers = {"proposer": "committee", "rule": Rule.COUNCIL}
    for field, value in [("electorate", Electorate.PERSONS), ("voting_place", world.own.estate),
                         ("voting_place", world.other.community)]:
        with on(REVIEWED):
            refused(field, agenda.record_admission, made, by=secretary, **answers, **{field: value})


def test_a_roll_changed_in_the_rows_does_not_open(world):
    made = matter(world, MatterState.DELIBERATING)
    poll = deciding(world, made)
    block = place("HA-1-B1", PlaceKind.BUILDING, world.own.estate)
    Poll.objects.filter(pk=poll.pk).update(place=block)
    poll.refresh_from_db()
    with at(OPENS), pytest.raises(Refused) as caught:
        ballots.open(poll, by=world.own.people[Role.RECORDER])
    assert "frozen" in [check.code for check in caught.value.missing]
    assert Matter.objects.get(pk=made.pk).rule == Rule.OWNERS_SPECIAL and Place.objects.filter(pk=block.pk).exists()


def test_local_shares_are_frozen_with_the_item(world):
    made = item(world, local_threshold=">=4/5")
    for share in (">=1/1", ">=3/4"):
        refused("local_threshold", deciding, world, made, local_threshold=share)
    refused("local_quorum", deciding, world, made, local_quorum=">=3/4")
    poll = deciding(world, made)
    assert (poll.local_quorum, poll.local_threshold) == ("", ">=4/5")
    Poll.objects.filter(pk=poll.pk).update(local_threshold="")
    poll.refresh_from_db()
    with at(OPENS), pytest.raises(Refused) as caught:
        ballots.open(poll, by=world.own.people[Role.RECORDER])
    assert "frozen" in [check.code for check in caught.value.missing]


@pytest.mark.parametrize(("field", "answers"), [
    ("local_threshold", {"local_threshold": ">1/2"}), ("local_quorum", {"local_quorum": "half"}),
    ("rule", {"rule": "", "needs_owner_vote": False, "local_quorum": ">=3/4"}),
])
def test_a_local_share_that_is_laxer_or_of_no_rule_is_not_admitted(world, field, answers):
    made = bare(world.own)
    with pytest.raises(Invalid) as caught:
        prepare(made, world.own, **answers)
    assert caught.value.field == field
