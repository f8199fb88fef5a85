"""What visitors read is kept until something happens that touches it, made ready before they ask, and never out of date."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import transaction

from consultation.domain import reports
from consultation.models import Matter
from tests.consultation.builders_collect import clerk, filed, neighbours, opened
from tests.consultation.views import builders
from tests.consultation.views.reading import page, queries_of, reader
from yishi.clock import lasting
from yishi.clock.story import held_at, instant, now
from yishi.journal.domain.events import append
from yishi.journal.models import Stream
from yishi.web import keeping, ready
from yishi.web.answers import MEMORY
from yishi.web.models import KeptPage

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 4, 14, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
NEWS = "背着日志改的简介"  # changed behind the journal's back: whoever reads it reads a page that was built anew


@pytest.fixture(autouse=True)
def keeps(settings):
    settings.YISHI_KEEPS_PAGES = True
    forget()
    yield
    forget()


def forget():
    """Forget what a process keeps in its memory, as another one begins."""
    cache.clear()
    MEMORY.clear()


@pytest.fixture
def made(world):
    return opened(world.own, filed(world.own))


@pytest.mark.parametrize("address", ["/", "/matters/", "/published/", None])
def test_a_page_that_is_kept_costs_a_visitor_at_most_twelve_queries(world, address):
    made = builders.matters(world.own, 30)
    with held_at(now()):
        client = reader()
        client.get(address or made[4].get_absolute_url())
        assert len(queries_of(client, address or made[4].get_absolute_url())) <= 12


def test_what_happens_is_on_the_page_at_once(world):
    report = filed(world.own)
    made = opened(world.own, report)
    neighbour, = neighbours(world.own, 1)
    with held_at(now()):
        assert "1 report · 0 supporters" in page(None, made.get_absolute_url())
        reports.support(report, by=neighbour)
        assert "1 report · 1 supporter" in page(None, made.get_absolute_url())


@pytest.mark.writes
def test_after_an_act_the_worker_has_made_the_page_before_a_visitor_asks(world):
    report = filed(world.own)
    address = opened(world.own, report).get_absolute_url()
    with held_at(MORNING):
        ready.make_all_ready()
        reports.support(report, by=neighbours(world.own, 1)[0])
        assert len(queries_of(reader(), "/")) > 12, "the first visitor pays where nobody made the page ready"
        assert ready.make_ready(60) and not ready.make_ready(60)
        forget()  # another process knows nothing but the database
        english, chinese = reader(), reader()
        chinese.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
        for client in (english, chinese):
            assert max(len(queries_of(client, each)) for each in ("/", address)) <= 12
        assert "1 report · 1 supporter" in page(None, address)
        assert 'lang="zh-Hans"' in chinese.get(address).content.decode()


@pytest.fixture
def lags(settings):
    settings.YISHI_PAGES_LAG = 5


SOON, LATER = dt.timedelta(seconds=4), dt.timedelta(seconds=5)


@pytest.mark.writes
@pytest.mark.parametrize("kept", ["matter", "home"])
def test_until_the_worker_has_come_by_a_visitor_reads_what_stood_a_moment_ago_for_a_few_queries(made, world, lags, kept):
    address = {"matter": made.get_absolute_url(), "home": "/"}[kept]
    neighbour, = neighbours(world.own, 1)
    with held_at(MORNING):
        ready.make_all_ready()
        Matter.objects.filter(pk=made.pk).update(title=NEWS)
        reports.support(made.reports.get(), by=neighbour)
    with held_at(MORNING + SOON):
        forget()
        client = reader()
        assert len(queries_of(client, address)) <= 12
        assert NEWS not in page(None, address)
        ready.make_ready(60)
        assert NEWS in page(None, address)


@pytest.mark.writes
def test_without_a_worker_nobody_reads_what_stood_longer_ago_than_a_moment(made, world, lags):
    first, second = neighbours(world.own, 2)
    with held_at(MORNING):
        page(None, made.get_absolute_url())
        Matter.objects.filter(pk=made.pk).update(summary=NEWS)
        reports.support(made.reports.get(), by=first)
    with held_at(MORNING + SOON):
        reports.support(made.reports.get(), by=second)
    with held_at(MORNING + LATER):
        assert NEWS in page(None, made.get_absolute_url()), "the first of the events is what counts, not the last"


@pytest.mark.writes
def test_who_did_something_reads_at_once_what_they_did(made, world, lags):
    mine, other = neighbours(world.own, 2)
    with held_at(MORNING):
        ready.make_all_ready()
        Matter.objects.filter(pk=made.pk).update(summary=NEWS)
        reports.support(made.reports.get(), by=other)
        assert NEWS not in page(mine, made.get_absolute_url())
        assert NEWS in page(other, made.get_absolute_url())
        reports.support(made.reports.get(), by=mine)
        assert NEWS in page(mine, made.get_absolute_url())


def test_what_changes_by_time_alone_may_be_said_a_moment_longer(lags):
    end = (MORNING + DAY).replace(hour=0)
    with held_at(MORNING):
        keeping.make("matter:77", "en", lambda: str(instant()))
    for at, there in ((end + SOON, True), (end + LATER, False), (MORNING - MINUTE, False)):
        with held_at(at):
            assert (keeping.lately("matter:77", "en") is not None) is there, at


def test_what_another_edition_kept_is_not_shown_for_a_moment_either(made, lags, monkeypatch):
    page(None, made.get_absolute_url())
    monkeypatch.setattr(keeping, "edition", lambda: "another")
    assert keeping.lately(f"matter:{made.pk}", "en") is None


def stands(matter):
    return keeping.standing(f"matter:{matter.pk}", "en") is not None


@pytest.mark.writes
def test_a_page_is_touched_by_what_it_reads_and_by_whatever_nobody_knows(made, world):
    report, other = made.reports.get(), opened(world.own, title="另一件")
    touched = {made.stream_name: True, report.stream_name: True, "people": True, "instance": True, "calendar:1": True,
               "matter:": True, "unheard-of:7": True, other.stream_name: False, "request:7": False, "meeting:7": False}
    with held_at(MORNING):
        for name, touches in touched.items():
            page(None, made.get_absolute_url())
            assert stands(made), name
            with transaction.atomic():
                append(name, "matter.opened", by=None, community=made.community)
            assert stands(made) is not touches, name


def test_what_happens_while_a_page_is_built_is_not_lost(made):
    def build():
        keeping.reads("matter:77")
        with transaction.atomic():
            append("matter:77", "matter.opened", by=None, community=made.community)
        return "before"

    assert keeping.make("matter:77", "en", build) == "before"
    assert keeping.standing("matter:77", "en") is None


def test_what_changes_by_time_alone_is_there_when_its_time_has_come(made):
    noon = MORNING.replace(hour=12)
    ends = {noon: lambda: lasting.until(None, MORNING - DAY, noon), MORNING + MINUTE: now,
            (MORNING + DAY).replace(hour=0): instant}
    for end, says in ends.items():
        with held_at(MORNING):
            keeping.make("matter:77", "en", lambda says=says: str(says()))
        for at, there in ((MORNING - MINUTE, False), (end - dt.timedelta(seconds=1), True), (end, False)):
            with held_at(at):
                assert (keeping.standing("matter:77", "en") is not None) is there, (end, at)


def test_a_page_of_today_is_made_anew_after_midnight_and_not_before(made):
    address = made.get_absolute_url()
    with held_at(MORNING):
        ready.make_all_ready()
        Matter.objects.filter(pk=made.pk).update(summary=NEWS)
    with held_at(MORNING.replace(hour=23)):
        assert not ready.make_ready(60) and NEWS not in page(None, address)
    with held_at(MORNING + DAY):
        assert ready.make_ready(60) and NEWS in page(None, address)


def test_another_edition_of_the_house_shows_nothing_that_this_one_kept(made, monkeypatch):
    page(None, made.get_absolute_url())
    assert stands(made)
    monkeypatch.setattr(keeping, "edition", lambda: "another")
    assert not stands(made)


def test_a_page_that_is_no_page_any_more_is_not_kept(world):
    KeptPage.objects.create(name="replay:7", content=b"", made_at=now(), until=now() + DAY, ground="of old")
    ready.make_ready(60)
    assert not KeptPage.objects.filter(name="replay:7").exists()
    assert not Stream.objects.filter(general=True, name__startswith="matter:").exists()


def test_nothing_of_the_office_reaches_a_visitor_nor_one_language_the_other(world):
    made = opened(world.own, filed(world.own))
    with held_at(now()):
        assert "What you may do here" in page(clerk(world.own), made.get_absolute_url())
        assert "What you may do here" not in page(None, made.get_absolute_url())
        assert "What you may do here" in page(clerk(world.own), made.get_absolute_url())
        reader().get("/")
        chinese = reader().get("/", headers={"accept-language": "zh-hans"})
        assert chinese.status_code == 200 and 'lang="zh-Hans"' in chinese.content.decode()
