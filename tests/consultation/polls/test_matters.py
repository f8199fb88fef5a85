"""Ballots on matters: what stands before them, what they do to the step, and what the clock opens and closes."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import ballots
from consultation.enums import MatterState, Rule
from consultation.models import Inquiry, Matter, PartyReview, PostingPurpose
from consultation.polls.domain.acting import CLOCK
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Electorate, Secrecy
from consultation.polls.models import Poll
from consultation.tasks import close_ballots, open_ballots
from consultation.transitions import TABLE
from tests.consultation.builders_agenda import bare, matter
from yishi.clock.story import held_at
from yishi.journal.domain.events import broken_links
from yishi.journal.models import Event, Stream
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

from .builders import ANNOUNCED, CLOSES, OPENS, after, at, council, owners, people, while_open

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


@pytest.fixture
def staff(world):
    return world.own.people


def deliberated(world, rule):
    """Return a matter under deliberation that is decided by ``rule``, and was studied by the party organisation."""
    made = matter(world, MatterState.DELIBERATING)
    Matter.objects.filter(pk=made.pk).update(rule=rule)
    made.refresh_from_db()
    return made


def poll_of(world, made, **fields):
    """Prepare an owners' ballot on the matter ``made``, unless said otherwise."""
    fields = {"question": "是否同意", "secrecy": Secrecy.NAMED, "electorate": Electorate.OWNERS, "opens_at": OPENS,
              "closes_at": CLOSES, "place": world.own.estate, **fields}
    return ballots.prepare(made, by=world.own.people[Role.RECORDER], **fields)


def opinion(world, made, **fields):
    """Prepare an opinion poll of the estate's residents on the matter ``made``."""
    return poll_of(world, made, **{"rule": Rule.ADVISORY_POLL, "electorate": Electorate.PERSONS, **fields})


def test_owners_decide_a_matter(world, staff):
    made = deliberated(world, Rule.OWNERS_SPECIAL)
    (head, who), = owners(world.own, "89.0")
    poll = poll_of(world, made)
    assert poll.decisive and poll.rule == Rule.OWNERS_SPECIAL
    with at(ANNOUNCED):
        ballots.announce(poll, by=staff[Role.RECORDER], channels=["小区公示栏"])
    assert made.postings.get(purpose=PostingPurpose.BALLOT).until == CLOSES.date()
    with at(OPENS):
        ballots.open(poll, by=staff[Role.RECORDER])
    with while_open():
        cast(poll, by=who, unit=head, choices="in_favor")
    with after():
        ballots.close(poll, by=staff[Role.RECORDER])
        ballots.certify(poll, by=staff[Role.FACILITATOR])
    events = Event.objects.filter(stream__name=made.stream_name, kind__startswith="ballots")
    assert list(events.values_list("kind", flat=True)) == [f"ballots.{name}" for name in (
        "prepared", "announced", "roll_frozen", "opened", "closed", "certified",
    )]
    assert broken_links(Stream.objects.get(name=made.stream_name)) == []


def test_only_a_ballot_by_the_frozen_rule_decides(world, staff):
    made = deliberated(world, Rule.OWNERS_SPECIAL)
    with pytest.raises(Invalid):
        poll_of(world, made, rule=Rule.OWNERS_ORDINARY, decisive=True)
    with pytest.raises(Invalid):
        opinion(world, made, decisive=True)
    assert not opinion(world, made).decisive
    assert not poll_of(world, made, decisive=False).decisive
    with pytest.raises(Invalid):
        ballots.prepare(bare(world.own, code="HA-2026-99"), by=staff[Role.RECORDER], question="问", rule="",
                        secrecy=Secrecy.NAMED, electorate=Electorate.OWNERS)
    with pytest.raises(Forbidden):
        ballots.prepare(made, by=staff[Role.RESIDENT], question="问", secrecy="named", electorate="owners")


def test_a_matter_is_decided_once(world, staff):
    made = deliberated(world, Rule.COUNCIL)
    council(world.own, 3)
    fields = {"electorate": Electorate.MEMBERS, "roles": [Role.COUNCIL_MEMBER], "opens_at": None, "closes_at": None,
              "place": world.own.community}
    first, second = poll_of(world, made, **fields), poll_of(world, made, **fields)
    with at(OPENS):
        ballots.open(first, by=staff[Role.RECORDER])
        with pytest.raises(Refused):
            ballots.open(second, by=staff[Role.RECORDER])
        ballots.annul(first, by=staff[Role.COMMUNITY_SECRETARY], because="名单有误")
        ballots.open(second, by=staff[Role.RECORDER])
        third = poll_of(world, made, **fields)
        ballots.freeze(third, by=staff[Role.RECORDER])
        with pytest.raises(IntegrityError), transaction.atomic():
            Poll.objects.filter(pk=third.pk).update(state="open", definition_hash="0", opens_at=OPENS)


def test_a_deciding_ballot_waits_for_the_deliberation(world, staff):
    made = deliberated(world, Rule.OWNERS_SPECIAL)
    owners(world.own, "89.0")
    poll = poll_of(world, made)
    with at(ANNOUNCED):
        ballots.announce(poll, by=staff[Role.RECORDER])
    Matter.objects.filter(pk=made.pk).update(state=MatterState.SURVEYING)
    poll.matter.refresh_from_db()
    with at(OPENS), pytest.raises(Refused) as caught:
        ballots.open(poll, by=staff[Role.RECORDER])
    assert [check.code for check in caught.value.missing] == ["deliberated"]


