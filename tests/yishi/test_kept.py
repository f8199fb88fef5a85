"""What visitors read is kept until something happens, and never for whoever has signed in."""

import datetime as dt

import pytest
from django.core.cache import cache

from consultation.domain import reports
from consultation.models import Matter
from tests.consultation.builders_collect import clerk, filed, neighbours, opened
from tests.consultation.views import builders
from tests.consultation.views.reading import page, queries_of, reader
from yishi.clock.story import held_at, now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeps(settings):
    settings.YISHI_KEEPS_PAGES = True
    cache.clear()
    yield
    cache.clear()


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


def test_what_changes_by_time_alone_is_there_a_minute_later(world):
    made = opened(world.own, filed(world.own))
    instant = now()
    with held_at(instant):
        page(None, made.get_absolute_url())
        Matter.objects.filter(pk=made.pk).update(summary="背着日志改的简介")  # behind the journal's back
        assert "背着日志改的简介" not in page(None, made.get_absolute_url())
    with held_at(instant + dt.timedelta(minutes=1)):
        assert "背着日志改的简介" in page(None, made.get_absolute_url())


def test_nothing_of_the_office_reaches_a_visitor_nor_one_language_the_other(world):
    made = opened(world.own, filed(world.own))
    with held_at(now()):
        assert "What you may do here" in page(clerk(world.own), made.get_absolute_url())
        assert "What you may do here" not in page(None, made.get_absolute_url())
        assert "What you may do here" in page(clerk(world.own), made.get_absolute_url())
        reader().get("/")
        chinese = reader().get("/", headers={"accept-language": "zh-hans"})
        assert chinese.status_code == 200 and 'lang="zh-Hans"' in chinese.content.decode()
