"""Rating a service: once, by nobody in particular, counted; who was not satisfied is owed an answer."""

import datetime as dt

import pytest

from content.guides.domain import ratings
from content.guides.enums import Grade
from content.guides.models import Rating
from content.guides.queries import due_of, figures_of
from tests.consultation.views.reading import page, reader, words
from tests.content.guides.builders import lead, rated, written
from yishi.clock.story import held_at
from yishi.journal.models import Event
from yishi.people.enums import Role
from yishi.refusals import Forbidden, Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
RATE, GUIDE = "/guides/SG-01/rate/", "/guides/SG-01/"
BEGIN = dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC)


@pytest.mark.writes
def test_whoever_has_signed_in_rates_once_in_thirty_days(world):
    guide, resident = written(world), world.own.people[Role.RESIDENT]
    with held_at(BEGIN):
        row = rated(world, Grade.FAIR, guide=guide, by=resident)
    with held_at(BEGIN + dt.timedelta(29)), pytest.raises(Refused, match="thirty days"):
        rated(world, guide=guide, by=resident)
    with held_at(BEGIN + dt.timedelta(30)):
        rated(world, guide=guide, by=resident)
    row.refresh_from_db()
    assert row.token == "", "after thirty days nothing tells that somebody rated"
    assert {event.actor for event in Event.objects.filter(kind="guides.rated")} == {None}
    with pytest.raises(Invalid):
        ratings.rate(guide, grade=6)


def test_a_browser_rates_once_a_day(world):
    written(world)
    written(world, "SG-02")
    client = reader()
    with held_at(BEGIN):
        answer = client.post(RATE, {"grade": 1})
        assert answer.status_code == 302 and answer.cookies["rated-services"]["httponly"]
        again = client.post(RATE, {"grade": 1, "words": "再来一次"})
        assert again.status_code == 429 and "You have rated this service today." in words(again)
        assert "再来一次" in again.content.decode()
        assert client.post("/guides/SG-02/rate/", {"grade": 2}).status_code == 302, "another service"
        assert reader().post(RATE, {"grade": 5}).status_code == 302, "another browser"
    with held_at(BEGIN + dt.timedelta(1)):
        assert client.post(RATE, {"grade": 2}).status_code == 302
    assert Rating.objects.count() == 4
    client.cookies["rated-services"] = "forged"
    with held_at(BEGIN + dt.timedelta(1)):
        assert client.post(RATE, {"grade": 2}).status_code == 302, "a cookie that is not ours says nothing"


def test_a_connection_is_held_back(world, monkeypatch):
    written(world)
    monkeypatch.setattr("content.guides.views.ratings.TRIES", 2)
    found = [reader().post(RATE, {"grade": 1}, REMOTE_ADDR="10.9.8.7").status_code for _ in range(3)]
    assert found == [302, 302, 429]


def test_what_is_no_grade_is_refused(world):
    written(world)
    for grade in ("", "6", "0", "x"):
        answer = reader().post(RATE, {"grade": grade, "words": "话"})
        assert answer.status_code == 422 and "Choose one of the five grades." in words(answer)
    assert not Rating.objects.exists()


def test_the_figures_are_counted(world):
    guide = written(world)
    assert figures_of(guide).share == "" and "Nobody has rated this service yet." in page(None, GUIDE)
    for grade in (1, 1, 2, 3, 4, 5):
        rated(world, grade, guide=guide)
    figures = figures_of(guide)
    assert (figures.total, figures.pleased, figures.share) == (6, 4, "66.6%")
    assert [n for _grade, n, _share in figures.rows] == [2, 1, 1, 1, 1]
    assert "4 of 6 were satisfied, at least on the whole: 66.6%." in page(None, GUIDE)
    assert "4 of 6 satisfied, at least on the whole" in page(None, "/guides/")


@pytest.mark.writes
def test_a_bad_rating_is_answered_in_five_working_days(world):
    with held_at(BEGIN):
        rating = rated(world)
        assert due_of(rating).date == dt.date(2026, 11, 9)
        assert "waiting for an answer" in page(lead(world), "/guides/ratings/")
    with held_at(BEGIN + dt.timedelta(8)):
        assert "answer overdue owed by" in page(lead(world), "/guides/ratings/")
        assert "Ratings of services that wait for an answer" in page(lead(world), "/my/")
        with pytest.raises(Forbidden):
            ratings.answer(rating, by=world.own.people[Role.RESIDENT], text="好")
        client = reader(lead(world))
        assert client.post(f"/guides/ratings/{rating.pk}/", {"text": " "}).status_code == 422
        assert client.post(f"/guides/ratings/{rating.pk}/", {"text": "已增开窗口"}).status_code == 302
        late = client.post(f"/guides/ratings/{rating.pk}/", {"text": "又一次"})
        assert late.status_code == 409 and "又一次" in late.content.decode(), "what came too late is still there"
        assert "No rating waits for an answer." in page(lead(world), "/guides/ratings/")
        assert "answered" in page(lead(world), "/guides/ratings/?show=all")
        found = page(None, GUIDE)
    assert "已增开窗口" in found and "排队太久" not in found
    stale = Rating.objects.get()
    with pytest.raises(Stale):
        ratings.answer(stale, by=lead(world), text="再说")


def test_whoever_answers_is_not_sent_to_the_page_of_a_guide_that_was_withdrawn(world):
    with held_at(BEGIN):
        rating = rated(world)
        rating.guide.withdrawn_on, rating.guide.withdrawn_because = BEGIN.date(), "已停办"
        rating.guide.save()
        sent = reader(lead(world)).post(f"/guides/ratings/{rating.pk}/", {"text": "已增开窗口"}, follow=True).content.decode()
    assert "Answered." in sent and "It stands on the page of the service" not in sent
