"""What an applicant reads who is waited for, and what the file offers whoever handles it."""

import datetime as dt

import pytest

from content.requests.domain import decisions, intake, timing
from tests.consultation.views.reading import page, picture, reader, words
from tests.content.requests.builders import answered, at, officer, running, submitted
from yishi.people.enums import Role

pytestmark = pytest.mark.django_db


def test_an_applicant_who_is_waited_for_reads_what_to_do_and_until_when(world):
    with at("2026-11-02"):
        row, key = submitted(world)
        row = intake.confirm(row, by=officer(world))
        client, address = reader(), f"/requests/status/{row.code}/"
        assert client.post("/requests/status/", {"code": row.code, "key": key})["Location"] == address
        timing.ask_reasons(row, by=officer(world), reasons_by=dt.date(2026, 11, 10))
        shown = words(client.get(address))
        assert "Please give your reasons by Tue 10 November" in shown and "with the code of the request" in shown
        timing.take_reasons(row, by=officer(world), reasons="研究")
        assert "Please give your reasons" not in words(client.get(address))
        timing.charge(row, by=officer(world), yuan="45.50", reason="三千页。")
        shown = words(client.get(address))
        assert "Please pay 45.50 yuan by Mon 30 November" in shown and "三千页。" in shown
        timing.pay(row, by=officer(world))
        assert "Please pay" not in words(client.get(address))


def test_the_file_offers_nothing_that_cannot_be_done_any_more(world):
    with at("2026-11-02"):
        row, by = answered(world, running(world), "not_ours"), officer(world)
        assert "Forward it to another body" in page(by, f"/requests/{row.code}/")
        decisions.forward(row, by=by, body="区住建局", agreed=True)
        decisions.deliver(row, by=by)
        shown = page(by, f"/requests/{row.code}/")
        assert "Forward it to another body" not in shown and "Enter that the letter was delivered" not in shown
        assert "Put it into the archive" in shown
        gone = reader(by).get(f"/requests/{row.code}/decisions.forward/")
        assert gone.status_code == 409 and "It was forwarded to another body, and is handled there." in words(gone)


def test_papers_go_out_only_with_an_answer_that_gives_them(world, settings, tmp_path):
    """What was laid into the file for a draft that gave it stayed to be fetched when the answer refused it."""
    settings.MEDIA_ROOT = tmp_path
    with at("2026-11-02"):
        for decision, status in (("granted", 200), ("refused", 404)):
            row, key = submitted(world)
            intake.confirm(row, by=officer(world))
            paper = decisions.attach(row, by=officer(world), title="决算表", upload=picture())
            client = reader()
            client.post("/requests/status/", {"code": row.code, "key": key})
            answered(world, row, decision)
            assert ("Given with the answer" in words(client.get(f"/requests/status/{row.code}/"))) == (status == 200)
            assert client.get(f"/requests/papers/{paper.pk}/").status_code == status
            assert reader(officer(world)).get(f"/requests/papers/{paper.pk}/").status_code == 200


def test_who_asked_with_an_account_is_not_told_that_the_browser_forgets(world):
    person = world.own.people[Role.RESIDENT]
    row, key = submitted(world, by=person)
    address, stop = f"/requests/status/{row.code}/", "Stop following it in this browser"
    visitor = reader()
    visitor.post("/requests/status/", {"code": row.code, "key": key})
    assert stop in words(visitor.get(address)) and stop not in page(person, address)
