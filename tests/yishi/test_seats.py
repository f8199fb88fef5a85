import datetime as dt

import pytest

from tests.world import account, person
from yishi.clock.story import today
from yishi.journal.models import Event
from yishi.people.domain import accounts, seats
from yishi.people.enums import STREET_OFFICES, Role
from yishi.people.models import Seat, User
from yishi.people.rules import roles_at
from yishi.refusals import Forbidden, Invalid, Refused

pytestmark = [pytest.mark.writes, pytest.mark.django_db]
DAY = dt.date(2026, 1, 5)


@pytest.fixture
def newcomer(world):
    return person(world.own.community, "新来的")


def appoint(world, who, role=Role.RECORDER, by=Role.SYSTEM_ADMIN, where=None, **more):
    return seats.appoint(who, role, where or world.own.community, by=world.own.people[by], **more)


def test_a_seat_is_held_from_its_first_day_to_its_last(world, newcomer):
    seat = appoint(world, newcomer, since=DAY)
    assert Role.RECORDER in roles_at(newcomer, world.own.community)
    assert Role.RECORDER not in roles_at(newcomer, world.other.community)
    seats.end(seat, by=world.staff[Role.SYSTEM_ADMIN], until=DAY)
    newcomer.__dict__.pop("_seats_today")
    assert Role.RECORDER not in roles_at(newcomer, world.own.community)
    kinds = Event.objects.order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["people.seat_given", "people.seat_ended"]


def test_the_same_seat_is_not_given_twice_nor_ended_twice(world, newcomer):
    seat = appoint(world, newcomer, since=DAY)
    with pytest.raises(Invalid):
        appoint(world, newcomer, since=DAY)
    seats.end(seat, by=world.staff[Role.SYSTEM_ADMIN])
    with pytest.raises(Refused):
        seats.end(seat, by=world.staff[Role.SYSTEM_ADMIN])
    assert Seat.objects.filter(person=newcomer).count() == 1


def test_a_term_does_not_end_before_it_begins(world, newcomer):
    with pytest.raises(Invalid):
        appoint(world, newcomer, since=DAY, until=DAY - dt.timedelta(days=1))
    seat = appoint(world, newcomer, since=DAY)
    with pytest.raises(Invalid):
        seats.end(seat, by=world.staff[Role.SYSTEM_ADMIN], until=DAY - dt.timedelta(days=1))


@pytest.mark.parametrize("by", list(Role))
def test_who_fills_seats(world, newcomer, by):
    if by in {Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR, Role.COMMUNITY_SECRETARY}:
        assert appoint(world, newcomer, by=by).pk
    else:
        with pytest.raises(Forbidden):
            appoint(world, newcomer, by=by)


def test_a_secretary_fills_no_seat_elsewhere_and_makes_no_administrator(world, newcomer):
    with pytest.raises(Forbidden):
        appoint(world, newcomer, by=Role.COMMUNITY_SECRETARY, where=world.other.community)


@pytest.mark.parametrize("role", sorted(STREET_OFFICES))
def test_an_office_of_the_sub_district_is_given_there_and_by_no_community(world, newcomer, role):
    for where in (world.own.community, world.street):
        with pytest.raises(Forbidden):
            appoint(world, newcomer, role, by=Role.COMMUNITY_SECRETARY, where=where)
    with pytest.raises(Invalid) as wrong:
        appoint(world, newcomer, role)
    assert wrong.value.field == "place"
    assert appoint(world, newcomer, role, where=world.street).pk


@pytest.mark.parametrize(
    ("first", "second"),
    [(Role.COMMUNITY_COMMITTEE, Role.SUPERVISORY_MEMBER), (Role.SUPERVISORY_MEMBER, Role.COMMUNITY_SECRETARY),
     (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN), (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN)],
)
def test_roles_that_must_be_kept_apart_are(world, newcomer, first, second):
    where = world.street if first in STREET_OFFICES else world.own.community
    appoint(world, newcomer, first, where=where)
    with pytest.raises(Refused):
        appoint(world, newcomer, second, where=where)


def test_they_are_kept_apart_on_every_day_of_the_term(world, newcomer):
    later = today() + dt.timedelta(days=10)
    appoint(world, newcomer, Role.SUPERVISORY_MEMBER, since=later)
    with pytest.raises(Refused):
        appoint(world, newcomer, Role.COMMUNITY_COMMITTEE)
    assert appoint(world, newcomer, Role.COMMUNITY_COMMITTEE, until=later - dt.timedelta(days=1)).pk
    deputy = appoint(world, person(world.own.community, "代班的"), since=DAY).person
    appoint(world, deputy, Role.SUPERVISORY_MEMBER, since=later)
    seat = Seat.objects.get(role=Role.COMMUNITY_SECRETARY, place=world.own.community)
    with pytest.raises(Refused):
        seats.deputise(seat, deputy, by=world.staff[Role.SYSTEM_ADMIN], until=later)


