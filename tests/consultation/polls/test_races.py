"""Real processes at one ballot: two devices of one voter, and votes that come in while it is being closed."""

import pytest

from consultation.domain import ballots
from consultation.enums import MatterState, Rule
from consultation.models import Matter
from consultation.polls.domain import polls, rolls
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Electorate, Secrecy
from consultation.polls.models import NamedMark, Poll, RollEntry
from consultation.polls.tallying import took_part
from tests.consultation.builders_agenda import matter
from tests.race import ring
from tests.world import small_world
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.people.models import Person
from yishi.refusals import Refused

from .builders import council, council_poll, draft, opened, people, while_open

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.races]
MANY = 40
HELD = {}  # in each process: what it read before either writes


def vote(index, poll, person, expected):
    voter = Person.objects.get(pk=person)
    with while_open():
        answer = cast(Poll.objects.get(pk=poll), by=voter, choices="in_favor", expected=expected)
    return list(answer.votes[0])


def marks(poll, *_rest):
    return list(NamedMark.objects.filter(poll=poll).order_by("n").values_list("n", flat=True))


def vote_while_closing(index, poll, recorder, voters):
    """Process 0 closes in the middle; the others vote until they are refused. Return how many votes were taken."""
    own, taken = Poll.objects.select_related("community").get(pk=poll), 0
    with while_open():
        if index == 0:
            while not took_part(own):
                pass
            polls.close_poll(own, by=Person.objects.get(pk=recorder))
            return -1
        for person in Person.objects.filter(pk__in=voters[index - 1::2]):
            try:
                cast(own, by=person, choices="in_favor")
            except Refused:
                break
            taken += 1
    return taken


def counted(poll, *_rest):
    closing = Event.objects.get(kind="ballots.closed")
    return [closing.payload["took_part"], took_part(Poll.objects.get(pk=poll))]


def test_of_two_devices_of_one_voter_one_is_counted_and_what_was_taken_is_there_at_the_close():
    world = small_world()
    voter, = people(world.own, 1)
    voters = [each.pk for each in council(world.own, MANY)]
    stands, changes = opened(world.own, [voter]), opened(world.own, [voter], may_change=True)
    poll, recorder = council_poll(world.own), world.own.people[Role.RECORDER]
    with ring(3) as start:
        for own, expected in ((stands, None), (changes, 0)):
            outcomes = start(vote, own.pk, voter.pk, expected)
            assert sorted(bool(outcome.refused) for outcome in outcomes) == [False, True, True]
            assert start.ask(marks, own.pk) == [1]
        outcomes = start(vote_while_closing, poll.pk, recorder.pk, voters)
        at_close, stored = start.ask(counted, poll.pk)
    assert not any(outcome.refused for outcome in outcomes)
    assert at_close == stored == sum(outcome.value for outcome in outcomes) + 1


def look(index, polls_, recorder, own=None):
    """Read the poll (one for both, or one each) and who acts, as a page does."""
    HELD["poll"] = Poll.objects.select_related("community", "matter", "place").get(pk=polls_[index % len(polls_)])
    HELD["by"] = Person.objects.select_related("community").get(pk=recorder)
    HELD["own"] = Person.objects.filter(pk__in=own[index]) if own else None


def open_it(index, *_rest):
    with while_open():
        ballots.open(HELD["poll"], by=HELD["by"])


def deciding(matter, *_rest):
    return Poll.objects.filter(matter=matter, decisive=True, state="open").count()


def freeze_it(index, *_rest):
    with while_open():
        rolls.freeze_roll(HELD["poll"], by=HELD["by"], persons=list(HELD["own"]))


def frozen(poll):
    own = Poll.objects.get(pk=poll)
    return [own.entitled, RollEntry.objects.filter(poll=own).count()]


def test_a_matter_is_decided_once_and_a_roll_frozen_once():
    world = small_world()
    council(world.own, MANY)
    recorder, made = world.own.people[Role.RECORDER], matter(world, MatterState.DELIBERATING)
    Matter.objects.filter(pk=made.pk).update(rule=Rule.COUNCIL)
    made.refresh_from_db()
    pair = [
        ballots.prepare(made, by=recorder, question="问", secrecy=Secrecy.NAMED, electorate=Electorate.MEMBERS).pk
        for _each in range(2)
    ]
    lists = [[each.pk for each in people(world.own, n, prefix=sign)] for n, sign in ((2, "甲"), (3, "乙"))]
    with while_open():
        listed = draft(world.own)
    with ring(2) as start:
        start(look, pair, recorder.pk)
        outcomes = start(open_it)
        assert sorted(outcome.refused for outcome in outcomes) == ["", "Refused"]
        assert start.ask(deciding, made.pk) == 1
        start(look, [listed.pk], recorder.pk, lists)
        outcomes = start(freeze_it)
        assert sorted(outcome.refused for outcome in outcomes) == ["", "Stale"]
        entitled, lines = start.ask(frozen, listed.pk)
        assert entitled == lines and lines in (2, 3)
