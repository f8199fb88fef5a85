"""Whoever has an interest does not vote: said before the opening, in the hall, or by a declaration while it is open."""

import pytest

from consultation.domain import ballots, conflicts, deliberation
from consultation.enums import Rule
from consultation.models import Matter
from consultation.polls.domain.casting import cast
from consultation.polls.enums import Electorate, Secrecy
from consultation.polls.models import Recusal
from consultation.polls.queries import counted
from meetings.domain import attendance
from meetings.models import Recusal as Aside
from tests.consultation.builders_deliberate import published, put, sign_in
from tests.consultation.desk.asking import drawn
from tests.meetings.builders import DAY, on
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Refused

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


class Hall:
    """A council at a matter that it decides, and a ballot on it that is being prepared."""

    def __init__(self, world, secrecy=Secrecy.NAMED):
        self.matter = published(world)
        self.sitting = put(world, self.matter)
        self.meeting = self.sitting.entry.meeting
        self.members = sign_in(world, self.meeting, present=12)
        self.recorder = world.own.people[Role.RECORDER]
        with on(DAY, 19):
            deliberation.open_sitting(self.sitting, by=self.meeting.facilitator)
            Matter.objects.filter(pk=self.matter.pk).update(rule=Rule.COUNCIL)
            self.matter.refresh_from_db()
            self.poll = ballots.prepare(
                self.matter, by=self.recorder, question="问", secrecy=secrecy, electorate=Electorate.MEMBERS,
                place=world.own.community,
            )

    def aside(self, member):
        with on(DAY, 20):
            attendance.recuse(self.meeting, member, self.sitting.entry, by=self.recorder, reason="商户亲属")

    def declares(self, member):
        with on(DAY, 20):
            conflicts.declare_conflict(self.matter, by=self.recorder, on_behalf_of=member, words="商户亲属")

    def act(self, name, **fields):
        with on(DAY, 20):
            return getattr(ballots, name)(self.poll, by=self.recorder, **fields)

    def vote(self, member):
        with on(DAY, 20):
            return cast(self.poll, by=member, choices="in_favor")


WAYS = pytest.mark.parametrize("way", [Hall.aside, Hall.declares])


@WAYS
def test_before_the_opening_it_is_recorded_on_the_roll_first(world, way):
    hall = Hall(world)
    way(hall, hall.members[0])
    with pytest.raises(Refused) as caught:
        hall.act("open")
    assert [check.code for check in caught.value.missing] == ["interests"]
    hall.act("freeze")
    hall.act("recuse", unit=hall.members[0], words="商户亲属")
    hall.act("open")
    with pytest.raises(Refused):
        hall.vote(hall.members[0])


@WAYS
@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.SECRET])
def test_while_it_is_open_they_stand_back_at_once(world, way, secrecy):
    hall = Hall(world, secrecy)
    hall.act("open")
    way(hall, hall.members[0])
    recusal = Recusal.objects.get(poll=hall.poll)
    assert (recusal.entry.unit, recusal.words) == (f"p{hall.members[0].pk}", "商户亲属")
    assert Event.objects.filter(kind="ballots.recused").count() == 1
    with pytest.raises(Refused) as caught:
        hall.vote(hall.members[0])
    assert "stood aside" in str(caught.value)


@WAYS
def test_whoever_has_voted_can_no_longer_stand_back(world, way):
    hall = Hall(world)
    hall.act("open")
    hall.vote(hall.members[0])
    with pytest.raises(Refused):
        way(hall, hall.members[0])
    assert not Aside.objects.exists() and not Recusal.objects.exists()
    assert not hall.matter.conflict_declarations.filter(declared=True).exists()


@WAYS
def test_who_is_not_on_the_roll_or_stands_back_already_only_says_so(world, way):
    hall = Hall(world)
    hall.act("open")
    hall.act("recuse", unit=hall.members[0], words="商户亲属")
    way(hall, hall.members[0])
    assert Recusal.objects.count() == 1


def withdraw(hall):
    with on(DAY, 20):
        return attendance.withdraw_recusal(Aside.objects.get(), by=hall.recorder, reason="记错了人")


