"""A notice leads to the page of the thing that it speaks of, whatever floor that stands on."""

from types import SimpleNamespace

import pytest

from tests.consultation.views.reading import reader
from tests.things import things
from yishi.journal.kinds import KINDS
from yishi.journal.queries import kind_of

pytestmark = pytest.mark.django_db
LED = ("consultation.Matter", "consultation.Report", "consultation.Petition", "meetings.Meeting")


@pytest.mark.parametrize("label", LED)
def test_an_event_leads_to_the_page_of_its_thing(world, label):
    thing = things(world.own)[label]
    first = {"consultation.Matter": "matter.opened", "consultation.Report": "report.filed",
             "consultation.Petition": "petition.opened", "meetings.Meeting": "meetings.scheduled"}[label]
    event = SimpleNamespace(kind=first, stream=SimpleNamespace(name=thing.stream_name))
    address = kind_of(event).address(event)
    assert address == getattr(thing, "page_address", thing.get_absolute_url())
    assert reader().get(address).status_code in {200, 404}  # a report is shown to whom it may be


def test_a_thing_that_is_gone_or_has_no_page_leads_nowhere():
    for name in ("matter:999999", "number:1"):
        assert KINDS["matter.opened"].address(SimpleNamespace(stream=SimpleNamespace(name=name))) == ""


def test_whoever_is_told_of_something_is_led_to_it():
    told = {code for code, kind in KINDS.items() if kind.told and not code.startswith(("notices.", "test", "timeline."))}
    assert sorted(code for code in told if KINDS[code].address is None) == []
