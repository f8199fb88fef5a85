"""A file is chosen once: it stays with its form through a refusal and a look ahead, for this session alone."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consultation import drafts
from consultation.models import Attachment
from tests.consultation.builders_collect import filed, opened
from tests.consultation.views.reading import picture, words
from yishi.journal.models import Event
from yishi.people.enums import Role

from .hands import address, sits_down
from .hands import opened as drawn

pytestmark = pytest.mark.django_db
CODE = "attachments.attach"


@pytest.fixture
def matter(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return opened(world.own, filed(world.own))


@pytest.fixture
def clerk(world):
    return sits_down(Client(headers={"accept-language": "en"}), world.own.people[Role.RECORDER])


def sent(client, matter, **fields):
    data = drawn(client, CODE, matter) | {"title": "楼道照片", **fields}
    return client.post(address(CODE, matter), {name: value for name, value in data.items() if value is not None})


def again(client, matter, answer, **fields):
    """Send the page that was answered once more, without the file, as a browser does."""
    data = {name: value for name, value in answer.context["form"].data.items() if name not in {"look", "keep", "upload"}}
    return client.post(address(CODE, matter), data | fields)


def stored():
    folders, _files = default_storage.listdir("papers") if default_storage.exists("papers") else ([], [])
    return folders


def test_what_is_looked_at_with_a_file_is_done_with_it(clerk, matter):
    events = Event.objects.count()
    seen = sent(clerk, matter, upload=picture(), look="1")
    assert seen.context["preview"].lines
    assert "“x.png” is here already." in words(seen)
    assert (Attachment.objects.count(), Event.objects.count(), stored()) == (0, events, []), "nothing has happened yet"
    assert again(clerk, matter, seen).status_code == 302
    row = Attachment.objects.get()
    assert row.file.size == row.size and row.content_type == "image/png"
    assert default_storage.listdir(drafts.FOLDER)[1] == [], "and what was kept is gone"


def test_a_refused_form_keeps_its_file(clerk, matter):
    refused = sent(clerk, matter, title="", upload=picture())
    assert refused.status_code == 422 and "“x.png” is here already." in words(refused)
    assert again(clerk, matter, refused, title="楼道照片").status_code == 302
    assert Attachment.objects.get().file.name


def test_another_file_takes_its_place_and_is_looked_at_anew(clerk, matter):
    seen = sent(clerk, matter, upload=picture(), look="1")
    other = again(clerk, matter, seen, upload=SimpleUploadedFile("y.pdf", b"%PDF-1.4 x", "application/pdf"), look="1")
    assert "“y.pdf” is here already." in words(other) and len(default_storage.listdir(drafts.FOLDER)[1]) == 1
    assert again(clerk, matter, other).status_code == 302
    assert Attachment.objects.get().content_type == "application/pdf"


def test_what_no_form_takes_is_refused_and_not_kept_after_a_look(clerk, matter):
    refused = sent(clerk, matter, upload=SimpleUploadedFile("x.exe", b"MZ", "application/octet-stream"), look="1")
    assert refused.status_code == 422 and Attachment.objects.count() == 0


def test_it_is_for_this_session_and_this_form_alone(clerk, matter, world):
    sent(clerk, matter, upload=picture(), look="1")
    other = opened(world.own, filed(world.own))
    for client, thing in ((sits_down(Client(), world.own.people[Role.COMMUNITY_SECRETARY]), matter), (clerk, other)):
        assert sent(client, thing).status_code == 302
    assert [row.file.name for row in Attachment.objects.all()] == ["", ""]


def test_a_draft_that_is_thrown_away_takes_its_file_along_and_a_forgotten_one_is_swept(clerk, matter, monkeypatch):
    sent(clerk, matter, upload=picture(), keep="1")
    assert len(default_storage.listdir(drafts.FOLDER)[1]) == 1
    clerk.post(address(CODE, matter), {"drop": "1"})
    assert default_storage.listdir(drafts.FOLDER)[1] == []
    sent(clerk, matter, upload=picture(), keep="1")
    monkeypatch.setattr(drafts, "KEPT", dt.timedelta(0))
    assert drafts.sweep() == 1
    assert "is here already" not in words(clerk.get(address(CODE, matter)))


def test_a_file_of_a_kind_that_is_not_taken_is_refused_at_its_field_and_not_kept(clerk, matter):
    bad = SimpleUploadedFile("a.html", b"<html>x</html>", "text/html")
    found = sent(clerk, matter, upload=bad, title="")
    assert found.status_code == 422 and found.context["form"].errors["upload"]
    assert "is here already" not in words(found)
