"""Petitions: exact shares of the register, one signature each, and the meeting the committee then owes."""

import datetime as dt
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from consultation.collecting import SHARES, PetitionBase
from consultation.domain import petitions
from consultation.models import Petition, Signature
from consultation.queries.petitions import Counter, counter
from tests.consultation.builders_collect import at, clerk, neighbours, opened
from tests.world import household, person, seat
from yishi.clock.story import now
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture
def side(world):
    return world.own


def started(side, base="adults", by=None, **fields):
    """Open a petition on ``base``; the world's resident is one adult in one household of the register."""
    by = by or side.people[Role.RESIDENT_REP if base.startswith("reps") else Role.RESIDENT]
    return petitions.open(side.community, base, "召开居民会议", "请居委会召开居民会议讨论停车收费。", by=by, **fields)


def more_representatives(side, n):
    made = [person(side.community, f"代表{i}") for i in range(n)]
    for each in made:
        seat(each, Role.RESIDENT_REP, side.community)
    return made


@pytest.mark.parametrize(("entitled", "signed", "share", "needed", "reached"), [
    (100, 10, Fraction(1, 10), 10, True), (100, 9, Fraction(1, 10), 10, False),
    (101, 10, Fraction(1, 10), 11, False), (101, 11, Fraction(1, 10), 11, True),
    (30, 10, Fraction(1, 3), 10, True), (31, 10, Fraction(1, 3), 11, False), (10, 3, Fraction(1, 3), 4, False),
    (10, 2, Fraction(1, 5), 2, True), (1, 1, Fraction(1, 5), 1, True), (0, 0, Fraction(1, 10), 0, False),
])
def test_thresholds_are_exact(entitled, signed, share, needed, reached):
    count = Counter(entitled, signed, share)
    assert (count.needed, count.reached) == (needed, reached)
    assert isinstance(count.signed_share, Fraction)


def test_the_shares_are_those_of_the_law():
    assert {
        PetitionBase.ADULTS: Fraction(1, 10), PetitionBase.HOUSEHOLDS: Fraction(1, 10),
        PetitionBase.REPS_THIRD: Fraction(1, 3), PetitionBase.REPS_FIFTH: Fraction(1, 5),
    } == SHARES


def test_a_tenth_of_the_adults_of_the_register_oblige_the_committee(side, django_assert_num_queries):
    signers = neighbours(side, 19)  # with the world's resident: 20 adults, so 2 are needed
    child = person(side.community, "孩子", born=dt.date(2015, 1, 1))
    household(side.estate, "9-1b", child)
    petition = started(side)
    with django_assert_num_queries(2):
        count = counter(petition)
    assert (count.entitled, count.needed, count.reached) == (20, 2, False)
    petitions.sign(petition, by=signers[0])
    assert petition.state == "open"
    petitions.sign(petition, by=signers[1], seen="open")
    petition = Petition.objects.get(pk=petition.pk)
    assert (petition.state, petition.entitled, petition.needed) == ("reached", 20, 2)
    event = Event.objects.get(kind="petition.reached")
    told = {side.people[role] for role in (Role.COMMUNITY_SECRETARY, Role.COMMUNITY_COMMITTEE)}
    assert set(kind_of(event).told(event)) == told  # the whole committee is obliged
    assert kind_of(event).read(event)
    assert petitions.TABLE["petitions.answer"].owner == Role.COMMUNITY_SECRETARY
    with pytest.raises(Refused):
        petitions.sign(petition, by=signers[2])
    with pytest.raises(Refused):
        petitions.unsign(petition, by=signers[0])


def test_who_is_eighteen_today_may_sign(side):
    neighbours(side, 30)
    young = person(side.community, "青年", born=dt.date(2008, 3, 1))
    household(side.estate, "9-2b", young)
    petition = started(side)
    with at("2026-02-28"), pytest.raises(Refused):
        petitions.sign(petition, by=young)
    with at("2026-03-01"):
        assert petitions.sign(petition, by=young).person == young


def test_who_lives_elsewhere_or_is_no_representative_may_not_sign(side, world):
    neighbours(side, 20)
    with pytest.raises(Forbidden):
        petitions.sign(started(side), by=world.other.people[Role.RESIDENT])
    with pytest.raises(Refused):
        petitions.sign(started(side), by=side.people[Role.RESIDENT_REP])  # has no household here
    with pytest.raises(Refused):
        petitions.sign(started(side, "reps_third"), by=side.people[Role.RESIDENT])
    with pytest.raises(Refused):
        started(side, "reps_third", by=side.people[Role.RESIDENT])


def test_a_signature_counts_while_its_signer_is_one_of_those_asked(side):
    signers = more_representatives(side, 9)  # with the world's: 10, so 4 are needed
    petition = started(side, "reps_third")
    for signer in signers[:3]:
        petitions.sign(petition, by=signer)
    signers[0].seats.update(until=now().date() - dt.timedelta(days=1))
    count = counter(petition)
    assert (count.entitled, count.signed, count.needed) == (9, 2, 3)
    petitions.sign(petition, by=signers[3])
    assert petition.state == "reached" and petition.entitled == 9


