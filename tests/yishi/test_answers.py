"""Whole answers are kept for visitors who bring nothing of their own: what is theirs is put in anew, and nothing old is shown."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from consultation.domain import reports
from consultation.models import Matter
from tests.consultation.builders_collect import filed, neighbours, opened
from tests.consultation.views.reading import queries_of, reader
from yishi.clock.story import held_at
from yishi.instance.models import Instance
from yishi.journal.domain.events import append
from yishi.web import answers

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 4, 14, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))
ADDRESSES = ("/", "/matters/", "/matters/{code}/", "/catalogue/", "/guides/", "/meetings/", "/published/")


@pytest.fixture(autouse=True)
def keeps(settings):
    settings.YISHI_KEEPS_PAGES, settings.YISHI_DEMO = True, False
    for memory in (cache, answers.MEMORY):
        memory.clear()
    with held_at(MORNING):
        yield
    for memory in (cache, answers.MEMORY):
        memory.clear()


@pytest.fixture
def made(world):
    return opened(world.own, filed(world.own))


def behind(made):
    """Change the name of the matter behind the journal's back: whoever reads it is answered anew."""
    Matter.objects.filter(pk=made.pk).update(title="背着日志改的名")


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("<wbr>", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_second_visitor_costs_at_most_three_queries_and_reads_the_same(made, address):
    address = address.format(code=made.code)
    text(reader(), address)
    first = text(reader(), address)
    assert len(queries_of(reader(), address)) <= 3
    token = 'name="csrfmiddlewaretoken" value="'
    assert [part[64:] for part in text(reader(), address).split(token)[1:]] == [part[64:] for part in first.split(token)[1:]]


def test_every_visitor_has_a_token_of_their_own_that_is_good(made):
    for _visitor in range(3):
        client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
        token = text(client, "/matters/").split('name="csrfmiddlewaretoken" value="')[1][:64]
        told = {"csrfmiddlewaretoken": token, "next": "/matters/", "size": "elder"}
        assert client.post("/reading/", told).status_code == 302
        assert 'class="elder"' in text(client, "/matters/"), "and how one reads is one's own, too"
    assert 'class="elder"' not in text(reader(), "/matters/")
    stranger = Client(enforce_csrf_checks=True)
    stranger.get("/matters/")
    assert stranger.post("/reading/", told).status_code == 403


def test_whoever_brings_something_is_answered_anew(world, made):
    address = f"/matters/?community={made.community.code}"
    text(reader(), address)
    behind(made)
    assert "背着日志改的名" not in text(reader(), address)
    neighbour, kiosk, session = reader(neighbours(world.own, 1)[0]), reader(), reader()
    kiosk.cookies["kiosk"] = "on"
    session.cookies["sessionid"] = "anything"
    for client in (neighbour, kiosk, session):
        assert "背着日志改的名" in text(client, address)


@pytest.mark.writes
def test_what_happens_and_what_is_set_is_on_every_page_at_once(world, made):
    address = made.get_absolute_url()
    for _visit in range(2):
        assert "0 supporters" in text(reader(), address) and "mourning" not in text(reader(), address)
    reports.support(made.reports.get(), by=neighbours(world.own, 1)[0])
    for _visit in range(2):
        assert "1 supporter" in text(reader(), address)
    Instance.objects.update_or_create(community=made.community.parent, defaults={"organiser": "新的主办单位"})
    with transaction.atomic():
        append("instance", "matter.opened", by=None, community=made.community.parent)
    for _visit in range(2):
        assert "新的主办单位" in text(reader(), address)


def test_an_address_of_another_host_or_language_is_another_answer(made, settings):
    settings.ALLOWED_HOSTS = ["*"]
    address = made.get_absolute_url()
    for _visit in range(2):
        for host in ("a.example", "b.example"):
            assert f'content="http://{host}{address}"' in reader().get(address, headers={"host": host}).content.decode()
        assert 'lang="zh-Hans"' in reader().get(address, headers={"accept-language": "zh-hans"}).content.decode()


def test_the_bar_of_a_demonstration_goes_with_the_time(made, settings):
    settings.YISHI_DEMO = True
    address = made.get_absolute_url()
    text(reader(), address)
    assert "9:00" in text(reader(), address)
    with held_at(MORNING + dt.timedelta(minutes=5)):
        assert text(reader(), address).count('<aside class="banner"') == 1 and "9:05" in text(reader(), address)


def test_the_oldest_answers_go_where_the_room_is_full():
    memory = answers.Memory(room=100)
    for key in "abc":
        memory.put(key, answers.Answer(HttpResponse("x" * 40)))
        memory.get("a")
    assert [key for key in "abc" if memory.get(key)] == ["a", "c"]
    memory.put("a", answers.Answer(HttpResponse("y" * 90)))
    assert memory.used == 90 and memory.get("c") is None
