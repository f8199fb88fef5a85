"""Figures on the page of a matter: written in one way, and what they count said in the reader's language."""

import pytest
from django.utils import translation

from consultation.domain import research
from consultation.enums import MatterState
from consultation.polls.models import Poll
from consultation.units import unit_words
from tests.consultation.builders_agenda import bare, on
from tests.consultation.polls import builders as b
from tests.consultation.views.reading import page
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db
FIRST, LAST = b.OPENS.date(), b.CLOSES.date()


def asked(world, unit):
    """Return a matter of which 1020 of ``unit`` were asked and 418 have answered."""
    made, by = bare(world.own, MatterState.SURVEYING), world.own.people[Role.RECORDER]
    with on(FIRST):
        research.plan(made, by=by, since=FIRST, until=LAST, methods=["入户问卷"], unit=unit, target=1020)
        research.record_returns(made, by=by, returned=418, as_of=FIRST)
    return made


@pytest.mark.parametrize(("unit", "said"), [("户", "1,020 households"), ("households", "1,020 households"), ("盏灯", "1,020 盏灯")])
def test_what_was_counted_is_said_in_the_language_of_the_reader(world, unit, said):
    found = page(world.own.people[Role.RECORDER], asked(world, unit).get_absolute_url())
    assert f"418 of {said}, 41.0%" in found
    assert "1020" not in found


@pytest.mark.usefixtures("chinese")
def test_in_chinese_it_is_said_as_it_was_typed_or_in_chinese():
    with translation.override("zh-hans"):
        assert [unit_words(word) for word in ("户", "位老人", "households")] == ["户", "位老人", "户"]


def test_whoever_is_entitled_is_counted_as_everything_else_is(world):
    poll = b.opened(world.own, b.people(world.own, 2), matter=bare(world.own, MatterState.DELIBERATING))
    Poll.objects.filter(pk=poll.pk).update(entitled=5480)
    with b.while_open():
        assert "5,480 voting units on the roll" in page(None, poll.matter.get_absolute_url())
