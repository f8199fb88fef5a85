"""The forms of the acts on a request: what stands in them before anybody has said anything."""

import re

import pytest

from content.requests.models import Request
from tests.consultation.views.reading import reader
from tests.content.requests.builders import consulted, officer, running

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