def test_a_petition_is_put_to_the_committee_of_one_community(side):
    with pytest.raises(Invalid) as refusal:
        petitions.open(side.community.parent, "adults", "召开居民会议", "请召开。", by=side.people[Role.RESIDENT])
    assert refusal.value.field == "community"


def test_one_signature_a_person_and_it_can_be_taken_back(side):
    signer, *_others = neighbours(side, 30)
    petition = started(side)
    petitions.sign(petition, by=signer)
    with pytest.raises(Refused):
        petitions.sign(petition, by=signer)
    assert counter(petition).signed == 1
    petitions.unsign(petition, by=signer)
    assert counter(petition).signed == 0
    with pytest.raises(Refused):
        petitions.unsign(petition, by=signer)


def test_one_signature_a_household_on_the_base_of_households(side):
    first, *_others = neighbours(side, 29)
    wife = person(side.community, "妻子", household=first.household)
    petition = started(side, "households")
    assert (counter(petition).entitled, counter(petition).needed) == (30, 3)
    petitions.sign(petition, by=first)
    with pytest.raises(Refused):
        petitions.sign(petition, by=wife)
    both = started(side, "adults")
    petitions.sign(both, by=first)
    petitions.sign(both, by=wife)
    assert counter(both).signed == 2


@pytest.mark.parametrize(("base", "representatives", "needed"), [("reps_third", 7, 3), ("reps_fifth", 11, 3)])
def test_representatives_ask_for_their_assembly(side, base, representatives, needed):
    signers = more_representatives(side, representatives - 1)
    petition = started(side, base)
    for signer in signers[:needed - 1]:
        petitions.sign(petition, by=signer)
    assert petition.state == "open"
    petitions.enter(petition, signers[needed], by=clerk(side))
    assert petition.state == "reached"


def test_the_committee_answers_by_calling_the_meeting(side):
    petition = started(side)
    with at("2026-05-01"):
        with pytest.raises(Refused):
            petitions.answer(petition, "召开", dt.date(2026, 6, 1), by=side.people[Role.COMMUNITY_SECRETARY])
        petitions.sign(petition, by=side.people[Role.RESIDENT])
        secretary = side.people[Role.COMMUNITY_SECRETARY]
        with pytest.raises(Invalid) as refusal:
            petitions.answer(petition, "召开", dt.date(2026, 5, 10), by=secretary)
        assert refusal.value.field == "meeting_on"
        with pytest.raises(Forbidden):
            petitions.answer(petition, "召开", dt.date(2026, 5, 11), by=side.people[Role.RESIDENT])
        petitions.answer(petition, "召开居民会议。", dt.date(2026, 5, 11), by=secretary)
    assert (petition.state, petition.meeting_on) == ("answered", dt.date(2026, 5, 11))
    event = Event.objects.get(kind="petition.answered")
    assert side.people[Role.RESIDENT] in kind_of(event).told(event)


def test_a_special_case_or_the_representatives_assembly_may_come_sooner(side):
    secretary = side.people[Role.COMMUNITY_SECRETARY]
    with at("2026-05-01"):
        petition, assembly = started(side), started(side, "reps_fifth")
        petitions.sign(petition, by=side.people[Role.RESIDENT])
        petitions.sign(assembly, by=side.people[Role.RESIDENT_REP])
        soon = dt.date(2026, 5, 3)
        with pytest.raises(Invalid, match="has passed"):
            petitions.answer(assembly, "召开。", dt.date(2026, 4, 30), by=secretary)
        petitions.answer(petition, "召开。", soon, by=secretary, special_case="汛期排险，来不及提前十日。")
        petitions.answer(assembly, "召开。", soon, by=secretary)
    assert petition.meeting_on == assembly.meeting_on == soon


def test_what_a_petition_may_be(side, world):
    for fields in ({"base": "crowd"}, {"matter": opened(world.other)}):
        with pytest.raises(Invalid):
            started(side, **fields)
    assert started(side, matter=opened(side), on_behalf_of=side.people[Role.RESIDENT], by=clerk(side)).opened_by == (
        side.people[Role.RESIDENT])
    neighbour, = neighbours(side, 1)
    with pytest.raises(Refused):
        started(side, on_behalf_of=neighbour)


def test_the_database_keeps_one_signature_a_person_and_a_household(side):
    first, second = neighbours(side, 2)
    petition = started(side, "households")
    row = {"community": side.community, "petition": petition, "base": "households", "at": now(), "entered_by": first}
    Signature.objects.create(**row, person=first, household=first.household)
    for broken in (
        {"person": first, "household": second.household}, {"person": second, "household": first.household},
        {"person": second, "household": None}, {"person": second, "household": second.household, "base": "adults"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.create(**{**row, **broken})


@pytest.mark.parametrize("broken", [{"state": "reached"}, {"state": "answered"}, {"answer": "召开"}])
def test_the_database_refuses_a_petition_without_its_figures(side, broken):
    petition = started(side)
    with pytest.raises(IntegrityError), transaction.atomic():
        Petition.objects.filter(pk=petition.pk).update(**broken)
