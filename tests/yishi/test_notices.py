import datetime as dt
import re
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tests.things import things
from tests.world import account, person
from yishi.clock.story import held_at, real_now
from yishi.journal.domain import events as journal
from yishi.journal.kinds import KINDS, EventKind, register
from yishi.journal.models import Event, Visibility
from yishi.notices.domain import notices
from yishi.notices.models import CatchUp, Notice
from yishi.notices.queries import notices_of, readings, unread_count
from yishi.people.enums import Role
from yishi.people.models import Person
from yishi.refusals import Forbidden

TOLD = {}
STORY = dt.datetime(2026, 11, 20, 19, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
pytestmark = [pytest.mark.writes, pytest.mark.django_db]


def sentence(event):
    return f"第{event.payload['n']}件"


register(
    EventKind("notices.told", "told", Visibility.PARTIES, sentence, lambda event: TOLD["persons"]()),
    EventKind("notices.silent", "silent"),
)


@pytest.fixture
def people(world):
    """Three residents who are told, and the secretary who acts."""
    residents = [person(world.own.community, name) for name in ("张三", "李四", "王五")]
    TOLD["persons"] = lambda: residents
    return residents


@pytest.fixture
def happen(world, django_capture_on_commit_callbacks):
    def append(n=1, kind="notices.told", by=None, listen=True):
        with django_capture_on_commit_callbacks(execute=listen), transaction.atomic():
            by = by or world.own.people[Role.COMMUNITY_SECRETARY]
            return journal.append("matter:7", kind, by=by, community=world.own.community, payload={"n": n})

    return append


def told():
    return list(Notice.objects.order_by("pk").values_list("event__payload__n", "person__name"))


def test_everybody_concerned_is_told_once_but_not_the_actor(world, people, happen):
    TOLD["persons"] = lambda: [*people, people[0], None]
    event = happen(by=people[1])
    assert told() == [(1, "张三"), (1, "王五")]
    assert set(Notice.objects.values_list("community", flat=True)) == {world.own.community.pk}
    notices.give([event, event])
    assert Notice.objects.count() == 2
    happen(kind="notices.silent")
    assert Notice.objects.count() == 2


def test_one_notice_a_person_and_event_is_the_database_s_own_rule(world, people, happen):
    event = happen()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(community=world.own.community, event=event, person=people[0])


def test_thousands_are_told_in_a_fixed_number_of_queries_a_thousand(world, happen, django_assert_max_num_queries):
    born = dt.date(1980, 1, 1)
    Person.objects.bulk_create(Person(community=world.own.community, name="群", born=born) for _n in range(2500))
    TOLD["persons"] = lambda: Person.objects.filter(name="群")
    event = happen(listen=False)
    with django_assert_max_num_queries(3 * 9):
        assert notices.give([event]) == 2500
    assert Notice.objects.count() == 2500


def a_minute_later():
    CatchUp.objects.update(at=real_now() - dt.timedelta(seconds=61))
    return notices.catch_up()


def test_a_listener_that_fails_spoils_nothing_and_is_made_good(world, people, happen, caplog):
    notices.catch_up()
    TOLD["persons"] = lambda: 1 / 0
    event = happen()
    assert event.pk and "will be caught up with" in caplog.text
    TOLD["persons"] = lambda: people
    assert a_minute_later() == 1 and len(told()) == 3


def test_catching_up_begins_at_the_head_goes_on_where_it_was_and_looks_twice(people, happen):
    happen(1, listen=False)
    assert notices.catch_up() == 0 and told() == []
    happen(2, listen=False)
    assert notices.catch_up() == 0 and told() == []  # at most once a minute
    assert a_minute_later() == 1 and [n for n, _name in told()] == [2, 2, 2]
    Notice.objects.all().delete()
    assert a_minute_later() == 1  # as for an event that was committed late, under a key that had been passed
    Notice.objects.all().delete()
    assert a_minute_later() == 0 and told() == []


def test_a_clock_that_was_put_back_holds_up_no_notice(people, happen):
    notices.catch_up()
    happen(listen=False)
    CatchUp.objects.update(at=real_now() + dt.timedelta(hours=1))
    assert notices.catch_up() == 1


def test_catching_up_tells_nobody_who_joined_after_the_event(world, people, happen):
    notices.catch_up()
    happen()
    people.append(person(world.own.community, "赵六"))
    assert a_minute_later() == 0 and len(told()) == 3


def test_a_page_of_notices_reads_the_events_in_a_fixed_number_of_queries(
    people, happen, django_assert_num_queries, django_assert_max_num_queries
):
    def page(length):
        return readings(notices_of(people[0])[:length], people[0])

    for n in range(12):
        happen(n)
    with held_at(STORY):
        page(1)
        with django_assert_max_num_queries(12) as few:
            (newest,) = page(1)
        with django_assert_num_queries(len(few)):
            assert [reading["sentence"] for reading in page(12)] == [f"第{n}件" for n in range(11, -1, -1)]
    assert newest["unread"] and newest["actor"].startswith("HA") and newest["community"].code == "HA"


def test_only_one_s_own_is_marked_and_the_first_hour_stays(people, happen):
    happen()
    notice = Notice.objects.get(person=people[0])
    for stranger in (people[1], None):
        with pytest.raises(Forbidden):
            notices.mark_read(notice, stranger)
    with held_at(STORY):
        notices.mark_read(notice, people[0])
    notices.mark_read(notice, people[0])
    assert notice.read_at == STORY
    assert (unread_count(people[0]), unread_count(people[1])) == (0, 1)


def test_what_came_in_while_reading_stays_unread(people, happen):
    happen(1)
    newest = Notice.objects.filter(person=people[0]).latest("pk").pk
    happen(2)
    assert notices.mark_all_read(people[0], upto=newest) == 1 and unread_count(people[0]) == 1
    assert notices.mark_all_read(people[0]) == 1 and unread_count(people[1]) == 2


def words_of(response):
    """Return the page without what holds a figure and its unit on one line."""
    return re.sub(r'<span class="nowrap">([^<]*)</span>', r"\1", response.content.decode())


def test_the_page(client, world, people, happen):
    assert client.get("/my/notices/").status_code == 302
    client.force_login(account(people[0]))
    client.cookies["django_language"] = "en"
    assert "There is nothing here yet" in words_of(client.get("/my/notices/"))
    for n in range(25):
        happen(n)
    first = words_of(client.get("/my/notices/"))
    assert "第24件" in first and "第5件" in first and "第4件" not in first and "25 notices are unread" in first
    second = client.get("/my/notices/", {"after": Notice.objects.filter(person=people[0]).order_by("-pk")[19].pk})
    assert "第4件" in words_of(second) and "第5件" not in words_of(second)
    newest = Notice.objects.filter(person=people[0]).latest("pk").pk
    for nonsense in ("", "x", "9" * 30):
        assert client.post("/my/notices/", {"upto": nonsense}).status_code == 302
    assert unread_count(people[0]) == 25
    client.post("/my/notices/", {"upto": newest})
    assert unread_count(people[0]) == 0


def test_opening_a_notice_reads_it_and_leads_to_its_thing(client, people, happen, monkeypatch):
    happen()
    mine, other = (Notice.objects.get(person=each) for each in people[:2])
    client.force_login(account(people[0]))
    led = replace(KINDS["notices.told"], address=lambda event: f"/things/{event.stream.name}/")
    monkeypatch.setitem(KINDS, "notices.told", led)
    assert client.get(f"/my/notices/{mine.pk}/").status_code == 405
    assert client.post(f"/my/notices/{other.pk}/").status_code == 404
    assert client.post(f"/my/notices/{mine.pk}/").url == "/things/matter:7/"
    monkeypatch.setitem(KINDS, "notices.told", replace(led, address=lambda event: ""))
    assert client.post(f"/my/notices/{mine.pk}/").url == "/my/notices/"
    assert (unread_count(people[0]), unread_count(people[1])) == (0, 1)


def test_a_notice_names_the_thing_that_it_is_about(world, people, client):
    """Whoever is told of several matters sees of which one: matter, meeting and report, each by one query for them all."""
    made = things(world.own)
    with transaction.atomic():
        for label in ("consultation.Matter", "meetings.Meeting", "consultation.Report"):
            journal.append(made[label].stream_name, "notices.told", by=None, community=world.own.community, payload={"n": 1})
    notices.give(Event.objects.filter(kind="notices.told"))
    names = {row["about"] for row in readings(notices_of(people[0]), people[0])}
    assert {re.split(r"（| \(| · ", name)[0] for name in names} == {"楼道照明", "议事会", "灯"}
    client.force_login(account(people[0]))
    page = words_of(client.get("/my/notices/"))
    assert "楼道照明" in page and "议事会" in page and "第1件" in page


def test_every_kind_of_which_somebody_is_told_leads_to_a_page():
    of_tests = ("notices.", "timeline.")
    assert not [code for code, kind in KINDS.items() if kind.told and not kind.address and not code.startswith(of_tests)]
