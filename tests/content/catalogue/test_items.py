"""Editions read from files, put in force; and what is published under their entries."""

import datetime as dt

import pytest

from content.catalogue.domain import editions, items
from content.catalogue.models import Edition, Entry, Item
from content.catalogue.reading import parse
from tests.content.catalogue import builders
from yishi.clock.story import held_at
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.writes]


def table(*rows):
    head = "清单,序号,一级事项,二级事项,公开内容（要素）,公开时限,公开主体,公开渠道和载体,全社会,主动,乡级,五公开"
    return "\n".join([head, *rows]).encode()


def test_the_shipped_catalogue_has_30_entries_in_7_headings_and_two_more_lists(world):
    preview = parse(builders.shipped())
    assert preview.errors == []
    assert [len(preview.of(kind)) for kind in ("proactive", "on_request", "negative")] == [30, 7, 10]
    edition = builders.in_force(world)
    entry = Entry.objects.in_force().get(heading__code="26")
    assert edition.topics.count() == 7 and entry.topic.name == "决策和协商公开"
    assert (entry.openness, entry.must, entry.limit, entry.value) == (["execution", "result"], ["web", "noticeboard"], "WD", "5")
    assert Entry.objects.in_force().get(heading__code="YSQ-2").handling.startswith("涉及商业秘密")


def test_every_line_that_cannot_stand_is_told_by_its_number():
    found = parse(table(
        '主动公开基本目录,1,公共服务,社会救助,"标准；流程",10个工作日内,民生服务中心,"■政府网站\n□其他",√,√,√,执行、结果',
        ",2,公共服务,养老,,随便,民生服务中心,传真,,,,执行", ",2,,住房,,1月31日前,,,,,,喝茶", ",0,,,,,,,,,,",
    ))
    first = found.lines[0]
    assert (first.elements, first.must, first.may, first.limit, first.value, first.audience) == (
        ["标准", "流程"], ["web"], ["other"], "WD", "10", ["all"])
    assert (found.lines[2].limit, found.lines[2].value, found.lines[2].topic[1]) == ("FIX", "01-31", "公共服务")
    wrong = [f"{line} {sentence}" for line, sentence in found.errors]
    for part in ("4 “传真”", "4 No time limit can be read from “随便”", "5 “喝茶”", "5 The code 2 stands on line 4",
                 "6 The name of the entry is missing"):
        assert any(part in sentence for sentence in wrong), (part, wrong)
    for content in (b"no table", b"items: [\n", "序号,一级事项\n1,x\n".encode()):
        with pytest.raises(Invalid):
            parse(content)


def test_one_edition_counts_and_the_one_before_is_kept(world):
    first = builders.in_force(world)
    item = builders.item(world)
    without = builders.shipped().replace(b"- seq: 14\n", b"- seq: 77\n")
    with pytest.raises(Refused, match="14"):
        builders.in_force(world, without, version="改")
    second = builders.in_force(world, version="2026年修订")
    assert list(Edition.objects.in_force()) == [second]
    assert Edition.objects.get(pk=first.pk).superseded_on and item.heading.entries.in_force().get().edition == second
    with pytest.raises(Stale):
        editions.put_in_force(Edition.objects.get(pk=second.pk), by=builders.officer(world))


def test_what_an_edition_is_refused_for(world):
    with pytest.raises(Forbidden, match="disclosure officer"):
        editions.enter(parse(builders.shipped()), street=world.street, by=world.staff[Role.STREET_DIRECTOR], title="a",
                       version="b", issuer="c", approved_on=builders.DAY, effective_on=builders.DAY)
    builders.entered(world)
    for said in ({}, {"version": " "}, {"version": "2", "effective_on": builders.DAY - dt.timedelta(1)}):
        with pytest.raises(Invalid):
            builders.entered(world, **said)
    with pytest.raises(Refused, match="takes effect on"):
        builders.in_force(world, version="3", effective_on=dt.date(2199, 1, 1))


def test_an_item_gets_a_number_that_stays(world):
    builders.in_force(world)
    first, second = builders.item(world), builders.item(world, 2)
    assert (first.index_no, second.index_no) == ("WTL-3-14-2026-0001", "WTL-3-14-2026-0002")
    assert (first.body, first.openness) == ("街道综合执法队、综治服务中心", ["management", "result"])
    events = Event.objects.count()
    assert builders.item(world).pk == first.pk and Event.objects.count() == events, "the same again changes nothing"
    moved = builders.item(world, entry="13", title="改了", validity="amended")
    assert (moved.pk, moved.index_no, moved.title, moved.heading.code) == (first.pk, first.index_no, "改了", "13")
    assert builders.item(world, 3).index_no == "WTL-3-14-2026-0003", "a number is given once, though its item moved on"
    assert Event.objects.latest("pk").payload == {"item": builders.item(world, 3).pk, "index_no": "WTL-3-14-2026-0003"}


def test_a_text_of_several_lines_is_one_line_without_a_blank_behind_a_wide_mark(world):
    builders.in_force(world)
    assert builders.item(world, summary="选址另行表决。\n意见逐条答复。\n\nSee the report.\nIt is out.").summary == (
        "选址另行表决。意见逐条答复。See the report. It is out."
    )


def test_a_withdrawn_item_says_why_and_may_stand_again(world):
    builders.in_force(world)
    item = builders.item(world)
    gone = items.withdraw(source="page", key="1", reason="重复发布", by=builders.officer(world))
    assert (gone.pk, gone.withdrawn_because, list(Item.objects.standing())) == (item.pk, "重复发布", [])
    assert [items.withdraw(source="page", key=key, reason="再次") for key in ("1", "9")] == [None, None]
    assert builders.item(world).index_no == item.index_no and Item.objects.standing().count() == 1


def test_what_an_item_is_refused_for(world):
    with pytest.raises(Invalid, match="no entry “14”"):
        builders.item(world)
    builders.in_force(world)
    for said in ({"entry": "YSQ-1"}, {"entry": "99"}, {"title": " "}, {"made_on": dt.date(2026, 3, 7)}):
        with pytest.raises(Invalid):
            builders.item(world, **said)
    assert not Item.objects.exists()


def test_today_is_the_day_of_publication_where_none_is_said(world):
    builders.in_force(world)
    with held_at(dt.datetime(2026, 5, 1, 4, tzinfo=dt.UTC)):
        assert builders.item(world, on=None).published_on == dt.date(2026, 5, 1)
