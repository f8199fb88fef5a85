"""Counts made by people: hands and secret papers; and the certification."""

import pytest
from django.db import IntegrityError, transaction

from consultation.enums import Rule
from consultation.polls import queries
from consultation.polls.domain import batches, hands, polls
from consultation.polls.domain.casting import cast
from consultation.polls.enums import BatchState, Channel, Secrecy
from consultation.polls.models import HandCount, Poll, RollEntry, SecretMark
from tests.world import person, seat
from yishi.db.append_only import lifted
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import (
    ABC,
    after,
    closed,
    council,
    council_poll,
    opened,
    options,
    owners,
    owners_poll,
    people,
    while_open,
)

pytestmark = [pytest.mark.django_db, pytest.mark.writes]
COUNT = {"in_favor": 12, "against": 1, "abstain": 1}


@pytest.fixture
def staff(world):
    return world.own.people


def raised(world, present=14, counts=None, **fields):
    """Open a show of hands of a council of 15 and enter its count."""
    council(world.own, 15)
    poll = council_poll(world.own, secrecy=Secrecy.SHOW_OF_HANDS, **fields)
    with while_open():
        hands.enter(poll, by=world.own.people[Role.RECORDER], present=present, counts=counts or COUNT)
    return poll


def test_a_show_of_hands_is_seen_by_four_eyes(world, staff):
    poll = raised(world)
    with while_open():
        with pytest.raises(Refused):
            queries.counted(poll)[0]  # not confirmed yet
        with pytest.raises(Refused):
            polls.close_poll(poll, by=staff[Role.RECORDER])
        with pytest.raises(Forbidden):
            hands.confirm(poll, by=staff[Role.RECORDER])
        hands.confirm(poll, by=staff[Role.FACILITATOR])
        found = queries.counted(poll)[0]
        assert (found.entitled, found.present, found.in_favor, found.against, found.abstain) == (15, 14, 12, 1, 1)
        assert found.passed and found.quorum_met and (found.needed, found.reached) == (8, 12)
        with pytest.raises(Invalid):
            polls.close_poll(poll, by=staff[Role.RECORDER], present=15)
        polls.close_poll(poll, by=staff[Role.RECORDER], present=14)
        with pytest.raises(Forbidden):
            polls.certify(poll, by=staff[Role.RECORDER])
        polls.certify(poll, by=staff[Role.FACILITATOR])


