"""The second ballot: said before the vote, held between the two options that led where none reached the share."""

import pytest

from consultation.domain import ballots
from consultation.enums import MatterState, Rule
from consultation.guards.deliberate import decided
from consultation.models import Matter
from consultation.polls.counting import first_two
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Electorate, Secrecy
from consultation.queries.decisions import decision
from tests.consultation.builders_agenda import matter
from yishi.checks import unmet
from yishi.people.enums import Role
from yishi.refusals import Invalid, Refused

from .builders import OPENS, at, council, options

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.fixture
def made(world):
    """Return a matter under deliberation that the council decides."""
    found = matter(world, MatterState.DELIBERATING)
    Matter.objects.filter(pk=found.pk).update(rule=Rule.COUNCIL)
    found.refresh_from_db()
    return found


def ballot(world, made, **fields):
    """Prepare a secret ballot of the council on the options of ``made``."""
    return ballots.prepare(
        made, by=world.own.people[Role.RECORDER], question="哪个方案", secrecy=Secrecy.NAMED, electorate=Electorate.MEMBERS,
        **{**options(), **fields},
    )


def held(world, poll, votes):
    """Open ``poll``, let each of ``votes`` {person: code} be cast, close and certify it."""
    staff = world.own.people
    with at(OPENS):
        ballots.open(poll, by=staff[Role.RECORDER])
        for person, code in votes.items():
            cast(poll, by=person, choices=code)
        ballots.close(poll, by=staff[Role.RECORDER])
        ballots.certify(poll, by=staff[Role.FACILITATOR])
    return poll


def test_where_no_option_reaches_the_share_the_two_that_led_are_voted_on_once_more(world, made):
    members = council(world.own, 6)
    first = held(world, ballot(world, made, second_ballot=True), dict(zip(members, "ABBBAC", strict=True)))
    assert decision(made) is False and [check.code for check in unmet(decided(made))] == ["second_ballot"]
    second = ballot(world, made, after=first)
    assert [row.code for row in second.questions.get().choices.all()] == ["A", "B"]
    held(world, second, dict(zip(members, "ABBBAB", strict=True)))
    assert decision(made) is True and unmet(decided(made)) == []
    with pytest.raises(Refused):
        held(world, ballot(world, made, after=first), {})


def test_a_second_ballot_is_held_only_where_it_was_said_before_the_vote(world, made):
    members = council(world.own, 6)
    first = held(world, ballot(world, made), dict(zip(members, "ABBBAC", strict=True)))
    assert unmet(decided(made)) == []
    with pytest.raises(Invalid):
        ballot(world, made, after=first)
    with pytest.raises(Invalid):
        ballot(world, made, second_ballot=True, decisive=False)


@pytest.mark.parametrize(("heads", "two"), [
    ({"A": 2, "B": 3, "C": 1}, ("A", "B")), ({"A": 3, "B": 3, "C": 1}, ("A", "B")), ({"A": 1, "B": 3, "C": 1}, ()),
    ({"A": 3, "B": 0, "C": 0}, ()), ({"A": 3, "B": 3}, ()),
])
def test_two_options_lead_where_nobody_shares_the_second_place(heads, two):
    assert first_two(heads) == two
