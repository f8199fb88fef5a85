import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import account
from tests.yishi.registers import GOOD, csv_bytes
from yishi.people import staging
from yishi.people.enums import Role
from yishi.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(world, client):
    holder = world.staff[Role.SYSTEM_ADMIN]
    client.force_login(account(holder))
    yield holder
    staging.drop(holder)


def upload(client, content, name="register.csv"):
    return client.post("/people/import/", {"file": SimpleUploadedFile(name, content)})


@pytest.mark.writes
def test_nothing_is_written_before_the_confirmation_and_then_all_of_it(client, admin):
    before = Person.objects.count()
    shown = upload(client, csv_bytes(*GOOD))
    assert shown.status_code == 200
    assert Person.objects.count() == before
    digest = shown.context["preview"].digest
    assert digest in shown.content.decode()
    done = client.post("/people/import/confirm/", {"digest": digest}, follow=True)
    assert done.status_code == 200
    assert Person.objects.count() == before + 4
    assert staging.kept(admin, digest) is None


def test_errors_are_shown_by_line_and_nothing_waits(client, admin):
    shown = upload(client, csv_bytes(GOOD[0], "HA-9,1,K9,<b>某</b>,,,,,,,"))
    assert shown.status_code == 422
    page = shown.content.decode()
    assert "<td>3</td>" in page
    assert "HA-9" in page
    assert staging.kept(admin, shown.context["preview"].digest) is None


@pytest.mark.parametrize("content", [b"", b"\x89PNG\x00", b"PK\x03\x04broken"])
def test_a_file_that_is_no_table_is_refused_on_the_form(client, admin, content):
    shown = upload(client, content)
    assert shown.status_code == 422
    assert 'id="errors"' in shown.content.decode()
    assert "What you typed is still here." not in shown.content.decode(), "the file has to be chosen again"


@pytest.mark.parametrize("digest", ["", "0" * 64, "../../etc/passwd", "x" * 64])
def test_a_confirmation_of_what_was_never_looked_at_is_refused(client, admin, digest):
    assert client.post("/people/import/confirm/", {"digest": digest}).status_code == 409


def test_what_waits_is_readable_by_nobody_else(client, admin, world):
    digest = upload(client, csv_bytes(*GOOD)).context["preview"].digest
    (path,) = staging._folder().glob(f"register-{admin.pk}-*")
    assert path.stat().st_mode & 0o077 == 0
    assert staging.kept(world.staff[Role.STREET_DIRECTOR], digest) is None


@pytest.mark.parametrize("role", [Role.RECORDER, Role.RESIDENT, Role.AUDIT_ADMIN])
def test_others_do_not_get_in(client, world, role):
    client.force_login(account(world.own.people[role]))
    assert client.get("/people/import/").status_code == 403
    assert client.post("/people/import/confirm/").status_code == 403


def test_a_visitor_is_sent_to_sign_in(client, world):
    assert client.get("/people/import/").headers["Location"].startswith("/sign-in/?next=")


def test_a_secretary_cannot_confirm_another_community(client, world):
    holder = world.other.people[Role.COMMUNITY_SECRETARY]
    client.force_login(account(holder))
    digest = upload(client, csv_bytes(*GOOD)).context["preview"].digest
    before = Person.objects.count()
    assert client.post("/people/import/confirm/", {"digest": digest}).status_code == 403
    assert Person.objects.count() == before
    staging.drop(holder)
