"""While a ballot is open, whoever has signed in reads what visitors read, with what is their own put in."""

import pytest
from django.db.models import Exists, OuterRef

from consultation.models import Matter
from consultation.polls.models import NamedMark, Poll, RollVoter
from tests.demo.conftest import EARLY
from tests.demo.reading import client_of, differing, forget, keep
from yishi.clock.story import held_at
from yishi.demo.story import at
from yishi.people.models import Person

pytestmark = pytest.mark.django_db
VOTE, IN = 'href="/ballots/', "Your vote is in."


@pytest.fixture
def evening(early_world, settings):
    with held_at(at(EARLY, "20:30")):
        yield
    settings.YISHI_KEEPS_PAGES = False
    forget()


def owners():
    """Return an owner who has voted, one who has not, and a resident who is not on the roll: no seat is theirs."""
    poll = Poll.objects.get(matter__code="LX-2026-05", decisive=True)
    voters = RollVoter.objects.filter(poll=poll, person__seats=None, person__household__isnull=False).annotate(
        voted=Exists(NamedMark.objects.filter(entry=OuterRef("entry")))
    ).select_related("person").order_by("pk")
    return (
        voters.filter(voted=True).first().person, voters.filter(voted=False).first().person,
        Person.objects.filter(community__code="XL", seats=None, household__isnull=False).order_by("pk").first(),
    )


def test_it_is_the_page_that_would_be_made_for_them_and_costs_twelve_queries(evening, settings):
    addresses = ["/", *(made.get_absolute_url() for made in Matter.objects.order_by("pk"))]
    keep(addresses, settings)
    for person in owners():
        wrong, dear = differing(person, addresses, settings)
        assert wrong == [] and dear[0] <= 12, (person.pk, wrong, dear)


def test_who_has_voted_reads_so_and_who_has_not_finds_the_way(evening, settings):
    address = Matter.objects.get(code="LX-2026-05").get_absolute_url()
    keep([address], settings)
    voted, owing, stranger = (client_of(person).get(address).content.decode() for person in owners())
    assert IN in voted and IN not in owing and IN not in stranger
    assert VOTE in owing and VOTE not in stranger


def test_somebody_who_is_named_reads_the_own_name_whole(evening, settings):
    zou = Person.objects.get(user__username="zou")
    named = [made.get_absolute_url() for made in Matter.objects.filter(reports__reporter=zou)]
    keep(named, settings)
    assert named and zou.name in client_of(zou).get(named[0]).content.decode()
    assert differing(zou, named, settings)[0] == []
