"""The forms of the acts on a request: what stands in them before anybody has said anything."""

import datetime as dt
import re

import pytest

from content.requests.domain import decisions, timing
from content.requests.models import Paper, Request
from content.requests.transitions import TABLE
from tests.consultation.views.reading import page, picture, reader
from tests.content.requests.builders import answered, at, consulted, officer, running, submitted
from yishi.refusals import Refused, Stale

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("act, state, name", [("consulting.hear", "consulting", "reply"), ("decisions.draft", "running", "decision")])
def test_nobody_agrees_or_decides_by_not_looking(act, state, name, world):
    row = running(world)
    if state == "consulting":
        consulted(world, row)
    client, address = reader(officer(world)), f"/requests/{row.code}/{act}/"
    form = client.get(address).context["form"]
    assert form.fields[name].choices[0] == ("", "choose") and not form[name].value()
    sent = client.post(address, {each.name: each.value() or "" for each in form})
    assert sent.status_code == 422 and Request.objects.get(pk=row.pk).state == state


def test_the_form_of_the_office_never_takes_the_officer_for_the_applicant(world):
    client = reader(officer(world))
    for answer in (client.get("/requests/desk/new/"), client.post("/requests/desk/new/", {"channel": "in_person"})):
        form = answer.content.decode().partition('<form method="post" enctype')[2].partition("</form>")[0]
        assert "Paper that shows who the applicant is" in form and not re.findall(r"(?i)\byour?\b", form)


@pytest.mark.parametrize("act", sorted(code for code, act in TABLE.items() if act.thing == "information.Request" and act.sources))
def test_an_act_for_which_a_request_does_not_stand_is_refused_in_words(act, world):
    row, _key = submitted(world)
    client, address = reader(officer(world)), f"/requests/{row.code}/{act}/"
    if act not in {"intake.confirm", "contests.enter"}:
        assert client.get(address).status_code in {403, 409}
        assert client.post(address, {}).status_code in {403, 409, 422} and Request.objects.get().state == "submitted"


def test_while_reasons_are_waited_for_the_period_runs_and_the_officer_is_told(world):
    with at("2026-11-02"):
        row = running(world)
        timing.ask_reasons(row, by=officer(world), reasons_by=dt.date(2026, 11, 10))
        assert row.code not in page(officer(world), "/requests/desk/?show=waiting")
        assert row.code in page(officer(world), "/requests/desk/?show=running")
        assert f"Answer the request {row.code}" in page(officer(world), "/my/")


def test_a_paper_put_in_by_mistake_is_taken_out_and_erased(world, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    with at("2026-11-02"):
        row, by = running(world, proof=picture()), officer(world)
        client, address = reader(by), f"/requests/{row.code}/decisions.take_out/"
        assert client.get(address).status_code == 409 and "Take a paper out" not in page(by, row.get_absolute_url())
        wrong, right = (decisions.attach(row, by=by, title=title, upload=picture()) for title in ("邻居的身份证", "决算表"))
        proof = Paper.objects.get(use="proof")
        assert "Take a paper out" in page(by, row.get_absolute_url())
        assert client.post(address, {"paper": proof.pk}).status_code == 422, "the scan of who somebody is stays"
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(address, {"paper": wrong.pk}).status_code == 302
        file = page(by, row.get_absolute_url())
        assert "邻居的身份证" not in file and "决算表" in file and "was taken out of the file" in file
        assert not wrong.file.storage.exists(wrong.file.name) and right.file.storage.exists(right.file.name)
        with pytest.raises(Stale):
            decisions.take_out(Request.objects.get(), by=by, paper=wrong)
        row = answered(world, Request.objects.get())
        with pytest.raises(Refused):
            decisions.take_out(row, by=by, paper=right)
