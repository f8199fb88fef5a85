"""Every shape of ballot that a street holds: the figures come out of single votes as they went in."""

from decimal import Decimal

import pytest

from consultation.enums import Rule
from consultation.polls import queries
from consultation.polls.domain import hands, polls, rolls
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Channel, Electorate, Secrecy
from tests.world import person, seat
from yishi.people.enums import Role

from .builders import OPENS, closed, council, council_poll, opened, options, owners, owners_poll, people, while_open

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
CODES = ("in_favor", "against", "abstain")


@pytest.mark.parametrize(("rule", "votes", "passed"), [
    (Rule.OWNERS_SPECIAL, {"in_favor": ["89.00"] * 10, "against": ["89.00"], "abstain": ["89.00"]}, True),
    (Rule.OWNERS_SPECIAL, {"in_favor": ["107.1", "89.4", "60.3"], "against": ["75.2"], "abstain": []}, True),
    (Rule.OWNERS_SPECIAL, {"in_favor": ["107.1", "89.4", "60.3"], "against": ["85.7"], "abstain": []}, False),
    (Rule.OWNERS_ORDINARY, {"in_favor": ["121.8", "90.1"], "against": ["120.2", "91.8"], "abstain": ["10.1"]}, False),
])
def test_owners_by_head_and_area_in_three_channels(world, rule, votes, passed):
    cast_by = [(code, area) for code in CODES for area in votes[code]]
    made = owners(world.own, *(area for _code, area in cast_by), "0.1")
    staff = {"entered_by": world.own.people[Role.RECORDER], "witness": world.own.people[Role.GRID_WORKER]}
    poll = owners_poll(world.own, rule=rule)
    with while_open():
        for i, ((head, who), (code, _area)) in enumerate(zip(made[:-1], cast_by, strict=True)):
            channel = [Channel.ONLINE, Channel.PAPER, Channel.HOME_VISIT][i % 3]
            cast(poll, by=who, unit=head, choices=code, channel=channel, **({} if i % 3 == 0 else staff))
    found = queries.counted(closed(world.own, poll))[0]
    assert found.passed is passed
    assert {choice.code: choice.heads for choice in found.choices} == {code: len(votes[code]) for code in CODES}
    areas = {code: int(sum(map(Decimal, votes[code]), Decimal()) * 100) for code in CODES}
    assert found.tally.area == areas
    assert found.tally.entitled_area == sum(areas.values()) + 10


def test_council_by_secret_ballot_with_two_recused(world):
    members = council(world.own, 15)
    poll = council_poll(world.own, **options())
    with while_open():
        for member in members[:2]:
            rolls.recuse(poll, by=world.own.people[Role.RECORDER], unit=member, words="商户亲属")
        for member, code in zip(members[2:], "AAABCCCCCCCCC", strict=True):
            cast(poll, by=member, choices=code)
        polls.close_poll(poll, by=world.own.people[Role.FACILITATOR], present=13)
    found = queries.counted(poll)[0]
    assert (found.entitled, found.present, found.winner, found.passed) == (15, 13, "C", True)


@pytest.mark.parametrize(("n", "present", "counts", "passed"), [
    (78, 66, {"in_favor": 58, "against": 5, "abstain": 3}, True),
    (94, 79, {"in_favor": 71, "against": 4, "abstain": 4}, True),
    (94, 62, {"in_favor": 62}, False),
])
def test_representatives_by_show_of_hands(world, n, present, counts, passed):
    side = world.own
    for i in range(n - 3):
        seat(person(side.community, f"代表{i}"), Role.RESIDENT_REP, side.community)
    poll = council_poll(side, rule=Rule.REP_ASSEMBLY, secrecy=Secrecy.SHOW_OF_HANDS, opens_at=OPENS,
                        roles=[])
    with while_open():
        hands.enter(poll, by=side.people[Role.RECORDER], present=present, counts=counts)
        hands.confirm(poll, by=side.people[Role.FACILITATOR])
        polls.close_poll(poll, by=side.people[Role.RECORDER])
    found = queries.counted(poll)[0]
    assert (found.entitled, found.present, found.passed, found.quorum_met) == (n, present, passed, present * 3 >= n * 2)


def test_residents_choose_one_of_four_and_the_count_decides_nothing(world):
    voters = people(world.own, 20)
    choices = [("A", "挖潜"), ("B", "共享"), ("C", "都做"), ("D", "维持")]
    poll = opened(world.own, electorate=Electorate.PERSONS, place=world.own.estate, **options(choices=choices))
    with while_open():
        for voter, code in zip(voters, "AABBBCCCCCCCDD", strict=False):
            cast(poll, by=voter, choices=code)
    found = queries.counted(closed(world.own, poll))[0]
    assert (found.entitled, found.cast, found.winner, found.passed) == (21, 14, "C", None)
    assert found.tally.heads == {"A": 2, "B": 3, "C": 7, "D": 2}


def test_the_last_vote_of_many_counts_in_the_order_it_came(world):
    voters = people(world.own, 3)
    questions = [{"n": 0, "text": "意见"}, {"n": 7, "text": "別的意見"}]
    poll = opened(world.own, voters, may_change=True, questions=questions)
    line = [(0, 0, "in_favor"), (1, 0, "against"), (0, 0, "against"), (0, 7, "abstain"), (0, 0, "in_favor"),
            (2, 7, "in_favor"), (1, 0, "abstain")]
    with while_open():
        for voter, question, code in line:
            cast(poll, by=voters[voter], choices={question: code})
    closed(world.own, poll)
    assert queries.tallies(poll) == {
        0: {"in_favor": 1, "against": 0, "abstain": 1}, 7: {"in_favor": 1, "against": 0, "abstain": 1},
    }
