"""Step 2: who studies the item, who is concerned by it, who stands aside."""

import datetime as dt

import pytest

from consultation.domain import agenda, reports
from consultation.models import Report, Stakeholder
from consultation.transitions import TABLE
from tests.consultation.builders_agenda import ADMITTED, CHANNELS, NOTICED, REVIEWED, TEXT, matter, on, prepare
from tests.consultation.builders_collect import filed
from tests.world import household, person
from yishi.acts import may
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import PlaceKind, Role
from yishi.people.models import Body
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = pytest.mark.writes


@pytest.fixture
def item(world):
    return matter(world)


@pytest.fixture
def people(world):
    return world.own.people


@pytest.fixture
def secretary(people):
    return people[Role.COMMUNITY_SECRETARY]


@pytest.fixture
def recorder(people):
    return people[Role.RECORDER]


@pytest.fixture
def reviewing():
    with on(REVIEWED):
        yield


def test_stakeholders_are_named_once(world, item, recorder, people, reviewing):
    body = Body.objects.create(community=world.own.community, kind="property", name="溪畔物业")
    agenda.name_stakeholder(item, by=recorder, words="溪畔物业", body=body)
    agenda.name_stakeholder(item, by=recorder, words="一位业主", person=people[Role.OWNER])
    with pytest.raises(Invalid) as refusal:
        agenda.name_stakeholder(item, by=recorder, words=" 溪畔物业 ")
    assert refusal.value.field == "words"
    assert Stakeholder.objects.count() == 2


def test_party_review_is_signed_by_the_right_office(world, item, people, recorder, reviewing):
    agenda.revise_text(item, by=recorder, text=TEXT)
    fields = {"body_words": "党委会", "opinion": "同意"}
    for role in set(Role) - {Role.COMMUNITY_SECRETARY}:
        with pytest.raises(Forbidden):
            agenda.review(item, by=people[role], **fields)
    with pytest.raises(Forbidden):
        agenda.review(item, by=world.other.people[Role.COMMUNITY_SECRETARY], **fields)
    assert world.street.kind == PlaceKind.SUBDISTRICT
    item.place = world.street  # a matter of several communities
    item.save()
    agenda.review(item, by=people[Role.STREET_PARTY_SECRETARY], **fields)
    assert not may(TABLE["agenda.review"], item, people[Role.STREET_DIRECTOR])


def test_party_review_needs_a_text_and_a_day_that_was(item, secretary, recorder, reviewing):
    with pytest.raises(Refused) as refusal:
        agenda.review(item, by=secretary, body_words="党委会", opinion="同意")
    assert [check.code for check in refusal.value.missing] == ["item_text"]
    agenda.revise_text(item, by=recorder, text=TEXT)
    for day in (REVIEWED + dt.timedelta(days=1), dt.date(2026, 1, 7)):
        with pytest.raises(Invalid) as refusal:
            agenda.review(item, by=secretary, body_words="党委会", opinion="同意", reviewed_on=day)
        assert refusal.value.field == "reviewed_on"


def test_whoever_declares_an_interest_stands_aside(world, item, people, secretary):
    prepare(item, world.own, without={"review", "conflict", "notice"})
    with on(REVIEWED):
        agenda.declare_conflict(item, by=secretary, words="本人住在该单元")
        for act in (agenda.review, agenda.return_for_work):
            with pytest.raises(Refused):
                act(item, by=secretary, body_words="党委会", opinion="同意")
        with pytest.raises(Refused):
            agenda.decline(item, by=secretary, reason="不列")
        with pytest.raises(Invalid):
            agenda.declare_no_conflict(item, by=people[Role.RECORDER])
        agenda.review(item, by=people[Role.STREET_PARTY_SECRETARY], body_words="街道党工委", opinion="同意")
    with on(NOTICED):
        agenda.post_notice(item, by=people[Role.RECORDER], until=ADMITTED, channels=CHANNELS)
    with on(ADMITTED):
        agenda.admit(item, by=people[Role.STREET_DIRECTOR])


def test_interests_are_declared_by_oneself_or_entered_by_the_office(item, people, recorder, reviewing):
    member, owner = people[Role.COUNCIL_MEMBER], people[Role.OWNER]
    assert agenda.declare_conflict(item, by=member, words="与施工单位有合同").person == member
    with pytest.raises(Forbidden):
        agenda.declare_conflict(item, by=member, words="他有", on_behalf_of=owner)
    assert agenda.declare_conflict(item, by=recorder, words="亲属", on_behalf_of=owner).person == owner
    row = agenda.declare_no_conflict(item, by=recorder, person_words="102户", words="102户与施工单位无利害关系")
    assert (row.declared, row.person) == (False, None)
    event = Event.objects.get(kind="agenda.no_conflict_declared")
    assert kind_of(event).read(event) == "One party was asked for a conflict of interest, and has none."
    with pytest.raises(Forbidden):
        agenda.declare_conflict(item, by=people[Role.MEDIA], words="有")


def test_an_interest_of_another_communitys_secretary_takes_the_study_from_nobody_here(world, item, people, recorder, reviewing):
    street = people[Role.STREET_PARTY_SECRETARY]
    agenda.declare_conflict(item, by=recorder, words="住在该单元", on_behalf_of=world.other.people[Role.COMMUNITY_SECRETARY])
    assert not may(TABLE["agenda.review"], item, street)
    agenda.declare_conflict(item, by=recorder, words="亲属", on_behalf_of=people[Role.COMMUNITY_SECRETARY])
    assert may(TABLE["agenda.review"], item, street)


def test_those_who_brought_it_or_are_named_are_told(world, item, people, secretary, recorder, reviewing):
    neighbour = person(world.own.community, "邻居")
    household(world.own.estate, "9-901", neighbour)
    report = filed(world.own)
    reports.support(report, by=neighbour)
    Report.objects.filter(pk=report.pk).update(matter=item, state="merged")
    agenda.name_stakeholder(item, by=recorder, words="业主", person=people[Role.OWNER])
    agenda.decline(item, by=secretary, reason="不属协商范围。")
    event = Event.objects.get(kind="agenda.declined")
    assert set(kind_of(event).told(event)) == {people[Role.RESIDENT], neighbour, people[Role.OWNER]}
