"""The editions that there were: their pages, their order, and what a new one may not leave behind."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.catalogue.domain import editions, owed
from content.catalogue.models import OwedItem
from tests.consultation.views.reading import page, reader, words
from tests.content.catalogue import builders
from yishi.refusals import Invalid, Refused

pytestmark = pytest.mark.django_db
LATER = builders.DAY + dt.timedelta(9)


def without_30():
    """Return a catalogue that has 31 in place of the entry 30."""
    return builders.shipped().replace(b"- seq: 30\n", b"- seq: 31\n")


def test_an_earlier_edition_is_read_on_its_own_page(world):
    first = builders.in_force(world)
    builders.in_force(world, without_30(), version="2", effective_on=LATER)
    address = f"/catalogue/editions/{first.pk}/"
    html = reader().get(f"{address}?q=开放日").content.decode()
    assert f'hx-get="{address}"' in html and f'href="{address}">Show all' in html
    for file in ("catalogue.xlsx", "catalogue.pdf"):
        assert file not in html and file in reader().get("/catalogue/").content.decode()
    assert 'href="/catalogue/">The catalogue that is in force' in html
    assert "政府开放日" in page(None, f"{address}?q=开放日")
    assert 'href="/catalogue/30/"' not in html, "an entry that was taken out has no page"
    whole = reader().get(address).content.decode()
    assert 'href="/catalogue/14/"' in whole and "in force from 20 January 2026 to" in words(reader().get(address))
    assert 'hx-get="/catalogue/"' in reader().get("/catalogue/").content.decode()
    assert "in force since 29 January 2026" in page(None, "/catalogue/")


def test_an_edition_does_not_lose_what_is_noted_as_owed(world):
    builders.in_force(world)
    officer = builders.officer(world)
    row = owed.note(street=world.street, entry="30", title="开放日安排", made_on=dt.date(2026, 3, 2), by=officer)
    draft = builders.entered(world, without_30(), version="2")
    with pytest.raises(Refused, match="to be published under the codes 30"):
        editions.put_in_force(draft, by=officer)
    assert "开放日安排" in page(officer, "/catalogue/desk/"), "it stands on the desk, and can be settled"
    owed.settle(OwedItem.objects.get(pk=row.pk), by=officer, reason="不再举办")
    assert editions.put_in_force(draft, by=officer).state == "in_force"


def test_an_edition_takes_effect_no_earlier_than_the_one_before_it(world):
    early, officer = builders.entered(world), builders.officer(world)
    builders.in_force(world, version="2", effective_on=LATER)
    with pytest.raises(Refused, match="cannot take effect earlier"):
        editions.put_in_force(early, by=officer)
    with pytest.raises(Invalid) as refusal:
        builders.entered(world, version="3")
    assert refusal.value.field == "effective_on"
    looked = reader(officer).post("/catalogue/desk/import/", {"file": SimpleUploadedFile("c.yaml", builders.shipped()),
                                                              "version": "3"})
    form = {field.name: field.value() for field in looked.context["confirm"]}
    told = reader(officer).post("/catalogue/desk/import/confirm/", form)
    assert told.status_code == 422 and "took effect on Thu 29 January. The one that comes after it" in words(told)
    assert 'type="date" name="effective_on"' in told.content.decode()


def test_of_two_editions_of_the_same_day_the_one_put_in_force_last_comes_first(world):
    second = builders.entered(world, version="2")
    builders.in_force(world, without_30(), version="1")
    editions.put_in_force(second, by=builders.officer(world))
    told = page(None, "/catalogue/history/")
    newest, _between, first = told.partition("1 superseded")
    assert "2 in force" in newest and "New 政府开放日" in newest and "The first edition here: 47 entries." in first
