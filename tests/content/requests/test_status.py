"""What an applicant reads who is waited for, and what the file offers whoever handles it."""

import datetime as dt

import pytest

from content.requests.domain import decisions, intake, timing
from tests.consultation.views.reading import page, reader, words
from tests.content.requests.builders import answered, at, officer, running, submitted

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
