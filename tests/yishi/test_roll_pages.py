import datetime as dt
import re

import pytest
from django.test import Client

from consultation.domain import agenda
from tests.consultation.builders_agenda import TEXT, bare
from tests.consultation.views.reading import assert_same_queries
from tests.world import account, household, person, seat
from yishi.clock.story import today
from yishi.journal.models import Event
from yishi.journal.queries import timeline
from yishi.people.domain import accounts, places, seats
from yishi.people.enums import Role
from yishi.people.models import Person, Seat, User
from yishi.people.personal_data import export

pytestmark = pytest.mark.django_db


def signed_in(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.filter(person=who).first() or account(who))
    return client


@pytest.fixture
def admin(world):
    return signed_in(world.staff[Role.SYSTEM_ADMIN])


@pytest.fixture
def secretary(world):
    return signed_in(world.own.people[Role.COMMUNITY_SECRETARY])


def words(answer):
    return answer.content.decode()


def test_persons_are_found_by_name_within_ones_own_places(world, admin, secretary):
    here, there = person(world.own.community, "欧阳修"), person(world.other.community, "欧阳询")
    assert "欧阳" not in words(admin.get("/people/")), "residents are not listed before one asks"
    both = words(admin.get("/people/?q=欧阳"))
    assert "欧阳修" in both and "欧阳询" in both
    one = words(secretary.get("/people/?q=欧阳"))
    assert "欧阳修" in one and "欧阳询" not in one
    assert secretary.get(f"/people/{there.pk}/").status_code == 404
    assert secretary.get(f"/people/{here.pk}/").status_code == 200
    assert "Nobody is found" in words(admin.get("/people/?q=查无此人"))
    assert admin.get("/people/?q=%00&role=x&after=y").status_code == 200


def test_a_role_and_everybody_narrow_and_widen(world, admin, secretary):
    resident = world.own.people[Role.RESIDENT]
    assert f">{resident.name}<" not in words(secretary.get("/people/"))
    assert f">{resident.name}<" in words(secretary.get("/people/?everybody=on"))
    found = words(admin.get("/people/?role=recorder"))
    assert world.own.people[Role.RECORDER].name in found and world.own.people[Role.FACILITATOR].name not in found


@pytest.mark.writes
def test_a_person_is_entered_gets_a_seat_and_an_account_and_loses_the_seat(world, secretary):
    home = world.own.community
    answer = secretary.post("/people/new/", {"name": "新人", "community": home.pk})
    pk = Person.objects.get(name="新人").pk
    assert answer.headers["Location"] == f"/people/{pk}/"
    given = {"role": Role.RECORDER, "place": home.pk, "kind": "appointed", "since": today().isoformat()}
    chosen = secretary.get(f"/people/{pk}/seat/").context["form"]["role"].value()
    assert not chosen and secretary.post(f"/people/{pk}/seat/", {**given, "role": ""}).status_code == 422, "no role by default"
    assert secretary.post(f"/people/{pk}/seat/", {**given, "until": "2020-01-01"}).status_code == 422
    assert secretary.post(f"/people/{pk}/seat/", given).status_code == 302
    assert secretary.post(f"/people/{pk}/seat/", {**given, "place": world.other.community.pk}).status_code == 422
    assert secretary.post(f"/people/{pk}/seat/", {**given, "role": Role.SYSTEM_ADMIN}).status_code == 422
    weak = secretary.post(f"/people/{pk}/account/", {"username": "xinren", "password": "123"})
    assert weak.status_code == 422 and "xinren" in words(weak)
    assert secretary.post(f"/people/{pk}/account/", {"username": "xinren", "password": "good-long-word"}).status_code == 302
    assert Client().login(username="xinren", password="good-long-word")
    assert secretary.post(f"/people/{pk}/account/", {"password": "better-long-word"}).status_code == 302
    assert Client().login(username="xinren", password="better-long-word")
    held = Person.objects.get(pk=pk).seats.get()
    assert secretary.post(f"/seats/{held.pk}/end/", {"until": today().isoformat()}).status_code == 302
    assert secretary.post(f"/seats/{held.pk}/end/", {"until": today().isoformat()}).status_code == 409
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["people.person_entered", "people.seat_given", "people.account_made", "people.password_set", "people.seat_ended"]


