import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.world import person, seat
from yishi.clock.story import held_at
from yishi.db.append_only import lifted
from yishi.journal import kinds
from yishi.journal.domain.events import append
from yishi.journal.kinds import KINDS, EventKind, register
from yishi.journal.models import Event, Visibility
from yishi.journal.queries import timeline
from yishi.notices.domain.notices import give
from yishi.notices.models import Notice
from yishi.people.enums import Honorific, PublicName, Role

TOLD = {}
STORY = dt.datetime(2026, 11, 20, 19, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
pytestmark = pytest.mark.django_db


def sentence(event):
    return f"第{event.payload['n']}件 {getattr(event, 'read_along', '')}".strip()


def read_along(events):
    for event in events:
        event.read_along = f"of {len(events)}"


register(
    EventKind("timeline.open", "open", Visibility.PUBLIC, sentence, preload=read_along),
    EventKind("timeline.staff", "staff", Visibility.STAFF, sentence),
    EventKind("timeline.parties", "parties", Visibility.PARTIES, sentence, lambda event: TOLD["persons"]),
)


@pytest.fixture(autouse=True)
def at_a_held_hour():
    with held_at(STORY):
        yield


def write(world, kind, by=None, for_=None, n=1):
    with transaction.atomic():
        return append(
            "test:1", f"timeline.{kind}", by=by, on_behalf_of=for_, community=world.own.community, payload={"n": n}
        )


def seen_by(viewer):
    return [reading.get("kind", reading["type"]).split(".")[-1] for reading in timeline("test:1", viewer)]


@pytest.fixture
def three(world):
    """An event of each visibility: 张三 did them for 李四, and 王五 is told of the last."""
    names = [person(world.own.community, name) for name in ("张三", "李四", "王五")]
    TOLD["persons"] = names[2:]
    for kind in ("open", "staff", "parties"):
        event = write(world, kind, by=names[0], for_=names[1])
    give([event])
    return names


def test_everybody_sees_what_is_theirs_to_see(world, three):
    assert seen_by(None) == ["open", "other", "other"]
    assert seen_by(world.own.people[Role.RESIDENT]) == ["open", "other", "other"]
    for party in three:
        assert seen_by(party) == ["open", "other", "parties"]
    for role in (Role.COMMUNITY_SECRETARY, Role.COUNCIL_MEMBER, Role.STREET_DIRECTOR):
        assert seen_by(world.own.people[role]) == ["open", "staff", "parties"]
    assert seen_by(world.other.people[Role.COMMUNITY_SECRETARY]) == ["open", "other", "other"]


def test_an_office_that_is_over_opens_nothing(world, three):
    former = person(world.own.community, "前任")
    seat(former, Role.RECORDER, world.own.community, until=dt.date(2026, 11, 19))
    assert seen_by(former) == ["open", "other", "other"]


def test_a_hidden_event_says_its_number_and_nothing_else(three):
    assert timeline("test:1", None)[1] == {"seq": 2, "type": "other"}


def test_a_reading_says_who_by_the_name_the_reader_may_read(world, three):
    three[1].public_name, three[1].honorific = PublicName.SURNAME, Honorific.MS
    three[1].save()
    public = timeline("test:1", None)[0]
    assert (public["actor"], public["on_behalf_of"]) == ("张*", "李女士")
    assert timeline("test:1", world.own.people[Role.RECORDER])[0]["actor"] == "张三"
    assert (public["seq"], public["label"], public["sentence"], public["at"]) == (1, "open", "第1件 of 1", STORY)
    write(world, "open")
    assert timeline("test:1", None)[-1]["actor"] is None
    json.dumps({**public, "at": ""})


def test_it_is_read_on_from_a_number(world, three):
    assert [reading["seq"] for reading in timeline("test:1", None, after=1)] == [2, 3]
    assert [reading["seq"] for reading in timeline("test:1", None, after=1, limit=1)] == [2]
    assert timeline("test:1", None, after=3) == timeline("test:2", None) == []


@pytest.mark.parametrize("role", [None, Role.RESIDENT, Role.RECORDER])
def test_it_costs_a_fixed_number_of_queries(
    world, three, role, django_assert_num_queries, django_assert_max_num_queries
):
    for n in range(20):
        actor, kind = person(world.own.community, f"人{n}"), ("open", "staff", "parties")[n % 3]
        write(world, kind, by=actor, for_=three[n % 3], n=n)

    def read(limit):
        viewer = role and type(three[0]).objects.get(pk=world.own.people[role].pk)
        return timeline("test:1", viewer, limit=limit)

    with django_assert_max_num_queries(14) as few:
        assert len(read(3)) == 3
    with django_assert_num_queries(len(few)):
        assert len(read(100)) == 23


def test_a_kind_that_no_floor_knows_any_more_is_read_by_the_office_alone(world, three, monkeypatch):
    monkeypatch.delitem(KINDS, "timeline.open")
    assert timeline("test:1", None)[0]["sentence"] == "timeline.open"


def test_a_code_is_taken_once():
    register(KINDS["timeline.open"])
    with pytest.raises(ValueError, match="twice"):
        register(EventKind("timeline.open", "another"))


def test_a_kind_leads_to_its_own_page_and_else_to_that_of_the_others_it_came_with(monkeypatch):
    monkeypatch.setattr("yishi.journal.kinds.KINDS", {})
    own = EventKind("own.page", "own", address=lambda event: "/own/")
    register(own, EventKind("test.page", "test"), at=lambda event: "/tests/")
    register(EventKind("no.page", "none"))
    plugged = kinds.KINDS
    assert [plugged[code].address(None) for code in ("own.page", "test.page")] == ["/own/", "/tests/"]
    assert plugged["no.page"].address is None


def test_the_command_finds_every_kind_of_damage(world, three, capsys):
    call_command("verify_journal")
    assert "1 streams of 3 events hold" in capsys.readouterr().out
    with lifted():
        Event.objects.filter(seq=2).update(payload={"n": 9})
    assert damage(capsys) == ["test:1: broken at 2", "1 streams are broken."]
    with lifted():
        Event.objects.filter(seq=2).update(payload={"n": 1})
        Event.objects.filter(seq=3).update(seq=4)
    assert damage(capsys)[0] == "test:1: broken at 4, 3"
    with lifted():
        Notice.objects.all().delete()
        Event.objects.filter(seq=4).delete()
    assert damage(capsys)[0] == "test:1: broken at 3"  # its last event is gone


def damage(capsys):
    with pytest.raises(SystemExit) as stop:
        call_command("verify_journal")
    assert stop.value.code == 1
    return capsys.readouterr().out.splitlines()