def test_a_seat_does_not_end_before_the_days_on_which_a_deputy_did_its_work(world):
    admin, seat = world.staff[Role.SYSTEM_ADMIN], Seat.objects.get(role=Role.COMMUNITY_SECRETARY, place=world.own.community)
    begun, later = today() - dt.timedelta(days=5), today() + dt.timedelta(days=5)
    served = seats.deputise(seat, world.own.people[Role.RECORDER], by=admin, since=begun, until=today())
    to_come = seats.deputise(seat, world.own.people[Role.FACILITATOR], by=admin, since=later, until=later)
    with pytest.raises(Invalid) as wrong:
        seats.end(seat, by=admin, until=begun - dt.timedelta(days=1))
    assert wrong.value.field == "until" and Seat.objects.filter(pk=to_come.pk).exists()
    seats.end(seat, by=admin, until=begun)
    assert list(seat.deputies.values_list("pk", "until")) == [(served.pk, begun)], "the one to come never began"


def test_an_account_is_made_and_signs_in(world, newcomer, client):
    user = accounts.create(newcomer, "xinlai", "good-long-word", by=world.own.people[Role.COMMUNITY_SECRETARY])
    assert client.login(username="xinlai", password="good-long-word")
    accounts.reset_password(user, "another-long-word", by=newcomer)
    assert client.login(username="xinlai", password="another-long-word")
    assert "word" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_an_account_name_typed_in_wide_letters_is_the_narrow_one(world, newcomer, client):
    accounts.create(newcomer, "ｘｉｎｌａｉ", "good-long-word", by=world.own.people[Role.COMMUNITY_SECRETARY])
    for typed in ("ｘｉｎｌａｉ", "xinlai"):
        assert client.post("/sign-in/", {"username": typed, "password": "good-long-word"}).status_code == 302


def test_one_account_a_person_and_one_person_a_name(world, newcomer):
    admin = world.staff[Role.SYSTEM_ADMIN]
    accounts.create(newcomer, "xinlai", "good-long-word", by=admin)
    for who, name in ((newcomer, "other"), (person(world.own.community), "xinlai")):
        with pytest.raises(Invalid):
            accounts.create(who, name, "good-long-word", by=admin)
    assert User.objects.count() == 1


@pytest.mark.parametrize("password", ["", "short", "password123"])
def test_a_weak_password_is_refused_with_the_reason(world, newcomer, password):
    with pytest.raises(Invalid) as refusal:
        accounts.create(newcomer, "xinlai", password, by=world.staff[Role.SYSTEM_ADMIN])
    assert refusal.value.field == "password"
    assert not User.objects.exists()


def test_others_set_nobodys_password(world, newcomer):
    user = account(newcomer)
    for role in (Role.RECORDER, Role.RESIDENT, Role.AUDIT_ADMIN, Role.STREET_DIRECTOR):
        with pytest.raises(Forbidden):
            accounts.reset_password(user, "good-long-word", by=world.own.people[role])
    with pytest.raises(Forbidden):
        accounts.reset_password(user, "good-long-word", by=world.other.people[Role.COMMUNITY_SECRETARY])


def test_a_seat_that_has_not_begun_is_withdrawn_for_a_reason(world, newcomer):
    admin, tomorrow = world.staff[Role.SYSTEM_ADMIN], today() + dt.timedelta(days=1)
    seat = appoint(world, newcomer, since=tomorrow)
    deputy_until = tomorrow + dt.timedelta(days=3)
    seats.deputise(seat, world.own.people[Role.FACILITATOR], by=admin, since=tomorrow, until=deputy_until)
    for reason in (" ", "因" * 201):
        with pytest.raises(Invalid) as refusal:
            seats.withdraw(seat, by=admin, reason=reason)
        assert refusal.value.field == "reason"
    with pytest.raises(Forbidden):
        seats.withdraw(seat, by=world.own.people[Role.RECORDER], reason="错填")
    key = seat.pk
    gone = seats.withdraw(seat, by=admin, reason="错填姓名")
    assert not Seat.objects.filter(pk=key).exists() and not Seat.objects.filter(deputy_for_id=key).exists()
    event = Event.objects.order_by("seq").last()
    assert event.kind == "people.seat_withdrawn" and event.payload["withdrawal"] == gone.pk
    assert (gone.since, gone.reason, gone.withdrawn_on) == (tomorrow, "错填姓名", today())
    assert appoint(world, newcomer, since=tomorrow).pk, "the same seat may be given anew"


def test_a_seat_that_has_begun_is_ended_and_not_withdrawn(world, newcomer):
    admin = world.staff[Role.SYSTEM_ADMIN]
    seat = appoint(world, newcomer, since=today())
    tomorrow = today() + dt.timedelta(days=1)
    seats.deputise(seat, world.own.people[Role.FACILITATOR], by=admin, since=tomorrow, until=tomorrow)
    with pytest.raises(Refused, match="begun"):
        seats.withdraw(seat, by=admin, reason="错填")
    assert Seat.objects.filter(deputy_for=seat).count() == 1, "a refused act takes nothing away"
