"""The story's places, bodies and persons, entered through the domain functions; and how scenes find them again."""

import datetime as dt
import random

from yishi.people.domain import accounts, founding, places, seats
from yishi.people.enums import BodyKind, PlaceKind, Role, SeatKind
from yishi.people.models import Body, Person, Place

from .population import SEED, buildings
from .residents import key_of
from .story import world

SINCE = dt.date(2025, 6, 1)
PASSWORD = "wutongli-2026"
SHORT = {"HA": "槐", "LX": "临", "XL": "新"}
DEPARTMENT_PLACE = "WTL"
SECOND = {"HA": ("顾清和", "沈以柔"), "LX": ("程以南", "陆知秋"), "XL": ("白若谷", "任听雨")}
COMMITTEE_ROLES = {"community_secretary", "facilitator"}


def person(login):
    """Return the person of the story with the id ``login``."""
    return Person.objects.select_related("community").get(key=f"demo:{login}")


def resident(community, words):
    """Return the story's resident called by ``words`` in ``community``, or None where they name nobody of the register."""
    key = key_of(community, words)
    return key and Person.objects.select_related("community").get(key=key)


def named(community, words):
    """Return the person whom ``words`` name: an office-holder in full, or a resident as called; else None."""
    for entry in world()["people"]:
        if entry["name"] in words:
            return person(entry["id"])
    return resident(community, words)


def office(community, role):
    """Return the story's first holder of ``role`` in ``community``."""
    for entry in world()["people"]:
        if entry["role"] == role and entry["org"] in {community, "WTL"}:
            return person(entry["id"])
    raise LookupError(f"nobody holds {role} in {community}")


def second(community, role):
    """Return the second recorder or supervisor that the loader adds, since who enters a ballot may not certify it."""
    return person(f"{community}:second-{role}")


def enter_places_and_bodies():
    """Found the site, and enter the story's places and bodies."""
    place = world()["place"]
    street = place["subdistrict"]
    admin = founding.found(
        district=("CY", place["district"]), code=street["id"], name=street["name"], office=street["full_name"],
        administrator=next(p["name"] for p in world()["people"] if p["role"] == "system_admin"), key="demo:chu",
        synthetic=True,
    )
    top = Place.objects.get(code=street["id"])
    for centre in street["centers"]:
        places.add_body(
            top, BodyKind.CENTRE, centre["name"], by=admin, tel=centre["tel"], functions="、".join(centre["functions"])
        )
    for name in sorted({p["org"] for p in world()["people"] if p["role"] == "department_liaison"}):
        places.add_body(top, BodyKind.DEPARTMENT, name, by=admin)
    for community in world()["communities"]:
        _enter_community(top, community, admin)


def _enter_community(top, community, admin):
    code, name = community["id"], community["name"]
    node = places.add_place(
        top, PlaceKind.COMMUNITY, code, name, by=admin, short=SHORT[code], profile=community["profile"],
        address=community["office"]["address"], tel=community["office"]["tel"],
    )
    for number in range(1, community["grids"] + 1):
        places.add_place(node, PlaceKind.GRID, f"{code}-G{number}", f"{name}第{number}网格", by=admin)
    for estate in community["estates"]:
        home = places.add_place(node, PlaceKind.ESTATE, estate["id"], estate["name"], by=admin)
        for number in buildings(estate):
            places.add_place(home, PlaceKind.BUILDING, f"{estate['id']}-B{number}", f"{number}号楼", by=admin)
        if "虚构" in estate["manager"] and not Body.objects.filter(community=node, name=estate["manager"][:4]).exists():
            places.add_body(node, BodyKind.PROPERTY, estate["manager"].split("（")[0], by=admin)
    if code == "HA":
        third = Place.objects.get(code="HA-1-B3")
        places.add_place(third, PlaceKind.STAIRWELL, "HA-1-B3-U2", "3号楼2单元", by=admin)
    places.add_body(node, BodyKind.COMMITTEE, f"{name}居民委员会", by=admin, tel=community["office"]["tel"])
    places.add_body(node, BodyKind.COUNCIL, f"{name}协商议事委员会", by=admin)
    places.add_body(node, BodyKind.SUPERVISORY, f"{name}居务监督委员会", by=admin)


