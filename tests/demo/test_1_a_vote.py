"""Every figure comes from rows: one vote more, by the domain's own function, and page and open data follow."""

import datetime as dt

import pytest

from consultation.models import Matter
from consultation.polls.domain.casting import cast
from consultation.polls.models import Poll, RollEntry
from tests.consultation.views.reading import shows, words
from tests.demo.conftest import EARLY
from yishi.clock.story import held_at
from yishi.demo.player import play
from yishi.demo.scenes import script
from yishi.demo.story import at
from yishi.people.duties import duties_of
from yishi.web.kept import stored, visitor
from yishi.web.ready import PAGES

pytestmark = pytest.mark.django_db
CODE = "LX-2026-05"


def owners_poll():
    return Poll.objects.select_related("community", "matter").get(matter__code=CODE, decisive=True)


def an_owner_who_has_not_voted(poll):
    voted = poll.named_marks.values("entry")
    return RollEntry.objects.filter(poll=poll).exclude(pk__in=voted).order_by("pk").first()


def closed_and_read(client):
    """Close and certify as the story does, and return what page and open data say of the owners' vote."""
    play([s for s in script() if s.key == f"{CODE}:owners-close"], at(EARLY.replace(day=11)), told=lambda *progress: None)
    with held_at(at(EARLY.replace(day=11))):
        page = client.get(f"/matters/{CODE}/").content.decode()
        data = client.get(f"/open-data/matters/{CODE}.json").json()
    decisive = next(poll for poll in data["polls"] if poll["decisive"])
    return page, decisive["results"][0]


def test_as_told(early_world, client):
    page, figures = closed_and_read(client)
    assert figures["cast"] == 972 and figures["heads"]["in_favor"] == 771 and figures["area_dm2"]["in_favor"] == 8291630
    assert "771" in page and "82,916" in page.replace("&nbsp;", "")


def test_one_vote_more(early_world, client):
    poll = owners_poll()
    entry = an_owner_who_has_not_voted(poll)
    with held_at(at(EARLY, "20:30")):
        cast(poll, by=entry.voters.first().person, unit=entry.unit, choices="in_favor")
    page, figures = closed_and_read(client)
    assert figures["cast"] == 973 and figures["heads"]["in_favor"] == 772
    assert figures["area_dm2"]["in_favor"] == 8291630 + entry.area_dm2
    assert "772" in page


def test_nobody_sees_figures_before_the_close(early_world, client):
    with held_at(at(EARLY, "20:30")):
        data = client.get(f"/open-data/matters/{CODE}.json").json()
        page = words(client.get(f"/matters/{CODE}/"))
    decisive = next(poll for poll in data["polls"] if poll["decisive"])
    assert decisive["results"] is None
    assert not shows(page, "771") and not shows(page, "972")


def test_an_open_ballot_waits_for_whoever_has_not_voted(early_world):
    poll = owners_poll()
    waiting = an_owner_who_has_not_voted(poll).voters.first().person
    voted = poll.named_marks.first().entry.voters.first().person
    with held_at(at(EARLY, "20:30")):
        owed = {person: [item for _duty, items in duties_of(person) for item in items] for person in (waiting, voted)}
    assert [item.words for item in owed[waiting]] == [poll.question]
    assert owed[waiting][0].due.isoformat() == "2026-07-10"
    assert owed[voted] == []


def test_what_is_kept_is_at_every_instant_what_would_be_built(early_world, settings):
    settings.YISHI_KEEPS_PAGES = True
    matters, closes = Matter.objects.open().order_by("-pk")[:4], owners_poll().closes_at
    names = ["home:", f"matter:{owners_poll().matter_id}", *(f"matter:{matter.pk}" for matter in matters)]
    turns = (at(EARLY + dt.timedelta(days=1), "00:00"), closes)
    for instant in (at(EARLY, "20:30"), at(EARLY, "20:31"), *(t - dt.timedelta(seconds=n) for t in turns for n in (1, 0))):
        with held_at(instant):
            for kind, number in (name.split(":") for name in names):
                def build(kind=kind, number=number):
                    return PAGES[kind].build(int(number or 0), visitor())

                assert stored(f"{kind}:{number}", "en", build) == build(), (instant, kind, number)