def test_a_standing_aside_withdrawn_before_the_ballot_leaves_them_their_vote(world):
    hall = Hall(world)
    hall.aside(hall.members[0])
    withdraw(hall)
    hall.act("open")
    hall.vote(hall.members[0])
    assert not Recusal.objects.exists()


def test_what_a_ballot_rests_on_is_not_withdrawn(world):
    hall = Hall(world)
    hall.act("open")
    hall.aside(hall.members[0])
    with pytest.raises(Refused, match="frozen roll of the ballot “问”"):
        withdraw(hall)
    hall.vote(hall.members[1])
    with pytest.raises(Refused, match="Votes were cast in the ballot “问” while this member stood aside"):
        withdraw(hall)
    hall.act("close")
    with pytest.raises(Refused, match="Votes were cast"):
        withdraw(hall)
    assert Aside.objects.exists(), "it stands"
    with on(DAY, 20):
        ballots.annul(hall.poll, by=world.own.people[Role.STREET_DIRECTOR], because="记错了回避的人")
    withdraw(hall)
    assert not Aside.objects.exists()


def test_those_who_stood_aside_are_not_among_the_present(world):
    hall = Hall(world)
    hall.act("open")
    hall.aside(hall.members[0])
    for member in hall.members[1:12]:
        hall.vote(member)
    assert hall.act("close").present == 11


@WAYS
def test_nor_are_they_who_said_so_before_the_opening_and_sit_in_the_hall(world, way):
    hall = Hall(world)
    way(hall, hall.members[0])
    hall.act("freeze")
    hall.act("recuse", unit=hall.members[0], words="商户亲属")
    hall.act("open")
    for member in hall.members[1:12]:
        hall.vote(member)
    assert hall.act("close").present == 11


def test_the_form_offers_the_number_that_the_close_takes(world):
    hall = Hall(world, Secrecy.SHOW_OF_HANDS)
    hall.declares(hall.members[0])
    hall.act("freeze")
    hall.act("recuse", unit=hall.members[0], words="商户亲属")
    hall.act("open")
    with on(DAY, 20):
        assert drawn(hall.recorder, "ballots.enter_hands", hall.poll)[1]["present"] == "11"


def confirmed(hall, world):
    with on(DAY, 20):
        return ballots.confirm_hands(hall.poll, by=world.own.people[Role.FACILITATOR])


def test_hands_that_hold_a_member_who_stood_aside_since_are_counted_anew(world):
    hall = Hall(world, Secrecy.SHOW_OF_HANDS)
    hall.act("open")
    hall.act("enter_hands", present=12, counts={"in_favor": 10, "against": 2})
    hall.aside(hall.members[0])
    with pytest.raises(Refused, match="stood aside since the hands were counted"):
        confirmed(hall, world)
    hall.act("enter_hands", present=11, counts={"in_favor": 9, "against": 2})
    assert confirmed(hall, world).present == 11


def test_once_hands_are_counted_the_secretary_does_not_annul_what_was_lost(world):
    hall = Hall(world, Secrecy.SHOW_OF_HANDS)
    hall.act("open")
    hall.act("enter_hands", present=12, counts={"in_favor": 2, "against": 10})
    with on(DAY, 20):
        with pytest.raises(Forbidden):
            ballots.annul(hall.poll, by=world.own.people[Role.COMMUNITY_SECRETARY], because="名单有误")
        ballots.annul(hall.poll, by=world.own.people[Role.STREET_DIRECTOR], because="名单有误")


def test_whoever_leaves_after_the_hands_were_confirmed_does_not_hold_up_the_close(world):
    hall = Hall(world, Secrecy.SHOW_OF_HANDS)
    hall.act("open")
    hall.act("enter_hands", present=12, counts={"in_favor": 10, "against": 2})
    confirmed(hall, world)
    with on(DAY, 20):
        attendance.leave(hall.meeting, hall.members[3], by=hall.recorder)
    hall.act("close")
    assert counted(hall.poll)[0].present == 12