def enter_office_holders():
    """Enter the story's named persons that are no residents, and give each the seat and the account."""
    admin = person("chu")
    for entry in world()["people"]:
        _enter(entry, admin)
    for code in SECOND:
        community = Place.objects.get(code=code)
        for role, name in zip((Role.RECORDER, Role.SUPERVISORY_MEMBER), SECOND[code], strict=True):
            extra = places.enter_person(community, name, by=admin, key=f"demo:{code}:second-{role}", synthetic=True)
            seats.appoint(extra, role, community, by=admin, since=SINCE, title="社区工作者" if role == Role.RECORDER else "监督委员")


def _enter(entry, admin):
    community = Place.objects.filter(code=entry["org"]).first() or Place.objects.get(code=DEPARTMENT_PLACE)
    role = Role(entry["role"])
    known = Person.objects.filter(key=f"demo:{entry['id']}").first()
    holder = known or places.enter_person(
        community, entry["name"], by=admin, key=f"demo:{entry['id']}", synthetic=True
    )
    if role != Role.RESIDENT and entry["id"] != "chu":
        where = Place.objects.get(code=entry["grid"]) if "grid" in entry else community
        seats.appoint(
            holder, role, community if role == Role.GRID_WORKER else where, by=admin, since=SINCE, title=entry["title"],
            body=Body.objects.filter(name=entry.get("body", entry["org"])).first(),
        )
    if role == Role.COMMUNITY_SECRETARY or role == Role.FACILITATOR:
        seats.appoint(holder, Role.COMMUNITY_COMMITTEE, community, by=admin, since=SINCE, kind=SeatKind.ELECTED)
    user = accounts.create(holder, entry["id"], PASSWORD, by=admin)
    if role in {Role.DISCLOSURE_OFFICER, Role.COMMUNITY_SECRETARY}:
        accounts.make_editor(user, by=admin)
    if role in {Role.DISCLOSURE_OFFICER, Role.STREET_DIRECTOR, Role.STREET_PARTY_SECRETARY}:
        accounts.make_editor(user, by=admin, reviews=True)


def fill_seats():
    """Fill the councils, the representatives' seats and the committees with residents, to the story's numbers."""
    admin = person("chu")
    for community in world()["communities"]:
        place = Place.objects.get(code=community["id"])
        drawn = _adults(place, 140)
        _fill(place, Role.COMMUNITY_COMMITTEE, community["committee_members"], drawn, admin)
        _fill(place, Role.SUPERVISORY_MEMBER, community["supervisory_members"], drawn, admin)
        _fill(place, Role.RESIDENT_REP, community["resident_reps"], drawn, admin)
        council = _fill(place, Role.COUNCIL_MEMBER, community["council_members"], drawn, admin, first=_kang(place))
        assert council == community["council_members"]


def _kang(place):
    return [person("kang")] if place.code == "HA" else []


def _fill(place, role, wanted, drawn, admin, first=()):
    """Fill the seats of ``role`` up to ``wanted``: ``first`` before anybody, then the residents drawn."""
    for holder in first:
        seats.appoint(holder, role, place, by=admin, since=SINCE, kind=SeatKind.ELECTED)
    filled = place.seats.filter(role=role).count()
    for _number in range(wanted - filled):
        seats.appoint(drawn.pop(), role, place, by=admin, since=SINCE, kind=SeatKind.ELECTED)
    return place.seats.filter(role=role).count()


def _adults(place, count):
    rows = list(
        Person.objects.filter(community=place, household__isnull=False, born__lt="1995-01-01", born__gt="1945-01-01")
        .exclude(key__startswith="demo:").select_related("community").order_by("key")
    )
    return random.Random(f"{SEED}-seats-{place.code}").sample(rows, count)