def test_representatives_vote_after_the_party_organisation_has_studied_it(world, staff):
    made = deliberated(world, Rule.REP_ASSEMBLY)
    PartyReview.objects.filter(matter=made).delete()
    poll = poll_of(world, made, secrecy=Secrecy.SHOW_OF_HANDS, electorate=Electorate.MEMBERS, place=world.own.community,
                   closes_at=None)
    with at(ANNOUNCED):
        ballots.announce(poll, by=staff[Role.RECORDER])
    with at(OPENS), pytest.raises(Refused) as caught:
        ballots.open(poll, by=staff[Role.RECORDER])
    assert [check.code for check in caught.value.missing] == ["party_review"]


def test_the_first_opinion_poll_takes_its_matter_into_deliberation(world, staff):
    made = matter(world, MatterState.DELIBERATING)
    Matter.objects.filter(pk=made.pk).update(state=MatterState.SURVEYING)
    made.refresh_from_db()
    first, second = opinion(world, made), opinion(world, made)
    with at(OPENS):
        ballots.open(first, by=staff[Role.RECORDER])
        assert Matter.objects.get(pk=made.pk).state == MatterState.DELIBERATING
        ballots.open(second, by=staff[Role.RECORDER])


def test_an_opinion_poll_waits_for_the_published_inquiry(world, staff):
    made = matter(world, MatterState.DELIBERATING)
    Matter.objects.filter(pk=made.pk).update(state=MatterState.SURVEYING)
    Inquiry.objects.filter(matter=made).update(published_on=None)
    made.refresh_from_db()
    poll = opinion(world, made)
    with at(OPENS), pytest.raises(Refused):
        ballots.open(poll, by=staff[Role.RECORDER])
    assert Matter.objects.get(pk=made.pk).state == MatterState.SURVEYING and poll.state == "draft"


def test_a_call_for_opinions_is_polled_while_it_collects(world, staff):
    made = bare(world.own, MatterState.COLLECTING, procedure="open_call")
    poll = opinion(world, made)
    with at(OPENS):
        ballots.open(poll, by=staff[Role.RECORDER])
    assert Matter.objects.get(pk=made.pk).state == MatterState.COLLECTING


def test_the_clock_opens_what_was_announced_and_closes_what_is_over(world, staff):
    made = matter(world, MatterState.DELIBERATING)
    people(world.own, 2)
    announced, unannounced = opinion(world, made), opinion(world, made)
    with at(ANNOUNCED):
        ballots.announce(announced, by=staff[Role.RECORDER])
    states = []
    for instant in (OPENS - dt.timedelta(minutes=1), OPENS, OPENS, CLOSES, CLOSES):
        with held_at(instant):
            done = open_ballots(instant) + close_ballots(instant)
        announced.refresh_from_db()
        states.append((done, announced.state))
    assert states == [(0, "announced"), (1, "open"), (0, "open"), (1, "closed"), (0, "closed")]
    unannounced.refresh_from_db()
    assert unannounced.state == "draft"


def test_a_visitor_is_not_the_clock(world):
    poll = opinion(world, matter(world, MatterState.DELIBERATING))
    with at(OPENS):
        with pytest.raises(Forbidden):
            ballots.open(poll, by=None)
        ballots.open(poll, by=CLOCK)


def test_papers_are_entered_named_or_only_marked(world, staff):
    made = matter(world, MatterState.DELIBERATING)
    named, secret = opinion(world, made), opinion(world, made, secrecy=Secrecy.SECRET)
    voter = staff[Role.RESIDENT]
    fields = {"by": staff[Role.RECORDER], "witness": staff[Role.GRID_WORKER], "voter": voter}
    with while_open():
        for poll in (named, secret):
            ballots.open(poll, by=staff[Role.RECORDER])
        assert ballots.enter_paper(named, choices="in_favor", **fields).votes == ((1, 1),)
        with pytest.raises(Refused):
            ballots.enter_paper(secret, choices="in_favor", **fields)
        assert ballots.enter_paper(secret, channel="hall", **fields).channel == "hall"
    with after():
        ballots.close(secret, by=staff[Role.RECORDER])
        pile = ballots.count_batch(secret, by=staff[Role.RECORDER], ballots=1, counts={"against": 1})
        ballots.close(named, by=staff[Role.RECORDER])
        second = {"by": staff[Role.SUPERVISORY_MEMBER], "batch": pile, "ballots": 1, "counts": {"against": 1}}
        with pytest.raises(Invalid):
            ballots.confirm_batch(named, **second)
        ballots.confirm_batch(secret, **second)


def test_every_act_has_its_function():
    for code in TABLE:
        if code.startswith("ballots."):
            assert callable(getattr(ballots, code.split(".")[1]))


def test_a_ballot_by_list_waits_for_its_list(world, staff):
    made = matter(world, MatterState.DELIBERATING)
    with at(ANNOUNCED):
        poll = opinion(world, made, electorate=Electorate.LISTED)
        ballots.announce(poll, by=staff[Role.RECORDER])
    with at(OPENS):
        assert open_ballots(OPENS) == 0
        with pytest.raises(Refused) as caught:
            ballots.open(poll, by=staff[Role.RECORDER])
        assert [(check.code, check.act) for check in caught.value.missing] == [("list", "ballots.freeze")]
        ballots.freeze(poll, by=staff[Role.RECORDER], persons=[staff[Role.RESIDENT]])
        assert open_ballots(OPENS) == 1
