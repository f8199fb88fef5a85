"""Those who are asked before something is given: when the clock goes on, and what the applicant reads of it."""

import pytest

from content.requests.domain import consulting, decisions
from content.requests.models import Party, Request
from content.requests.pages import story_of
from tests.content.requests.builders import answered, at, consulted, director, drafted, officer, running
from tests.race import ring
from yishi.people.models import Person

TIMES = 5


def whole(row):
    return Request.objects.whole().get(pk=row.pk)


def heard(index, parties, person):
    """Enter that the party of this process agrees."""
    party = Party.objects.select_related("request__community").get(pk=parties[index])
    with at("2026-10-20"):
        consulting.hear(party.request, by=Person.objects.select_related("community").get(pk=person), party=party, reply="agrees")


def state_of(pk):
    return Request.objects.get(pk=pk).state


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_two_answers_that_are_entered_at_once_let_the_request_go_on(world):
    """Each saw the other still waiting; the request then stood for ever, with nobody left to answer."""
    with at("2026-10-14"):
        rows = [running(world) for _time in range(TIMES)]
        asked = [[consulted(world, row, name).pk for name in ("甲店", "乙店")] for row in rows]
    with ring(2) as start:
        for row, parties in zip(rows, asked, strict=True):
            outcomes = start(heard, parties, officer(world).pk)
            assert [outcome.refused for outcome in outcomes] == ["", ""]
            assert start.ask(state_of, row.pk) == "running"


@pytest.mark.django_db
def test_the_clock_goes_on_when_the_last_has_answered(world):
    with at("2026-11-02"):
        row = running(world)
        first, second = consulted(world, row), consulted(world, row, "另一家")
    for day, party, times in (("2026-11-04", first, 0), ("2026-11-06", second, 1)):
        with at(day):
            consulting.hear(row, by=officer(world), party=party, reply="agrees")
            assert [str(line["title"]) for line in story_of(whole(row))].count("The clock goes on.") == times


@pytest.mark.django_db
def test_who_refuses_is_told_of_the_public_interest_only_by_an_answer_that_gives(world):
    """A draft that gave it away came back; the next one does not make it public, and so nobody is told that it does."""
    with at("2026-11-02"):
        row = running(world)
        consulting.hear(row, by=officer(world), party=consulted(world, row), reply="refuses", text="不同意。")
        drafted(world, row, override="涉及食品安全。")
        decisions.send_back(row, by=director(world), sent_back="理由不足。")
        answered(world, row, "refused", ground="third_party")
        assert not row.letters.filter(kind="override").exists()
