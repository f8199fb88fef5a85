"""Before the first matter: the site is founded, the register imported, seats and accounts given, the rules adopted."""

import csv
import datetime as dt
import io

from consultation.domain import categories, numbers
from meetings.domain import debate_rules, recurrences
from yishi.instance.domain import settings as instance
from yishi.people.domain import register
from yishi.people.models import Place

from .. import cast
from ..player import Scene
from ..residents import register as doors
from ..story import at, matters, world
from .disclose import prepare_desk

FOUNDED = dt.date(2025, 12, 1)
COLUMNS = (
    "place", "room", "key", "name", "honorific", "public_name", "born", "lives", "owns", "area", "synthetic",
)
CATEGORIES = [
    ("H", "住房和楼栋", [("H1", "电梯", []), ("H2", "楼道照明", []), ("H3", "漏水和管线", []), ("H4", "消防通道", [])]),
    ("E", "环境卫生", [("E1", "垃圾分类投放", []), ("E2", "油烟噪声", []), ("E3", "绿化", [])]),
    ("P", "物业管理", [("P1", "停车", []), ("P2", "物业收费", []), ("P3", "公共收益", [])]),
    ("S", "公共服务", [("S1", "养老助餐", []), ("S2", "健身和活动场地", []), ("S3", "无障碍", []), ("S4", "电动自行车充电", [])]),
    ("O", "其他", []),
]


def scenes():
    """Return the opening scenes."""
    parts = (
        cast.enter_places_and_bodies, import_register, cast.enter_office_holders, cast.fill_seats, settle_rules,
        explain_numbers, prepare_desk, settle_dates, say_whose_site_it_is,
    )
    for n, part in enumerate(parts):
        yield Scene(at(FOUNDED, f"{8 + n:02}:00"), 0, f"begin:{part.__name__}", part)


def say_whose_site_it_is():
    """Fill the foot of every page, and name the office at the district to which applicants complain about open information."""
    street = world()["place"]["subdistrict"]
    instance.change(
        Place.objects.get(code="WTL"), by=cast.person("chu"), organiser=street["full_name"], tel=street["tel"],
        hours=street["office_hours"].split("（")[0], icp="澜ICP备00000000号", police_filing="澜公网安备00000000000000号",
        site_code="0000000000", competent_name="澄源区人民政府办公室政务公开科",
        competent_address="望澜市澄源区澄源大道1号（虚构地址）", competent_tel="0000-555-0190",
    )


def import_register():
    """Import the synthetic residents, households and units, the story's one bulk act."""
    admin = cast.person("chu")
    for community in world()["communities"]:
        preview = register.parse(_sheet(community["id"]))
        assert not preview.errors, preview.errors[:3]
        register.apply(preview, by=admin)


def _sheet(community):
    """Return the register of ``community`` as the CSV file that the import takes."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for door in doors():
        if door.community == community:
            writer.writerows(_lines(door))
    return out.getvalue().encode()


def _lines(door):
    """Yield the lines of one door: who lives there, and which of them own the flat, with its area."""
    owners = {owner.key for owner in door.owners}
    for member in door.members:
        owns = member.key in owners
        yield [
            door.place, door.room, member.key, member.name, member.honorific, member.public_name, member.born.isoformat(),
            "yes", "yes" if owns else "no", door.area if owns else "", "yes",
        ]


def settle_rules():
    """Adopt the rules of debate, and plant the tree of categories."""
    street = Place.objects.get(code="WTL")
    debate_rules.adopt(street, world()["deliberation_rules"], by=cast.person("he"))
    categories.plant(street, CATEGORIES, by=cast.person("he"))


def settle_dates():
    """The secretaries set when the councils meet, and the representatives (Organic Law art. 28: twice a year at least)."""
    for place in Place.objects.communities():
        by = cast.office(place.code, "community_secretary")
        recurrences.settle(
            place, by=by, kind="council", day=20, hour=dt.time(19), place_words=f"{place.name}议事厅",
        )
        recurrences.settle(
            place, by=by, kind="rep_assembly", day=25, hour=dt.time(19), every="half_year",
            place_words=f"{place.name}大会议室",
        )


def explain_numbers():
    """File a register line for every number that was issued outside this system."""
    for suffix, number_of in (("议", _agenda_number), ("协决", _resolution_number)):
        for code, short in cast.SHORT.items():
            used = {n for m in matters() if m["community"] == code and (n := number_of(m)) and n[0] == 2026}
            top = max((n for _year, n in used), default=0)
            for number in range(1, top):
                if (2026, number) not in used:
                    numbers.explain(
                        f"{short}{suffix}", 2026, number, community=Place.objects.get(code=code),
                        by=cast.office(code, "recorder"), explanation="本系统启用前或系统外编发",
                    )


def _agenda_number(matter):
    return number_in(matter["step2_agenda"]["agenda_no"])


def _resolution_number(matter):
    return number_in(matter["step5_result"]["resolution"]["doc_no"])


def number_in(words):
    """Return (year, number) of a document number like 槐议〔2026〕3号."""
    year, rest = words.split("〔")[1].split("〕")
    return int(year), int(rest.split("号")[0])
