"""Registers: the next number, one that an office enters, and a gap that is explained."""

import pytest
from django.db import IntegrityError, transaction

from consultation.domain import categories, numbers
from consultation.guards.agenda import gaps_explained
from consultation.models import Category, NumberLine
from tests.consultation.builders_collect import at, clerk, opened
from yishi.journal.kinds import kind_of
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused
from yishi.text.side_by_side import listed

pytestmark = [pytest.mark.writes, pytest.mark.django_db]


@pytest.fixture
def side(world):
    return world.own


@pytest.fixture
def matter(side):
    return opened(side)


def test_the_next_number_is_given_a_series_and_year(side, matter):
    given = [numbers.take("槐议", 2026, matter=matter, by=clerk(side)) for _ in range(2)]
    other = numbers.take("槐协决", 2026, matter=matter, by=clerk(side))
    older = numbers.take("槐议", 2025, matter=matter, by=clerk(side))
    assert [line.number for line in (*given, other, older)] == [1, 2, 1, 1]
    assert str(given[1]) == "槐议〔2026〕2号"


def test_an_office_may_enter_a_number_and_explains_the_gap(side, matter):
    with at("2026-02-10"):
        numbers.take("槐议", 2026, matter=matter, by=clerk(side))
        line = numbers.take("槐议", 2026, matter=matter, by=clerk(side), number=4)
        assert numbers.missing("槐议", 2026) == [2, 3]
        why = "本系统外编号：居委会换届事项"
        explained = numbers.explain("槐议", 2026, 2, community=side.community, by=clerk(side), explanation=why)
    assert (line.number, explained.matter, explained.explanation) == (4, None, why)
    assert numbers.missing("槐议", 2026) == [3]
    assert numbers.take("槐议", 2026, matter=matter, by=clerk(side)).number == 5
    event = Event.objects.get(kind="number.explained")
    assert event.payload["number"] == 2 and kind_of(event).read(event)


def test_what_was_skipped_is_said_in_spans(side, matter):
    numbers.take("槐议", 2026, matter=matter, by=clerk(side), number=2)
    numbers.take("槐议", 2026, matter=matter, by=clerk(side), number=4)
    line = numbers.take("槐议", 2026, matter=matter, by=clerk(side), number=99_999)
    (check,) = gaps_explained(line)
    assert str(check.label).endswith(listed(["1", "3", "5–99998"]))


def test_the_register_of_another_community_is_its_own(side, world):
    for each, short in ((side, "槐"), (world.other, "临")):
        type(each.community).objects.filter(pk=each.community.pk).update(short=short)
        each.community.refresh_from_db()
    with pytest.raises(Invalid) as refusal:
        numbers.explain("临议", 2026, 1, community=side.community, by=clerk(side), explanation="系统外", until=400)
    assert refusal.value.field == "series" and not NumberLine.objects.exists()
    for series in ("槐议", "卷宗"):
        numbers.explain(series, 2026, 1, community=side.community, by=clerk(side), explanation="系统外")


def test_a_number_is_given_once(side, matter):
    numbers.take("槐议", 2026, matter=matter, by=clerk(side), number=3)
    with pytest.raises(Refused, match="槐议〔2026〕3号") as refusal:
        numbers.take("槐议", 2026, matter=matter, by=clerk(side), number="3")
    assert refusal.value.field == "number"
    with pytest.raises(Refused):
        numbers.explain("槐议", 2026, 3, community=side.community, by=clerk(side), explanation="系统外")


@pytest.mark.parametrize(("series", "year", "number", "field"), [
    ("", 2026, 1, "series"), ("很长很长很长很长很长很长很", 2026, 1, "series"), ("槐议", 26, 1, "year"),
    ("槐议", 2026, 0, "number"), ("槐议", 2026, "三", "number"), ("槐议", 2026, 100_000, "number"),
])
def test_what_is_no_number(side, matter, series, year, number, field):
    with pytest.raises(Invalid) as refusal:
        numbers.take(series, year, matter=matter, by=clerk(side), number=number)
    assert refusal.value.field == field


def test_who_explains_and_with_what(side, world):
    explained = {"community": side.community, "explanation": "系统外"}
    for by in (side.people[Role.RESIDENT], world.other.people[Role.RECORDER]):
        with pytest.raises(Forbidden):
            numbers.explain("槐议", 2026, 2, by=by, **explained)
    with pytest.raises(Invalid):
        numbers.explain("槐议", 2026, 2, by=clerk(side), **{**explained, "explanation": " "})


def test_the_database_gives_a_number_once_and_wants_it_explained(side, matter):
    line = numbers.take("槐议", 2026, matter=matter, by=clerk(side))
    row = {"community": side.community, "series": "槐议", "year": 2026, "given_by": clerk(side),
           "given_on": line.given_on}
    for broken in ({"number": 1, "matter": matter}, {"number": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            NumberLine.objects.create(**row, **broken)


TREE = [("HJ", "环境卫生", [("HJ-1", "垃圾投放", []), ("HJ-2", "油烟噪声", [])]), ("SS", "公共设施", [])]


def test_a_category_tree_is_planted_once(world):
    director = world.staff[Role.STREET_DIRECTOR]
    assert categories.plant(world.street, TREE, by=director) == 4
    assert categories.plant(world.street, TREE, by=director) == 0
    assert Category.objects.get(code="HJ-2").parent.name == "环境卫生"
    with pytest.raises(Refused):
        categories.add(world.street, "HJ", "又一个", by=director)
    with pytest.raises(Forbidden):
        categories.add(world.street, "X", "别的", by=world.own.people[Role.RECORDER])
    with pytest.raises(Invalid):
        categories.add(world.own.community, "X", "别的", by=director, parent=Category.objects.get(code="HJ"))


def test_the_database_keeps_a_category_code_once(world):
    Category.objects.create(community=world.street, code="HJ", name="环境")
    with pytest.raises(IntegrityError), transaction.atomic():
        Category.objects.create(community=world.street, code="HJ", name="卫生")
