"""Every page answers with a strict policy, and none has a script or a style of its own in it."""

import re

import pytest
from django.test import Client

from tests.test_matrix import client_of, samples
from tests.world import account
from yishi.people.enums import Role
from yishi.people.models import User

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src": "'self'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "object-src": "'none'",
    "base-uri": "'none'", "frame-ancestors": "'none'", "form-action": "'self'",
}
INLINE = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"|javascript:|hx-on")


def policy(answer):
    return dict((*part.strip().split(" ", 1), "")[:2] for part in answer.headers["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize("who", [None, Role.RESIDENT, Role.COMMUNITY_SECRETARY, Role.SYSTEM_ADMIN])
def test_every_page_is_strict(who, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client, pages = client_of(who and world.own.people[who]), 0
    for address in samples(world).values():
        answer = client.get(address)
        if address.startswith("/papers/"):
            assert policy(answer)["default-src"] == "'none'" and "sandbox" in policy(answer), "somebody's file"
            continue
        assert policy(answer) == STRICT, address
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if answer.headers["Content-Type"].startswith("text/html") and not answer.streaming:
            pages += 1
            assert INLINE.findall(answer.content.decode()) == [], address
    assert pages > 20


@pytest.mark.parametrize(("address", "status"), [("/no/such/page/", 404), ("/language/", 405), ("/my/", 302)])
def test_refusals_are_strict_too(address, status, world):
    answer = Client().get(address)
    assert answer.status_code == status
    assert policy(answer) == STRICT


def test_the_editors_desk_has_a_wider_policy_of_its_own(world):
    client = Client()
    client.force_login(User.objects.create_superuser("root-of-the-site", password="pass-word-1"))
    answer = client.get("/admin/account/")
    assert answer.status_code == 200
    assert "'unsafe-inline'" in policy(answer)["script-src"]
    assert policy(answer)["object-src"] == "'none'"
    client.force_login(account(world.own.people[Role.RESIDENT]))
    assert policy(client.get("/administration/")) == STRICT, "only below the mount"
