"""The audit log: read by the audit administrator alone, by day, person, kind and thing; checked; taken out as a table."""

import csv
import datetime as dt
import io
import re

import pytest
from django.db import transaction
from django.test import Client

from tests.consultation.views.reading import assert_same_queries
from tests.world import account, person
from yishi.clock.story import today
from yishi.db.append_only import lifted
from yishi.journal.domain import audits
from yishi.journal.domain.events import append
from yishi.journal.models import Event
from yishi.people.domain import places
from yishi.people.enums import Role
from yishi.people.models import User
from yishi.refusals import Forbidden, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(world):
    return world.staff[Role.AUDIT_ADMIN]


def signed_in(who):
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.filter(person=who).first() or account(who))
    return client


@pytest.fixture
def client(auditor):
    return signed_in(auditor)


def happened(world, n=1, by=None, stream="matter:7"):
    with transaction.atomic():
        for _each in range(n):
            append(stream, "people.body_added", by=by, community=world.own.community, payload={"body": 1})


def words(answer):
    return answer.content.decode()


def test_the_auditor_reads_what_happened_who_did_it_and_its_hash(world, client):
    recorder = world.own.people[Role.RECORDER]
    happened(world, by=recorder)
    page, event = words(client.get("/log/")), Event.objects.get()
    for said in ("A body was entered", recorder.name, f"person {recorder.pk}", "matter:7, number 1", event.digest):
        assert said in page
    assert "not checked yet" in page


def test_each_part_of_the_page_has_a_name_of_its_own(world, client):
    happened(world)
    page = words(client.get(f"/log/?since={today()}&stream=matter:7"))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), sorted({each for each in ids if ids.count(each) > 1})
    table = page[page.index('action="/log/table/"'):]  # what was looked for is taken out
    assert 'name="stream" value="matter:7"' in table and f'name="since" value="{today()}"' in table


def test_a_resident_is_read_masked_and_found_by_number_alone(world, client):
    resident = person(world.own.community, "欧阳无忌")
    happened(world, by=resident)
    page = words(client.get("/log/"))
    assert "欧阳*" in page and "欧阳无忌" not in page and f"person {resident.pk}" in page
    assert "A body was entered.</h3>" not in words(client.get("/log/?who=欧阳无忌"))
    assert "A body was entered.</h3>" in words(client.get(f"/log/?who={resident.pk}"))


def test_day_officer_kind_and_thing_narrow_and_nonsense_narrows_nothing(world, client):
    recorder, day = world.own.people[Role.RECORDER], today()
    happened(world, by=recorder)
    places.enter_person(world.own.community, "新人", by=world.staff[Role.SYSTEM_ADMIN])
    before, entered = (day - dt.timedelta(1)).isoformat(), "A person was entered.</h3>"
    for query, both in (
        (f"since={day}&until={day}", True), (f"until={before}", False), (f"who={recorder.name}", False),
        ("kind=people.body_added", False), ("stream=matter:7", False), ("kind=x&since=y&who=99999999999999999999", False),
    ):
        assert (entered in words(client.get(f"/log/?{query}"))) == both, query
    assert "No event fits" in words(client.get(f"/log/?until={before}"))
    odd = words(client.get("/log/?kind=x&since=y&after=z"))
    assert entered in odd and "makes no sense" in odd


@pytest.mark.writes
def test_the_check_says_how_far_the_chain_holds_and_where_it_does_not(world, client):
    happened(world, 3)
    assert client.post("/log/check/").status_code == 302
    checked = Event.objects.get(kind="journal.checked")
    upto = Event.objects.filter(stream__name="matter:7").order_by("pk").last().pk
    assert checked.payload == {"upto": upto, "events": 3, "streams": 1, "broken": 0, "at": []}
    page = words(client.get("/log/"))
    assert f"Checked up to event {upto}" in page and "Events: 3; things: 1." in page and "come since" not in page
    happened(world, 1)
    assert "1 event has come since" in words(client.get("/log/")), "the check itself is not counted"
    with lifted():
        Event.objects.filter(stream__name="matter:7", seq=2).update(payload={"body": 2})
    client.post("/log/check/")
    assert "matter:7#2" in words(client.get("/log/")) and "does not hold" in words(client.get("/log/"))


@pytest.mark.writes
def test_a_table_is_taken_out_and_leaves_a_trace(world, client, auditor):
    happened(world, 2, by=world.own.people[Role.RECORDER])
    happened(world, stream="=1+1")
    answer = client.post("/log/table/", {"stream": "matter:7"})
    assert answer.headers["Content-Disposition"].startswith("attachment") and answer.headers["Content-Type"].startswith("text/csv")
    head, *rows = csv.reader(io.StringIO(words(answer).removeprefix("\ufeff")))
    assert len(rows) == 2 and all(len(row) == len(head) for row in rows)
    first = Event.objects.order_by("pk").first()
    assert rows[0][-1] == first.digest and rows[1][-2] == first.digest
    left = Event.objects.get(kind="journal.exported")
    assert (left.actor, left.payload) == (auditor, {"events": 2})
    assert "'=1+1" in words(client.post("/log/table/", {"stream": "=1+1"})), "a cell is read, never computed"
    assert client.post("/log/table/", {"until": "2020-01-01"}).status_code == 302, "nothing to take out"
    assert Event.objects.filter(kind="journal.exported").count() == 2


def test_what_is_too_long_is_refused_with_what_to_do_instead(world, auditor, monkeypatch):
    happened(world, 3)
    monkeypatch.setattr(audits, "MOST_CHECKED", 2)
    monkeypatch.setattr(audits, "MOST_EXPORTED", 2)
    with pytest.raises(Refused, match="verify_journal"):
        audits.check(by=auditor)
    with pytest.raises(Refused, match="fewer days"):
        audits.record_export(Event.objects.all(), by=auditor)


def test_nobody_else_checks_or_takes_out(world):
    happened(world)
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.STREET_DIRECTOR):
        with pytest.raises(Forbidden):
            audits.check(by=world.staff[role])
        with pytest.raises(Forbidden):
            audits.record_export(Event.objects.all(), by=world.staff[role])


def test_the_log_costs_the_same_at_any_length(world, auditor):
    def grow(n):
        for each in range(n):
            happened(world, by=person(world.own.community, f"某{each}"))

    assert_same_queries([auditor], "/log/", grow, many=25)


@pytest.mark.parametrize("asked", ["until=9999-12-31", "since=0001-01-01"])
def test_a_day_beyond_reckoning_narrows_nothing(asked, client):
    found = client.get(f"/log/?{asked}")
    assert found.status_code == 200 and "makes no sense and was left out" in found.content.decode()
