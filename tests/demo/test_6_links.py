"""No dead link: what a page offers to somebody answers them, followed as people follow it, from page to page."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.demo.reading import client_of
from tests.demo.test_4_queries import LINKS
from yishi.clock.story import held_at
from yishi.demo.story import anchor
from yishi.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_world")]
EACH = 2  # pages of one route
BEGIN = ("/", "/petitions/", "/calls/", "/my/", "/desk/")
# Papers wait in this world; closing one's account tells those in office why they cannot; /admin/ is Wagtail's.
APART = ("/static/", "/documents/", "/admin/", "/my/close/", "/sign-out/")
PAPERS = (".pdf", "/papers/")
READERS = ("", "zou", "cheng", "lei", "he", "chu", "wen", "yu")


def kind_of(address):
    """Return what one goes by to say that two addresses are of one kind: the route, and of acts the act."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return address, ""
    return found.route, found.kwargs.get("code", "") if found.route.startswith("acts/") else bool(urlsplit(address).query)


def dead_links(login):
    """Return {address: (status, where it is offered)} of the links that lead whoever signs in as ``login`` nowhere."""
    client = client_of(Person.objects.get(user__username=login)) if login else Client(headers={"accept-language": "en"})
    waiting, seen, opened, dead = [(address, "") for address in BEGIN], set(), Counter(), {}
    while waiting:
        address, offered_on = waiting.pop(0)
        if address in seen or address.startswith(APART) or any(part in address for part in PAPERS):
            continue
        seen.add(address)
        kind = kind_of(address)
        opened[kind] += 1
        if opened[kind] > EACH:
            continue
        answer = client.get(address, follow=True)
        if answer.status_code >= 400 and offered_on:
            dead[address] = answer.status_code, offered_on
        elif "html" in answer.headers["Content-Type"]:
            waiting += [(link.replace("&amp;", "&"), address) for link in LINKS.findall(answer.content.decode())]
    assert len(opened) > 30, "links lead far"
    return dead


@pytest.mark.parametrize("login", READERS)
def test_every_link_that_is_offered_leads_somewhere(login):
    with held_at(anchor()):
        assert dead_links(login) == {}
