import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest

from tests.yishi.registers import GOOD, HEAD, csv_bytes, xlsx_bytes
from yishi.journal.models import Event
from yishi.people.domain.register import apply, parse
from yishi.people.enums import PublicName, Role
from yishi.people.models import Household, OwnedUnit, Owner, Person
from yishi.refusals import Forbidden, Invalid

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def admin(world):
    return world.staff[Role.SYSTEM_ADMIN]


def enter(world, *lines, by=None):
    return apply(parse(csv_bytes(*lines)), by=by or admin(world))


def problems(*lines, head=HEAD):
    return parse(csv_bytes(*lines, head=head)).errors


def test_persons_households_units_and_voting_heads_are_entered(world):
    counts = enter(world, *GOOD)
    assert (counts["persons"], counts["new_persons"], counts["households"], counts["units"]) == (4, 4, 3, 3)
    woman = Person.objects.get(key="K3")
    assert (woman.born, woman.public_name, woman.registered) == (dt.date(1986, 5, 4), PublicName.ANONYMOUS, False)
    assert woman.household.room == "1-102"
    assert woman.community == world.own.community
    assert Person.objects.get(key="K1").household == Person.objects.get(key="K2").household
    heads = {tuple(sorted(p.key for p in o.persons.all())): o for o in Owner.objects.all()}
    assert {keys: sum(unit.area for unit in owner.units.all()) for keys, owner in heads.items()} == {
        ("K1", "K2"): Decimal("89.00"), ("K3",): Decimal("105.00"),  # two flats, one head
    }
    assert {owner.estate for owner in heads.values()} == {world.own.estate}


def test_entering_the_same_file_again_changes_nothing(world):
    enter(world, *GOOD)
    before = [model.objects.count() for model in (Person, Household, Owner, OwnedUnit)]
    counts = enter(world, *GOOD)
    assert [model.objects.count() for model in (Person, Household, Owner, OwnedUnit)] == before
    assert (counts["new_persons"], counts["new_households"]) == (0, 0)


def test_a_known_key_is_brought_up_to_date_and_a_sold_flat_changes_hands(world):
    enter(world, *GOOD)
    counts = enter(
        world, "HA-1,1-102,K5,陈新,先生,,1990-01-01,yes,yes,yes,61.00",
        "HA-1,1-103,K3,王方,女士,,1986-05-04,,yes,yes,44.5",
    )
    assert (counts["persons"], counts["new_persons"]) == (2, 1)
    moved = Person.objects.get(key="K3")
    assert (moved.name, moved.household.room) == ("王方", "1-103")
    sold = OwnedUnit.objects.get(room="1-102")
    assert sold.area == Decimal("61.00")
    assert [p.key for p in sold.owner.persons.all()] == ["K5"]


def test_what_a_file_has_no_column_for_stays_as_it_is_known(world):
    enter(world, *GOOD)
    apply(parse(csv_bytes("HA-1,1-102,K3,王方", head="place,room,key,name")), by=admin(world))
    known = Person.objects.get(key="K3")
    assert (known.name, known.public_name, known.born) == ("王方", PublicName.ANONYMOUS, dt.date(1986, 5, 4))
    assert (known.honorific, known.registered) == ("女士", False)


def test_an_owner_who_lives_elsewhere_keeps_their_home(world):
    enter(world, GOOD[2])
    enter(world, GOOD[3])
    assert Person.objects.get(key="K3").household.room == "1-102"


def test_the_event_holds_counts_and_the_hash_of_the_file_and_no_names(world):
    preview = parse(csv_bytes(*GOOD))
    apply(preview, by=admin(world))
    event = Event.objects.get(kind="people.register_imported")
    assert event.payload["file"] == preview.digest
    assert event.payload["persons"] == 4
    assert "王芳" not in str(event.payload)
    assert event.community == world.own.community


def test_with_one_bad_line_nothing_is_entered(world):
    preview = parse(csv_bytes(*GOOD, "HA-9,1,K9,某,,,,,,,"))
    before = Person.objects.count()
    with pytest.raises(Invalid):
        apply(preview, by=admin(world))
    assert Person.objects.count() == before
    assert not Event.objects.filter(kind="people.register_imported").exists()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("HA-9,1,K9,某人,,,,,,,", "HA-9"),
        ("CY,1,K9,某人,,,,,,,", "CY"),
        ("WTL,1,K9,某人,,,,,,,", "WTL"),
        ("HA-1,,K9,某人,,,,,,,", "房号"),
        ("HA-1,1,,某人,,,,,,,", "登记编号"),
        ("HA-1,1,K9,,,,,,,,", "姓名"),
        ("HA-1,1,K9," + "长" * 61 + ",,,,,,,", "60"),
        ("HA-1,1,K9,=SUM(A1),,,,,,,", "=SUM(A1)"),
        ("HA-1,1,K9,某人,,,,,,yes,-1", "-1"),
        ("HA-1,1,K9,@某人,,,,,,,", "@某人"),
        ("HA-1,1,K9,某人,,,1990-02-30,,,,", "1990-02-30"),
        ("HA-1,1,K9,某人,,,31/12/1990,,,,", "31/12/1990"),
        ("HA-1,1,K9,某人,,,2999-01-01,,,,", "2999"),
        ("HA-1,1,K9,某人,,,1850-01-01,,,,", "1850"),
        ("HA-1,1,K9,某人,老师,,,,,,", "老师"),
        ("HA-1,1,K9,某人,,secret,,,,,", "secret"),
        ("HA-1,1,K9,某人,,surname,,,,,", ""),
        ("HA-1,1,K9,某人,,,,maybe,,,", "maybe"),
        ("HA-1,1,K9,某人,,,,,,yes,", ""),
        ("HA-1,1,K9,某人,,,,,,yes,0", "0"),
        ("HA-1,1,K9,某人,,,,,,yes,89.123", "89.123"),
        ("HA-1,1,K9,某人,,,,,,yes,NaN", "NaN"),
        ("HA-1,1,K9,某人,,,,,,yes,1e99", "1e99"),
        ("HA-1,1,K9,某人,,,,,no,no,", ""),
    ],
)
def test_a_line_that_cannot_stand_is_named_by_its_number(world, line, word):
    errors = problems(GOOD[0], line)
    assert [number for number, _sentence in errors] == [3]
    assert word in errors[0][1]


