"""Screens in the hall: the notice board turns and can be stopped; a kiosk goes back and forgets who used it."""

import pytest

from tests.consultation import builders_outcomes as outcome
from tests.consultation.views.reading import page, reader, words
from tests.content.requests import builders
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db


def test_the_board_turns_through_what_hangs_and_what_was_decided(world):
    found = reader().get("/board/")
    assert "Nothing is on public notice now." in words(found)
    draft = outcome.drafted(world.own)
    with outcome.at(outcome.POSTED):
        outcome.make_ready(world.own, draft)
        outcome.outcomes.publish(draft, by=world.own.people["community_secretary"])
        first, second = reader().get("/board/"), reader().get("/board/?n=1")
        assert first.headers["Refresh"] == "15; url=/board/?n=1" and second.headers["Refresh"] == "15; url=/board/?n=0"
        assert draft.matter.title in words(first) and f"Result · {world.own.community.name} {outcome.TITLE}" in words(second)
        stopped = reader().get("/board/?n=1&stop")
        assert "Refresh" not in stopped.headers and "Let it turn" in words(stopped)
        assert outcome.TITLE in page(None, f"/board/{world.own.community.code}/?n=1")
        assert "Nothing is on public notice now." in page(None, f"/board/{world.other.community.code}/")
    assert reader().get("/board/XX/").status_code == 404


@pytest.mark.parametrize("n", ["-1", "x", "９", "9" * 5000, "²", "%00"])
def test_no_number_in_the_address_breaks_the_board(world, n):
    draft = outcome.drafted(world.own)
    with outcome.at(outcome.POSTED):
        outcome.make_ready(world.own, draft)
        outcome.outcomes.publish(draft, by=world.own.people["community_secretary"])
        assert reader().get(f"/board/?n={n}").status_code == 200


def test_a_kiosk_goes_back_and_signs_out_and_any_other_screen_does_neither(world):
    client = reader(world.own.people[Role.RESIDENT])
    assert "Refresh" not in client.get("/kiosk/").headers and "_auth_user_id" in client.session
    client.post("/kiosk/")
    assert client.get("/matters/").headers["Refresh"] == "180; url=/kiosk/"
    assert "Refresh" not in client.get("/open-data/matters.json").headers
    assert client.get("/kiosk/", follow=True).status_code == 200 and "_auth_user_id" not in client.session
    client.post("/kiosk/")
    assert "Refresh" not in client.get("/matters/").headers


def test_a_kiosk_forgets_a_visitor_without_an_account_too(world):
    client = reader()
    client.post("/kiosk/")
    with builders.at("2026-09-01"):
        row, key = builders.submitted(world)
        client.post("/requests/status/", {"code": row.code, "key": key})
        assert client.get(f"/requests/status/{row.code}/").status_code == 200
        assert client.get("/kiosk/", follow=True).status_code == 200
        assert client.get(f"/requests/status/{row.code}/").status_code == 302, "the next one follows no request of the one before"


def test_whoever_writes_at_a_kiosk_has_time(world):
    client = reader()
    assert "kiosk.js" not in client.get("/requests/new/").content.decode()
    client.post("/kiosk/")
    form = client.get("/requests/new/")
    assert form.headers["Refresh"] == "1200; url=/kiosk/" and 'data-home="/kiosk/" data-seconds="180"' in form.content.decode()


def test_a_kiosk_is_in_large_type_and_the_next_one_finds_it_so(world):
    client = reader()
    client.post("/kiosk/")
    assert '<html lang="en" class="elder' in client.get("/guides/").content.decode()
    client.post("/reading/", {"size": "normal", "theme": "dark"})
    client.cookies["django_language"] = "zh-hans"
    assert 'class="dark' in client.get("/guides/").content.decode()
    again = client.get("/kiosk/", follow=True)
    assert 'lang="en" class="elder' in again.content.decode() and len(again.redirect_chain) == 1
    client.post("/kiosk/")
    assert "elder" not in client.get("/guides/").content.decode().partition(">")[2][:80]
