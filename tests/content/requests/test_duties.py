"""What waits for officer and director is named wherever they look."""

import datetime as dt

import pytest

from content.catalogue.domain import demand
from tests.consultation.views.reading import page, reader
from tests.content.requests.builders import at, director, drafted, officer, running, submitted
from yishi.journal.models import Event
from yishi.notices.domain.notices import give
from yishi.notices.models import Notice
from yishi.people.enums import Role
from yishi.people.models import Seat

pytestmark = pytest.mark.django_db


def test_the_desk_and_my_page_name_the_same_that_waits(world):
    """The officer's desk said that nothing waits, while requests and faults did; the director's, too."""
    with at("2026-11-02"):
        row = running(world)
        fault = demand.report("有误", street=world.street, page="/rights/", about="权利")
        drafted(world, signing := running(world))
        for person, addresses in ((officer(world), (row.get_absolute_url(), f"/catalogue/desk/faults/{fault.pk}/")),
                                  (director(world), (signing.get_absolute_url(),))):
            mine, desk = (reader(person).get(path).content.decode() for path in ("/my/", "/desk/"))
            assert "Nothing is owed by you now" not in desk
            assert all(f'href="{address}"' in shown for address in addresses for shown in (mine, desk))
    assert "2 things wait for you" in page(officer(world), "/desk/")


def test_an_officer_who_held_another_office_before_is_told_of_what_comes_in(world):
    """Whoever had a seat that has ended was told of nothing."""
    where = {"place": world.own.community, "community": world.own.community}
    Seat.objects.create(person=officer(world), role=Role.RECORDER, **where, since=dt.date(2020, 1, 1),
                        until=dt.date(2024, 12, 31))
    with at("2026-11-02"):
        row, _key = submitted(world)
        give(Event.objects.filter(stream__name=row.stream_name))
        assert Notice.objects.filter(person=officer(world), event__kind="request.received").count() == 1