@pytest.mark.parametrize(
    "second",
    [
        "HA-1,1-101,K1,张桂兰,奶奶,surname,1950-03-02,yes,yes,yes,89.00",
        "HA-1,2-201,K1,张桂兰,奶奶,surname,1950-03-02,yes,yes,yes,70",
        "HA-1,2-201,K1,张桂花,奶奶,surname,1950-03-02,yes,no,yes,70",
        "HA-1,1-101,K2,李建国,先生,,1948-12-01,yes,yes,yes,90.00",
    ],
)
def test_lines_that_contradict_each_other_are_named(world, second):
    assert [number for number, _sentence in problems(GOOD[0], second)][:1] == [3]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x89PNG\r\n\x1a\n\x00\x00", HEAD.encode(), csv_bytes(GOOD[0], head="place,room,key,nome,a,b,c,d,e,f,g"),
        csv_bytes("HA-1,1,K1", head="place,room,key"), csv_bytes("a,b,c,d,e", head="place,room,key,name,name"),
        b"PK\x03\x04 not a zip", csv_bytes('HA-1,"1,K1,x'), b"\xff\xfe\xff\xff" * 3,
        csv_bytes("x" * 200_000, head="place,room,key,name"), csv_bytes(GOOD[0], head=HEAD + ",extra"),
    ],
)
def test_what_is_no_register_is_refused_in_a_sentence(world, content):
    with pytest.raises(Invalid) as refusal:
        parse(content)
    assert refusal.value.field == "file"


def test_a_packed_bomb_is_not_unpacked(world):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in range(4):
            packed.writestr(f"xl/{part}.xml", b"0" * (90 * 1024 * 1024))
    with pytest.raises(Invalid):
        parse(out.getvalue())


def test_an_xlsx_with_dates_and_numbers_reads_like_the_csv(world):
    cells = ["HA-1", 101, "K1", "张桂兰", "奶奶", "surname", dt.datetime(1950, 3, 2), "yes", True, "yes", 89.5]
    row = parse(xlsx_bytes(cells)).rows[0]
    assert (row.room, row.born, row.area, row.lives) == ("101", dt.date(1950, 3, 2), Decimal("89.5"), True)
    assert problems_of_xlsx(["HA-1", "=1+1", "K1", "张桂兰"]) == [2]


def problems_of_xlsx(*rows):
    return [number for number, _sentence in parse(xlsx_bytes(*rows)).errors]


def test_a_csv_in_gb18030_with_chinese_heads_is_read(world):
    content = csv_bytes("HA-1,101,K1,张桂兰,是", head="楼栋代码,房号,登记编号,姓名,居住", encoding="gb18030")
    preview = parse(content)
    assert preview.errors == []
    assert preview.rows[0].name == "张桂兰"


@pytest.mark.parametrize("role", list(Role))
def test_who_may_enter_a_register(world, role):
    preview = parse(csv_bytes(GOOD[0]))
    if role in {Role.SYSTEM_ADMIN, Role.STREET_DIRECTOR, Role.COMMUNITY_SECRETARY}:
        assert apply(preview, by=world.own.people[role])["persons"] == 1
    else:
        with pytest.raises(Forbidden):
            apply(preview, by=world.own.people[role])


def test_a_secretary_enters_only_their_own_community_and_takes_nobody_elses_person(world):
    secretary = world.other.people[Role.COMMUNITY_SECRETARY]
    with pytest.raises(Forbidden):
        enter(world, GOOD[0], by=secretary)
    enter(world, GOOD[0])
    with pytest.raises(Invalid):
        enter(world, GOOD[0].replace("HA-1", "LX-1"), by=secretary)
    assert Person.objects.get(key="K1").community == world.own.community


def test_the_number_of_queries_does_not_grow_with_the_lines(world, django_assert_max_num_queries):
    lines = [f"HA-1,{n},M{n},某{n},,,1990-01-01,yes,yes,yes,80" for n in range(400)]
    with django_assert_max_num_queries(40):
        enter(world, *lines)