def test_a_secretary_takes_no_account_of_somebody_who_serves_above(world, secretary):
    neighbour = person(world.own.community, "街道来的")
    seat(neighbour, Role.SYSTEM_ADMIN, world.street)
    account(neighbour, "above")
    answer = secretary.post(f"/people/{neighbour.pk}/account/", {"password": "good-long-word"})
    assert answer.status_code == 403
    assert Client().login(username="above", password="pass-word-1")


@pytest.mark.writes
def test_a_deputy_has_the_rights_for_the_days_and_is_written_down_as_acting(world, secretary):
    absent, deputy = world.own.people[Role.COMMUNITY_SECRETARY], world.own.people[Role.RECORDER]
    held, day = absent.seats.get(), today()
    assert "Name a deputy" in words(secretary.get(f"/people/{absent.pk}/"))
    said = {"deputy": deputy.pk, "since": day.isoformat(), "until": (day + dt.timedelta(days=3)).isoformat()}
    assert secretary.post(f"/seats/{held.pk}/deputy/", {**said, "deputy": ""}).status_code == 422
    assert secretary.post(f"/seats/{held.pk}/deputy/", {**said, "until": "2020-01-01"}).status_code == 422
    assert secretary.post(f"/seats/{held.pk}/deputy/", said).status_code == 302
    assert secretary.post(f"/seats/{held.pk}/deputy/", said).status_code in {409, 422}, "one deputy at a time"
    assert "as deputy" in words(secretary.get(f"/people/{deputy.pk}/"))
    named = Event.objects.get(kind="people.deputy_named")
    assert named.on_behalf_of_id == absent.pk
    assert signed_in(deputy).get("/people/").status_code == 200, "the rights are there"
    assert list(Seat.objects.on(day).in_own_right().filter(person=deputy).values_list("role", flat=True)) == [Role.RECORDER]
    secretary.post(f"/seats/{held.pk}/end/", {"until": day.isoformat()})
    assert deputy.seats.get(deputy_for=held).until == day, "the deputy's days end with the seat"


def test_a_deputy_is_chosen_among_those_who_can_be_one_the_own_community_first(world, admin):
    held, kept = (world.own.people[role].seats.get() for role in (Role.COMMUNITY_SECRETARY, Role.RECORDER))
    page = admin.get(f"/seats/{held.pk}/deputy/").content.decode()
    groups = re.findall(r'<optgroup label="([^"]*)"', page)
    assert groups[0] == world.own.community.name and world.other.community.name in groups
    offered = set(map(int, re.findall(r'<option value="(\d+)"', page)))
    assert kept.person_id in offered and not offered & {held.person_id, world.own.people[Role.RESIDENT].pk}
    seats.deputise(held, kept.person, by=world.staff[Role.SYSTEM_ADMIN], until=today())
    assert f'value="{kept.person_id}"' not in admin.get(f"/seats/{held.pk}/deputy/").content.decode()


def test_an_elected_seat_has_no_deputy(world, admin):
    held = world.own.people[Role.COUNCIL_MEMBER].seats.get()
    assert f"/seats/{held.pk}/deputy/" not in words(admin.get(f"/people/{held.person_id}/"))
    day = today().isoformat()
    said = {"deputy": world.own.people[Role.RECORDER].pk, "since": day, "until": day}
    assert admin.post(f"/seats/{held.pk}/deputy/", said).status_code == 409


def test_the_list_costs_the_same_at_any_length(world):
    def grow(n):
        for each in range(n):
            member = person(world.own.community, f"某{each}")
            seat(member, Role.COUNCIL_MEMBER, world.own.community)
            household(world.own.estate, f"{member.pk}", member)

    people = [world.staff[Role.SYSTEM_ADMIN], world.own.people[Role.COMMUNITY_SECRETARY]]
    assert_same_queries(people, "/people/?q=某", grow, many=30)


