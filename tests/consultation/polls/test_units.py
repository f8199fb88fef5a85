import pytest

from consultation.polls import queries
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Channel, Electorate
from consultation.polls.models import (
    NamedMark,
)
from tests.world import household, owner, person
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import (
    closed,
    opened,
    owners,
    owners_poll,
    people,
    while_open,
)

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


def refused(kind=Refused, **vote):
    with pytest.raises(kind) as caught:
        cast(**vote)
    assert str(caught.value)
    return str(caught.value)


def test_one_unit_one_vote(world):
    first, second = people(world.own, 1)[0], person(world.own.community, "李四")
    household(world.own.estate, "2-202", first, second)
    poll = opened(world.own, electorate=Electorate.HOUSEHOLDS, place=world.own.estate)
    with while_open():
        cast(poll, by=first, unit=first.household, choices="in_favor")
        refused(poll=poll, by=second, unit=second.household, choices="against")
        refused(poll=poll, by=first, unit=first.household, choices="in_favor")
    assert NamedMark.objects.filter(poll=poll).count() == 1


def test_papers_are_entered_by_two_and_a_duplicate_in_another_channel_is_refused(world):
    (head, who), (second, other) = owners(world.own, "89.0", "100.5")
    recorder, member = world.own.people[Role.RECORDER], world.own.people[Role.SUPERVISORY_MEMBER]
    poll = owners_poll(world.own, may_change=True)
    paper = {"poll": poll, "by": who, "unit": head, "choices": "in_favor", "channel": Channel.PAPER}
    with while_open():
        refused(Forbidden, **paper)
        refused(Forbidden, **paper, entered_by=recorder)
        refused(Forbidden, **paper, entered_by=recorder, witness=recorder)
        refused(Forbidden, **paper, entered_by=who, witness=recorder)
        cast(**paper, entered_by=recorder, witness=member)
        refused(poll=poll, by=who, unit=head, choices="against")
        cast(poll, by=other, unit=second, choices="against")
        refused(**{**paper, "by": other, "unit": second}, entered_by=recorder, witness=member)
    closed(world.own, poll)
    assert [units for _label, units in queries.channel_figures(poll, world.own.people[Role.FACILITATOR])] == [2], "merged"


def test_a_proxy_votes_where_the_rule_allows_it_with_evidence(world):
    (head, _who), = owners(world.own, "89.0")
    proxy, resident = people(world.own, 2)
    staff = {"entered_by": world.own.people[Role.RECORDER], "witness": world.own.people[Role.SUPERVISORY_MEMBER],
             "channel": Channel.PAPER}
    poll, council_own = owners_poll(world.own), opened(world.own, [resident])
    with while_open():
        refused(poll=poll, by=proxy, unit=head, choices="in_favor", **staff)
        refused(poll=poll, by=proxy, unit=head, choices="in_favor", proxy_evidence="委托书")
        cast(poll, by=proxy, unit=head, choices="in_favor", proxy_evidence="委托书2026-04-01", **staff)
        refused(poll=council_own, by=proxy, unit=resident, choices="in_favor", proxy_evidence="委托书", **staff)


def test_many_questions_are_voted_on_one_by_one(world):
    voters = people(world.own, 2)
    poll = opened(world.own, voters, may_change=True, questions=[{"n": n, "text": f"意见{n}"} for n in range(5)])
    with while_open():
        cast(poll, by=voters[0], choices={0: "in_favor"})
        cast(poll, by=voters[0], choices={0: "against", 4: "abstain"})
        cast(poll, by=voters[1], choices={0: "in_favor"})
        refused(Invalid, poll=poll, by=voters[0], choices="in_favor")
    closed(world.own, poll)
    found = queries.tallies(poll)
    assert found[0] == {"in_favor": 1, "against": 1, "abstain": 0}
    assert found[4] == {"in_favor": 0, "against": 0, "abstain": 1}
    assert sum(found[2].values()) == 0


def test_an_owner_with_two_flats_is_one_head_and_co_owners_are_one(world):
    rich, wife, husband = (person(world.own.community, name) for name in ("赵一", "钱二", "孙三"))
    owner(world.own.estate, "50.00", rich, room="1")
    owner(world.own.estate, "40.25", rich, room="2")  # a second line of the register for the same one
    couple = owner(world.own.estate, "60.50", wife, husband, room="3")
    poll = owners_poll(world.own)
    assert (poll.entitled, poll.entitled_area_dm2) == (2, 15075)
    with while_open():
        cast(poll, by=husband, unit=couple, choices="in_favor")
        refused(poll=poll, by=wife, unit=couple, choices="against")