@pytest.mark.writes
def test_whoever_entered_the_hands_cannot_be_written_as_confirming_them(world, staff):
    poll = raised(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandCount.objects.filter(poll=poll).update(confirmed_by=staff[Role.RECORDER])


def test_hands_that_cannot_be_are_refused_and_a_wrong_count_is_entered_anew(world, staff):
    poll = raised(world, counts={"in_favor": 3})
    with while_open():
        for present, counts in [(13, COUNT), (16, COUNT), (14, {"yes": 3}), (14, {"in_favor": -1})]:
            with pytest.raises(Invalid):
                hands.enter(poll, by=staff[Role.RECORDER], present=present, counts=counts)
        first = poll.hand_counts.get()
        hands.enter(poll, by=staff[Role.RECORDER], present=14, counts=COUNT)
        with pytest.raises(Refused):
            hands.confirm(poll, by=staff[Role.FACILITATOR], count=first)
        hands.confirm(poll, by=staff[Role.FACILITATOR])
        with pytest.raises(Refused):
            hands.enter(poll, by=staff[Role.RECORDER], present=14, counts=COUNT)
        assert queries.counted(poll)[0].in_favor == 12


def test_options_by_hands(world, staff):
    poll = raised(world, present=15, counts={"A": 6, "B": 9}, **options())
    with while_open():
        hands.confirm(poll, by=staff[Role.FACILITATOR])
    found = queries.counted(poll)[0]
    assert (found.winner, found.passed, found.tally.heads) == ("B", True, {"A": 6, "B": 9, "C": 0})


def test_there_is_no_ballot_in_a_show_of_hands(world):
    poll = raised(world)
    with while_open(), pytest.raises(Refused):
        cast(poll, by=world.own.people[Role.COUNCIL_MEMBER], choices="in_favor")


def papers(world, marked=3, online=2):
    """Return a closed secret poll with votes online and on paper."""
    voters = people(world.own, marked + online)
    poll = opened(world.own, voters, secrecy=Secrecy.SECRET, **options())
    staff = {"entered_by": world.own.people[Role.RECORDER], "witness": world.own.people[Role.BUILDING_HEAD]}
    with while_open():
        for voter in voters[:online]:
            cast(poll, by=voter, choices="A")
        for voter in voters[online:]:
            batches.mark_paper(poll, by=voter, channel=Channel.HALL, **staff)
            with pytest.raises(Refused):
                batches.mark_paper(poll, by=voter, **staff)
            with pytest.raises(Refused):
                cast(poll, by=voter, choices="A")
        with pytest.raises(Refused):  # a pile opened before the close would show running figures
            batches.count(poll, by=staff["entered_by"], ballots=3, counts={"C": 3})
        with pytest.raises(Refused):
            cast(poll, by=voters[0], choices="A", channel=Channel.PAPER, **staff)
    return closed(world.own, poll)


def test_secret_papers_are_marked_singly_and_counted_twice_with_equal_totals(world, staff):
    poll = papers(world)
    recorder, supervisor = staff[Role.RECORDER], staff[Role.SUPERVISORY_MEMBER]
    with after():
        with pytest.raises(Refused):
            queries.counted(poll)[0]
        batch = batches.count(poll, by=recorder, ballots=3, counts={"C": 2}, spoilt=1)
        with pytest.raises(Forbidden):
            batches.confirm(batch, by=recorder, ballots=3, counts={"C": 2}, spoilt=1)
        for other in ({"counts": {"C": 3}}, {"counts": {"B": 2}, "spoilt": 1}, {"counts": {"C": 2}, "blank": 1}):
            with pytest.raises(Refused):
                batches.confirm(batch, by=supervisor, ballots=3, **other)
        with pytest.raises(Refused):
            polls.certify(poll, by=staff[Role.FACILITATOR])
        batches.confirm(batch, by=supervisor, ballots=3, counts={"C": 2}, spoilt=1)
        found = queries.counted(poll)[0]
        assert (found.tally.heads, found.cast, found.invalid) == ({"A": 2, "B": 0, "C": 2}, 5, 1)
        for by in (recorder, supervisor):
            with pytest.raises(Forbidden):
                polls.certify(poll, by=by)
        polls.certify(poll, by=staff[Role.FACILITATOR])


def test_a_wrong_pile_is_withdrawn_and_figures_that_do_not_add_up_are_refused(world, staff):
    poll = papers(world)
    recorder, supervisor = staff[Role.RECORDER], staff[Role.SUPERVISORY_MEMBER]
    with after():
        for counts, blank in (({"C": 2}, 0), ({"C": 4}, 0), ({"X": 3}, 0), ({"C": 3}, -1)):
            with pytest.raises(Invalid):
                batches.count(poll, by=recorder, ballots=3, counts=counts, blank=blank)
        wrong = batches.count(poll, by=recorder, ballots=2, counts={"C": 2})
        batches.withdraw(wrong, by=recorder)
        right = batches.count(poll, by=supervisor, ballots=3, counts={"C": 3})
        batches.confirm(right, by=recorder, ballots=3, counts={"C": 3})
        assert (wrong.state, right.state) == (BatchState.WITHDRAWN, BatchState.CONFIRMED)
        assert queries.counted(poll)[0].tally.heads == {"A": 2, "B": 0, "C": 3}


def test_marks_say_only_who_took_part(world):
    poll = papers(world, marked=6, online=6)
    assert set(SecretMark.objects.filter(poll=poll).values_list("channel", flat=True)) == {"online", "hall"}


def test_whoever_entered_or_witnessed_a_named_paper_does_not_certify(world, staff):
    (head, who), = owners(world.own, "89.0")
    poll = owners_poll(world.own)
    with while_open():
        cast(poll, by=who, unit=head, choices="in_favor", channel=Channel.HOME_VISIT,
             entered_by=staff[Role.RECORDER], witness=staff[Role.SUPERVISORY_MEMBER])
    closed(world.own, poll)
    second = person(world.own.community, "第二位监督员")
    seat(second, Role.SUPERVISORY_MEMBER, world.own.community)
    with after():
        for role in (Role.RECORDER, Role.SUPERVISORY_MEMBER, Role.COMMUNITY_SECRETARY, Role.RESIDENT):
            with pytest.raises(Forbidden):
                polls.certify(poll, by=staff[role])
        with pytest.raises(Forbidden):
            polls.certify(poll, by=None)
        row = polls.certify(poll, by=second, statement="核对无误")
    assert row.figures["questions"][0]["passed"] is True
    assert poll.state == Poll.objects.get(pk=poll.pk).state == "certified"


def test_a_roll_or_a_definition_changed_after_the_opening_is_not_certified(world, staff):
    voters = people(world.own, 2)
    late = person(world.own.community, "后来者")
    tampered, reworded = opened(world.own, voters), opened(world.own, voters)
    with lifted():  # the database itself takes nobody onto a frozen roll
        RollEntry.objects.create(community=world.own.community, poll=tampered, unit=f"p{late.pk}")
    Poll.objects.filter(pk=reworded.pk).update(question="是否反对加装电梯")
    for poll in (tampered, reworded):
        poll = Poll.objects.get(pk=poll.pk)
        closed(world.own, poll)
        with after(), pytest.raises(Refused):
            polls.certify(poll, by=staff[Role.FACILITATOR])
        assert poll.state == "closed"


def test_projects_within_a_budget(world):
    voters = people(world.own, 3)
    choices = [(code, text, yuan) for (code, text), yuan in zip(ABC, [60, 50, 30], strict=True)]
    poll = opened(world.own, voters, rule=Rule.APPROVAL_POLL, secrecy=Secrecy.SECRET, method="budget", choices=choices,
                  max_choices=2, cap_yuan=100)
    with while_open():
        for voter, ticked in zip(voters, (["A", "B"], ["A", "B"], ["A", "C"]), strict=True):
            cast(poll, by=voter, choices=ticked)
    found = queries.counted(closed(world.own, poll))[0]
    assert found.allocation.selected == ("A", "C") and found.allocation.left_yuan == 10
    assert [choice.selected for choice in found.choices] == [True, False, True]
    assert "A" in found.sentence and found.passed is None


def test_whoever_left_a_question_out_was_there_all_the_same(world, staff):
    members = council(world.own, 9)
    poll = council_poll(world.own, secrecy=Secrecy.NAMED, questions=[{"text": "一"}, {"text": "二"}])
    with while_open():
        for i, member in enumerate(members):
            cast(poll, by=member, choices={1: "in_favor", 2: "in_favor"} if i < 4 else {1: "in_favor"})
        polls.close_poll(poll, by=staff[Role.RECORDER])
    first, second = queries.counted(poll)
    assert (first.present, first.passed) == (9, True)
    assert (second.present, second.in_favor, second.needed, second.quorum_met, second.passed) == (9, 4, 5, True, False)


def test_of_several_questions_heads_and_area_of_owners_have_one_base(world, staff):
    made = owners(world.own, "50.00", "50.00", "50.00", "50.00")
    poll = owners_poll(world.own, rule=Rule.OWNERS_ORDINARY, questions=[{"text": "一"}, {"text": "二"}])
    with while_open():
        for i, (head, who) in enumerate(made):
            cast(poll, by=who, unit=head, choices={1: "in_favor", 2: "in_favor"} if i < 2 else {1: "in_favor"})
    first, second = queries.counted(closed(world.own, poll))
    assert (first.passed, second.passed) == (True, False)
    assert (second.tally.present, second.tally.cast_area) == (4, 20000)


def test_whoever_looked_on_at_a_secret_paper_does_not_certify(world, staff):
    poll = papers(world)
    with after():
        batch = batches.count(poll, by=staff[Role.RECORDER], ballots=3, counts={"C": 3})
        batches.confirm(batch, by=staff[Role.SUPERVISORY_MEMBER], ballots=3, counts={"C": 3})
        looked_on = staff[Role.BUILDING_HEAD]
        seat(looked_on, Role.FACILITATOR, world.own.community)
        with pytest.raises(Forbidden):
            polls.certify(poll, by=looked_on)
        polls.certify(poll, by=staff[Role.FACILITATOR])