@pytest.mark.writes
def test_what_a_deputy_does_is_read_as_done_for_the_absent_officer(world):
    absent, deputy = world.own.people[Role.COMMUNITY_SECRETARY], world.own.people[Role.RECORDER]
    matter, day = bare(world.own, opened_on=today()), today()
    seats.deputise(absent.seats.get(), deputy, by=world.staff[Role.SYSTEM_ADMIN], since=day, until=day)
    agenda.revise_text(matter, by=deputy, text=TEXT)
    agenda.return_for_work(matter, by=deputy, body_words="党委", opinion="补充材料")
    own, event = Event.objects.filter(stream__name=matter.stream_name).order_by("seq")
    assert (own.actor, own.on_behalf_of) == (deputy, None), "the text is a recorder's own work"
    assert (event.actor, event.on_behalf_of) == (deputy, absent)
    said = timeline(matter.stream_name, deputy)[-1]
    assert deputy.name in said["actor"] and absent.name in said["actor"] and "acting for" in said["actor"]
    places.enter_person(world.own.community, "新人", by=deputy)
    entered = Event.objects.get(kind="people.person_entered")
    assert entered.on_behalf_of is None, "a recorder enters persons by a right of their own"
    user = accounts.create(person(world.own.community), "neu", "good-long-word", by=deputy)
    made = Event.objects.get(kind="people.account_made")
    assert (made.actor, made.on_behalf_of, user.person.pk) == (deputy, absent, made.payload["person"])


@pytest.mark.writes
def test_an_officer_with_the_right_of_ones_own_acts_for_nobody(world):
    matter = bare(world.own, opened_on=today())
    agenda.revise_text(matter, by=world.own.people[Role.RECORDER], text=TEXT)
    agenda.return_for_work(matter, by=world.own.people[Role.COMMUNITY_SECRETARY], body_words="党委", opinion="补充材料")
    event = Event.objects.filter(stream__name=matter.stream_name).last()
    assert event.on_behalf_of is None and "acting" not in event.payload


@pytest.mark.writes
def test_places_are_entered_below_ones_own_and_their_codes_can_be_read(world, secretary):
    estate, other = world.own.estate, world.other.community
    said = {"parent": estate.pk, "lines": "1号楼\n- 1单元\nB2 2号楼"}
    assert secretary.post("/people/places/new/", said).headers["Location"] == "/people/places/"
    shown = words(secretary.get("/people/places/"))
    for code in (f"{estate.code}-1", f"{estate.code}-1-1", "B2"):
        assert f">{code}<" in shown
    assert f">{other.code}<" not in shown
    again = secretary.post("/people/places/new/", {**said, "lines": "B2 又一栋"})
    assert again.status_code == 422 and "B2" in words(again) and "taken" in words(again)
    assert secretary.post("/people/places/new/", {**said, "parent": other.pk}).status_code == 422
    assert secretary.post("/people/places/new/", {**said, "lines": "a\n- b\n-- c"}).status_code == 422, "a stairwell holds nothing"


@pytest.mark.writes
def test_a_seat_to_come_is_withdrawn_at_the_page_of_its_person(world, secretary):
    home, tomorrow = world.own.community, today() + dt.timedelta(days=1)
    newcomer = person(home, "新人")
    held = seats.appoint(newcomer, Role.RECORDER, home, by=world.own.people[Role.COMMUNITY_SECRETARY], since=tomorrow)
    page = words(secretary.get(f"/people/{newcomer.pk}/"))
    assert f"/seats/{held.pk}/withdraw/" in page and f"/seats/{held.pk}/end/" not in page
    assert secretary.post(f"/seats/{held.pk}/withdraw/", {"reason": " "}).status_code == 422
    assert secretary.post(f"/seats/{held.pk}/withdraw/", {"reason": "本人不再到任"}).status_code == 302
    page = words(secretary.get(f"/people/{newcomer.pk}/"))
    assert "Withdrawn before they began" in page and "本人不再到任" in page
    assert export(newcomer)["withdrawn_seats"]["rows"][0]["reason"] == "本人不再到任"
